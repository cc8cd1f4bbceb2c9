import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { parseJson } from './parse-json.js';

/** A file whose content fits its schema. `name` is what faults and people call it: `surveys/units/hanoi.json`. */
export interface CheckedFile<T> {
  name: string;
  /** Path inside its folder, with forward slashes: `hanoi.json`, `hn-land/1.json`. */
  path: string;
  value: T;
}

/** Reads what stands below one folder; its faults gather in the list that it was opened with. */
export interface CheckedFolder {
  /**
   * Every `*.json` below `root/kind` in the order of names, checked by `root/schema/<schema>.schema.json`. Only sound files
   * are returned; the `$schema` member, which is for editors, is left out of the value.
   */
  read<T>(kind: string, schema: string): Promise<CheckedFile<T>[]>;
}

/**
 * Opens a folder of JSON files with schemas.
 * @param faults receives `file#/json/pointer: reason`, or `file:line:column: reason` where a file is no JSON at all.
 */
export function checkedFolder(root: string, faults: string[]): CheckedFolder {
  // One validator for all schemas: each new one compiles the JSON Schema of JSON Schemas first, which takes longest.
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    discriminator: true,
    strictTypes: false,
    strictRequired: false,
  });
  addFormats.default(ajv);
  const nameOf = (path: string) => `${basename(root)}/${path}`;

  return {
    async read<T>(kind: string, schema: string) {
      const schemaPath = `schema/${schema}.schema.json`;
      const content = await readJson(join(root, schemaPath), nameOf(schemaPath), faults);
      const validate = content === undefined ? null : ajv.compile(content as object);
      const files: CheckedFile<T>[] = [];
      for (const path of await jsonFilesBelow(join(root, kind))) {
        const name = nameOf(`${kind}/${path}`);
        const value = await readJson(join(root, kind, path), name, faults);
        if (value === undefined || !validate) continue;
        if (validate(value)) files.push({ name, path, value: withoutSchemaName(value) as T });
        else
          faults.push(
            ...(validate.errors ?? []).filter(isReason).map((error) => `${name}#${reasonOf(error)}`),
          );
      }
      return files;
    },
  };
}

/** Paths relative to the folder, with forward slashes, sorted; empty where there is no such folder. */
async function jsonFilesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  return entries
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.json'))
    .sort();
}

async function readJson(path: string, name: string, faults: string[]): Promise<unknown> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    faults.push(`${name}: ${error instanceof TypeError ? 'is not UTF-8' : 'cannot be read'}`);
    return undefined;
  }
  const parsed = parseJson(text);
  if (parsed.ok) return parsed.value;
  faults.push(`${name}:${parsed.line}:${parsed.column}: ${parsed.reason}`);
  return undefined;
}

/** "if" only repeats what its "then" has said already. */
function isReason(error: ErrorObject): boolean {
  return error.keyword !== 'if';
}

function reasonOf({ instancePath, keyword, message, params }: ErrorObject): string {
  if (keyword === 'enum') return `${instancePath}: must be one of ${params['allowedValues'].join(', ')}`;
  const extra = params['additionalProperty'] ?? params['unevaluatedProperty'];
  return extra === undefined
    ? `${instancePath}: ${message}`
    : `${instancePath}: the name "${extra}" is not known here`;
}

function withoutSchemaName(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { $schema: _, ...rest } = value as Record<string, unknown>;
  return rest;
}
