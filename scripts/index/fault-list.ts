import { InputError } from '../input-error.js';

/** More faults than this are not listed: the file is of another kind. */
const LISTED = 20;

/** What is wrong with a file, cell by cell. */
export interface FaultList {
  /** `row` from 1 without the header, `line` of the file from 1. */
  add(row: number, line: number, column: string, reason: string): void;
  isFull(): boolean;
  /** @throws InputError with all of them, when there are any. */
  throwAny(): void;
}

export function faultList(): FaultList {
  const faults: string[] = [];
  return {
    add: (row, line, column, reason) => faults.push(`row ${row} (line ${line}), column ${column}: ${reason}`),
    isFull: () => faults.length >= LISTED,
    throwAny() {
      if (faults.length > 0) throw new InputError(faults.slice(0, LISTED).join('\n'));
    },
  };
}
