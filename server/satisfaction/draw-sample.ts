import { seededRandom } from './random.js';

/** Name and version of the procedure below; a change of it is a new name, so that old protocols stay repeatable. */
export const DRAW_ALGORITHM = 'sfc32-fisher-yates-1';

/** All that is needed to repeat a draw and to see that nobody was chosen by hand. */
export interface DrawProtocol {
  algorithm: string;
  /** Version of the program that drew, as its package names it. */
  codeVersion: string;
  seed: string;
  frameSize: number;
  /** Hash of the frame's ids in their order, by the function given to the draw. */
  frameHash: string;
  size: number;
  /** Ids in the order drawn; the first k of them are a random sample of size k. */
  drawn: string[];
}

/** What a draw needs from its surroundings. */
export interface DrawSurroundings {
  /** A cryptographic hash of a text (SHA-256, hexadecimal); this folder knows no platform. */
  hash: (text: string) => string;
  codeVersion: string;
}

/** Why a list of ids is no frame: empty ids, ids that stand twice. Empty: it is one. */
export function frameFaults(frame: readonly string[]): string[] {
  const first = new Map<string, number>();
  return frame.flatMap((id, i) => {
    if (id === '') return [`row ${i + 1} has no id`];
    const before = first.get(id);
    if (before !== undefined) return [`row ${i + 1} repeats \`${id}\` of row ${before + 1}`];
    first.set(id, i);
    return [];
  });
}

/**
 * Simple random sample without replacement: the first `size` steps of a Fisher–Yates shuffle of the frame, driven by the
 * seed.
 * @throws RangeError with all faults of the frame, or when it is smaller than the sample.
 */
export function drawSample(
  frame: readonly string[],
  size: number,
  seed: string,
  { hash, codeVersion }: DrawSurroundings,
): DrawProtocol {
  const faults = frameFaults(frame);
  if (!Number.isInteger(size) || size < 0 || size > frame.length)
    faults.push(`cannot draw ${size} of ${frame.length}`);
  if (faults.length > 0) throw new RangeError(faults.join('; '));
  const random = seededRandom(seed);
  const order = [...frame];
  for (let i = 0; i < size; i++) {
    const j = i + random.below(order.length - i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return {
    algorithm: DRAW_ALGORITHM,
    codeVersion,
    seed,
    frameSize: frame.length,
    frameHash: hash(JSON.stringify(frame)),
    size,
    drawn: order.slice(0, size),
  };
}

/** What a second run of the protocol finds different; empty: it reproduces the draw. */
export function drawFaults(
  protocol: DrawProtocol,
  frame: readonly string[],
  hash: (text: string) => string,
): string[] {
  if (protocol.algorithm !== DRAW_ALGORITHM) return [`unknown algorithm \`${protocol.algorithm}\``];
  if (hash(JSON.stringify(frame)) !== protocol.frameHash)
    return ['the frame is not the one that was drawn from'];
  const again = drawSample(frame, protocol.size, protocol.seed, {
    hash,
    codeVersion: protocol.codeVersion,
  }).drawn;
  const at = again.findIndex((id, i) => id !== protocol.drawn[i]);
  if (at >= 0) return [`place ${at + 1}: drawn \`${protocol.drawn[at]}\`, the seed gives \`${again[at]}\``];
  return protocol.drawn.length === again.length ? [] : ['the protocol names more ids than it drew'];
}
