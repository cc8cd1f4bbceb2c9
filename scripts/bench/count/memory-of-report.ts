import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { PackedBlock } from '../../../server/domain/pack-block.js';
import { writeBlocks } from './block-file.js';
import type { OfficialForm } from './city-quarter.js';

/** Bytes that a process of its own takes that reads blocks and makes their report. */
export interface ReportMemory {
  /** Most that is in use at a time beyond what the program held before: blocks, masks, keys and counts. */
  held: number;
  /** Most that the system ever gave to the process, with the program itself, what one tile needs, and garbage. */
  peak: number;
}

export async function memoryOfReport(
  form: OfficialForm,
  blocks: readonly PackedBlock[],
): Promise<ReportMemory> {
  const folder = await mkdtemp(join(tmpdir(), 'hai-long-bench-'));
  try {
    const file = join(folder, 'blocks');
    writeBlocks(file, blocks);
    const script = fileURLToPath(new URL('report-of-file.ts', import.meta.url));
    const command = ['--expose-gc', '--import', 'tsx', script, form, file];
    const { stdout } = await promisify(execFile)(process.execPath, command);
    return JSON.parse(stdout) as ReportMemory;
  } finally {
    await rm(folder, { recursive: true });
  }
}
