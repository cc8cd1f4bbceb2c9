import { loadImage, createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from '@jest/globals';
import QRCode from 'qrcode';
import { qrPng, qrSvg } from '../../server/render/qr.js';

const url = 'https://hai-long.example.vn/s/ba-dinh-kiosk-1?desk=3&procedure=1.004194';

/** The modules as the library encodes them, without drawing. */
const modules = QRCode.create(url, { errorCorrectionLevel: 'M' }).modules;

describe('QR codes', () => {
  it('draws exactly the modules of the address, with four modules of white around', async () => {
    const image = await loadImage(Buffer.from(await qrPng(url, 360)));
    const scale = image.width / (modules.size + 8);
    const canvas = createCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height).data;
    const dark = (row: number, column: number) => {
      const middle = (place: number) => Math.floor((place + 4.5) * scale);
      return (pixels[4 * (middle(row) * image.width + middle(column))] ?? 0) < 128;
    };
    const size = modules.size;
    const drawn = Array.from({ length: size * size }, (_, at) => dark(Math.floor(at / size), at % size));
    expect(drawn).toEqual(Array.from(modules.data, (module) => module === 1));
    expect([dark(-1, -1), dark(size, size), dark(-4, 5)]).toEqual([false, false, false]);
  });

  it('gives an SVG of the same size in modules that holds no script and no link', async () => {
    const svg = await qrSvg(url);
    expect(svg).toMatch(/^<svg /);
    expect(svg).toContain(`viewBox="0 0 ${modules.size + 8} ${modules.size + 8}"`);
    expect(svg).not.toMatch(/script|href/);
  });

  it('refuses a text that no code can hold', async () => {
    await expect(qrSvg('x'.repeat(3000))).rejects.toThrow(/too big|overflow/i);
  });
});
