import type { Parcel } from './parcel.js';

const PATIENCE_MS = 20_000;

export interface Receipt {
  responseId: string;
  code: string;
  receivedAt: string;
}

/** The members of a problem document that matter here. */
interface Refusal {
  code: string;
  faults: { pointer: string; reason: string }[];
}

/** What became of one try. `later`: nobody knows, so it is tried again; the id keeps it from counting twice. */
export type Delivery =
  { kind: 'stored'; receipt: Receipt } | ({ kind: 'refused' } & Refusal) | { kind: 'later' };

/** The server is busy, restarting or behind a proxy that speaks for it. */
const isPassing = (status: number): boolean =>
  status >= 500 || status === 408 || status === 425 || status === 429;

/** Tries once to hand a parcel to the server. It never throws. */
export async function deliver(parcel: Parcel): Promise<Delivery> {
  const stop = new AbortController();
  const patience = setTimeout(() => stop.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(parcel.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(parcel.body),
      credentials: 'omit',
      signal: stop.signal,
    });
    if (isPassing(answer.status)) return { kind: 'later' };
    const content = (await answer.json()) as Partial<Receipt & Refusal>;
    if (answer.ok && content.responseId === parcel.id) return { kind: 'stored', receipt: content as Receipt };
    // A sign-in page of the building's network, say, also answers 200: only our receipt counts.
    if (answer.ok || typeof content.code !== 'string') return { kind: 'later' };
    return { kind: 'refused', code: content.code, faults: content.faults ?? [] };
  } catch {
    return { kind: 'later' };
  } finally {
    clearTimeout(patience);
  }
}
