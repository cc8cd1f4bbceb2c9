import { readFileSync } from 'node:fs';

const folder = new URL('./', import.meta.url);

/** A golden file of this folder. Each names its origin at its top or in the script beside it. */
export function goldenJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as T;
}

/** Rows of a golden CSV without quotes, as records of texts. */
export function goldenCsv(name: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(new URL(name, folder), 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((column, k) => [column, cells[k] ?? '']));
  });
}
