import { setImmediate as nextTurn } from 'node:timers/promises';

const turnMilliseconds = 12;

/** How long one client's work has kept the thread from all others. */
export class Turn {
  private began = performance.now();

  isOver(now = performance.now()): boolean {
    return now - this.began > turnMilliseconds;
  }

  /** Lets everything else that waits have its turn first. */
  async pass(): Promise<void> {
    await nextTurn();
    this.began = performance.now();
  }
}
