import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isProofSound } from '../../../server/services/snapshots/prove-inclusion.js';
import { openTestApp, type TestApp } from '../../app.js';
import { another, freezeSmallCity, type FrozenCity } from '../frozen-city.js';

let app: TestApp;
let city: FrozenCity;
beforeAll(async () => {
  app = await openTestApp();
  city = await freezeSmallCity(app);
});
afterAll(() => app.close());

const ask = (body: unknown) =>
  app
    .citizen()
    .post('/api/v1/receipts/proofs')
    .send(body as object);

describe('the proofs of a receipt', () => {
  it('lead from the record of the answer to the published root, and show no answer', async () => {
    const reply = await ask({ code: city.baDinh.receipt }).expect(200);
    expect(reply.body.absent).toEqual([]);
    expect(reply.body.included).toHaveLength(1);
    const [proof] = reply.body.included;
    // 30 + 10 + 5 + 12 responses of the three wards
    expect(proof).toMatchObject({
      snapshot: city.published.id,
      size: 57,
      root: city.published.content.tree.root,
    });
    expect(isProofSound(proof)).toBe(true);
    expect(isProofSound({ ...proof, index: (proof.index + 1) % 57 })).toBe(false);
    expect(reply.text).not.toContain(city.baDinh.id);
    const shown = ['algorithm', 'index', 'leaf', 'path', 'root', 'size', 'snapshot'];
    expect(Object.keys(proof).sort()).toEqual(shown);
  });

  it('differ from one receipt to another', async () => {
    const proofs = await Promise.all(
      [city.baDinh, city.giangVo].map(async ({ receipt }) => (await ask({ code: receipt })).body.included[0]),
    );
    expect(proofs[0].leaf).not.toBe(proofs[1].leaf);
    expect(proofs[0].index).not.toBe(proofs[1].index);
  });

  it('take the code as people type it', async () => {
    const typed = city.baDinh.receipt.toLowerCase().replaceAll('-', ' ');
    expect((await ask({ code: typed }).expect(200)).body.included).toHaveLength(1);
  });

  it('name the published number that could hold an answer but does not', async () => {
    const late = await another(app, city.baDinh);
    expect((await ask({ code: late.receipt }).expect(200)).body).toEqual({
      included: [],
      absent: [city.published.id],
    });
  });

  it('are none where no published number is of that time', async () => {
    const receivedAt = new Date('2026-02-03T03:00:00Z');
    const earlier = await another(app, city.baDinh, { receivedAt });
    expect((await ask({ code: earlier.receipt }).expect(200)).body).toEqual({ included: [], absent: [] });
  });

  it.each([
    ['a code nobody has', { code: 'AAAA-AAAA-AAAA' }, 404, 'not-found'],
    ['what is no code', { code: '<script>' }, 404, 'not-found'],
    ['an operator', { code: { $gt: '' } }, 400, 'malformed-request'],
    ['a text without end', { code: 'A'.repeat(10_000) }, 400, 'malformed-request'],
    ['the name of a snapshot beside it', { code: 'AAAA-AAAA-AAAA', id: 'x' }, 400, 'malformed-request'],
    ['no code', {}, 400, 'malformed-request'],
  ])('are refused for %s', async (_name, body, status, code) => {
    const reply = await ask(body);
    expect([reply.status, reply.type, reply.body.code]).toEqual([status, 'application/problem+json', code]);
  });

  it('leave no code in the log', async () => {
    await ask({ code: city.giangVo.receipt });
    await ask({ code: 'BBBB-BBBB-BBBB' });
    expect(app.logged.join('')).not.toContain(city.giangVo.receipt);
    expect(app.logged.join('')).not.toContain('BBBB-BBBB-BBBB');
  });
});
