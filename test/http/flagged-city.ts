import type { TestApp } from '../app.js';
import { another, type FrozenCity } from './frozen-city.js';

/**
 * Adds to the small city what the quality desk shows: a response that waits for a proposal, one that a rule left out,
 * one that the administrator and one that somebody else has proposed to exclude, and one that two others have excluded.
 */
export async function flagSmallCity(app: TestApp, { baDinh }: FrozenCity): Promise<void> {
  const { quality } = app.house.services;
  const flagged = async (flag: string) => (await another(app, baDinh, { flags: [flag], desk: '3' })).id;
  await flagged('too-fast');
  await flagged('token-reused');
  await quality.propose(await flagged('out-of-hours'), 'excluded', 'Gửi lúc nửa đêm', 'administrator');
  await quality.propose(await flagged('too-fast'), 'excluded', '22 câu trong 20 giây', 'reviewer-1');
  const excluded = await flagged('device-burst');
  await quality.propose(excluded, 'excluded', 'Cùng một thiết bị', 'reviewer-1');
  await quality.confirm(excluded, 'reviewer-2');
}
