import { inContext } from '../failure.js';

/** Marks what goes wrong while a command works on documents, as MongoDB does. */
export function executing<T>(prefix: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw inContext(error, prefix);
  }
}

/** Marks what goes wrong while a command reads its documents. */
export async function reading<T>(words: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw inContext(error, words);
  }
}
