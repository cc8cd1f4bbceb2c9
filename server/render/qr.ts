import QRCode from 'qrcode';

/** Level M survives a scratched desk card; four modules of white around it, as the standard asks. */
const options = { errorCorrectionLevel: 'M', margin: 4 } as const;

/** A QR code that holds one address, as SVG. */
export function qrSvg(url: string): Promise<string> {
  return QRCode.toString(url, { ...options, type: 'svg' });
}

/** The same as PNG, `width` pixels wide: 1200 prints sharply at 10 cm. */
export function qrPng(url: string, width = 1200): Promise<Uint8Array> {
  return QRCode.toBuffer(url, { ...options, type: 'png', width });
}
