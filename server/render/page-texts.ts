import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { languages, type Language } from '../domain/questionnaire.js';

/** The fixed wording of pages: `templates/texts/<language>/<file>.json`, keyed `file.key` or `file.group.key`. */
export interface PageTexts {
  has(key: string): boolean;
  keys(): string[];
  /** All texts below a prefix, by the rest of their key: what a script of a page needs. */
  under(prefix: string, language: Language): Record<string, string>;
  /**
   * The text of a key with `{name}` replaced by `values.name`.
   * @throws Error for an unknown key, or for a placeholder that got no value: both are mistakes of a template.
   */
  text(key: string, language: Language, values?: Record<string, unknown>): string;
}

type Nested = { [key: string]: string | Nested };

function flatten(nested: Nested, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(nested)) {
    const path = `${prefix}.${key}`;
    if (typeof value === 'string') into.set(path, value);
    else flatten(value, path, into);
  }
}

async function textsOf(folder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
    const content = await readFile(join(folder, file), 'utf8');
    try {
      flatten(JSON.parse(content) as Nested, basename(file, '.json'), texts);
    } catch (error) {
      throw new Error(`${join(folder, file)}: ${(error as Error).message}`, { cause: error });
    }
  }
  return texts;
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

/** Every way in which one language falls short of the other: missing keys, differing placeholders. */
function differences(texts: Record<Language, Map<string, string>>): string[] {
  const keys = new Set(languages.flatMap((language) => [...texts[language].keys()]));
  const faults: string[] = [];
  for (const key of keys) {
    const missing = languages.filter((language) => !texts[language].has(key));
    if (missing.length > 0) faults.push(`${key} is missing in ${missing.join(', ')}`);
    else if (new Set(languages.map((language) => String(placeholders(texts[language].get(key)!)))).size > 1)
      faults.push(`${key} has differing placeholders`);
  }
  return faults;
}

/**
 * Reads the texts of all languages.
 * @throws Error naming every key that a language lacks and every text whose placeholders differ.
 */
export async function loadPageTexts(folder: string): Promise<PageTexts> {
  const read = await Promise.all(
    languages.map(async (language) => [language, await textsOf(join(folder, language))]),
  );
  const texts = Object.fromEntries(read) as Record<Language, Map<string, string>>;
  const faults = differences(texts);
  if (faults.length > 0)
    throw new Error(`Texts of pages:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);

  return {
    has: (key) => texts.vi.has(key),
    keys: () => [...texts.vi.keys()],
    under: (prefix, language) =>
      Object.fromEntries(
        [...texts[language]]
          .filter(([key]) => key.startsWith(`${prefix}.`))
          .map(([key, text]) => [key.slice(prefix.length + 1), text]),
      ),
    text(key, language, values = {}) {
      const text = texts[language].get(key);
      if (text === undefined) throw new Error(`There is no text ${key}`);
      return text.replace(/\{(\w+)\}/g, (_, name: string) => {
        const value = values[name];
        if (value === undefined || value === null) throw new Error(`Text ${key} needs a value for {${name}}`);
        return String(value);
      });
    },
  };
}
