import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const held = new Set<string>();

/** When a process began, so that a number given to another process later is not taken for it; '' where unknown. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holderOf(path: string): { pid: number; start: string } | null {
  try {
    const [pid, start = ''] = readFileSync(path, 'utf8').trim().split(' ');
    return Number.isInteger(Number(pid)) ? { pid: Number(pid), start } : null;
  } catch {
    return null;
  }
}

/**
 * Takes a data directory for this process; what a killed process left behind is taken over.
 * @returns gives the directory back
 * @throws Error naming the process that holds it
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'engine.lock');
  const busy = (pid: number): Error =>
    new Error(
      `The data directory ${directory} is in use by process ${pid}. Stop it first, or choose another DATA_DIR.`,
    );
  if (held.has(path)) throw busy(process.pid);
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, `${process.pid} ${startOf(process.pid)}\n`);
      closeSync(file);
      held.add(path);
      return () => {
        held.delete(path);
        unlinkSync(path);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(path);
    if (holder && holder.pid !== process.pid && isAlive(holder.pid) && startOf(holder.pid) === holder.start)
      throw busy(holder.pid);
    try {
      unlinkSync(path);
    } catch {
      // Another process was quicker; the next attempt sees what it made of it.
    }
  }
  throw new Error(`The data directory ${directory} could not be locked.`);
}
