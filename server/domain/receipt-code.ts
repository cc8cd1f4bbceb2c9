import { createHash } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, so that a code survives being read aloud and written down. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The receipt a respondent takes away, `XXXX-XXXX-XXXX`: the first 60 bits of SHA-256("receipt:" + response id).
 * It can be told again from the id, while nobody finds the id, and with it the answers, from the code.
 */
export function receiptCode(responseId: string): string {
  const digest = createHash('sha256').update(`receipt:${responseId}`).digest();
  const bits = digest.readBigUInt64BE(0) >> 4n;
  let code = '';
  for (let shift = 55n; shift >= 0n; shift -= 5n) code += alphabet[Number((bits >> shift) & 31n)];
  return grouped(code);
}

/** A code as people type it (lower case, o for 0, i or l for 1, any spaces or dashes) as it is kept; null: not a code. */
export function normalizeReceiptCode(input: string): string | null {
  const plain = input
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash_Punctuation}.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(plain) ? grouped(plain) : null;
}

function grouped(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}
