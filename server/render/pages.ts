import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { languages, type Language } from '../domain/questionnaire.js';
import type { Assets } from './assets.js';
import { pageHelpers } from './page-helpers.js';
import { loadPageTexts } from './page-texts.js';
import { templateFaults } from './template-faults.js';

/** Turns a page's name and its plain data into HTML. */
export interface PageRenderer {
  /**
   * The whole HTML document of `templates/pages/<page>.hbs`.
   * The layout shows `model.frame` (who is signed in, CSRF token, language links), which the web server adds.
   * @throws Error for an unknown page.
   */
  render(page: string, language: Language, model: object): string;
  has(page: string): boolean;
}

/** `templates/<kind>/**.hbs` by name without ending; a name holds the folders below `kind`. */
async function sources(templatesFolder: string, kind: string): Promise<Map<string, string>> {
  const files = await readdir(join(templatesFolder, kind), { recursive: true });
  const found = new Map<string, string>();
  for (const file of files.filter((name) => name.endsWith('.hbs')).sort()) {
    const name = file.replace(/\.hbs$/, '').replaceAll('\\', '/');
    found.set(name, await readFile(join(templatesFolder, kind, file), 'utf8'));
  }
  return found;
}

/**
 * Reads and compiles every template at start, so that a mistake in one stops the start and not a citizen.
 * @throws Error naming each template with a syntax error, an unknown partial, helper or text key.
 */
export async function createPageRenderer(
  templatesFolder: string,
  assets: Assets,
  baseModel: object = {},
): Promise<PageRenderer> {
  const texts = await loadPageTexts(join(templatesFolder, 'texts'));
  const [layouts, partials, pages] = await Promise.all(
    ['layouts', 'partials', 'pages'].map((kind) => sources(templatesFolder, kind)),
  );
  const helpers = pageHelpers(texts, assets);
  const shared = new Map([...layouts!, ...partials!]);
  const faults = templateFaults(new Map([...shared, ...pages!]), { partials: shared, helpers, texts });
  if (faults.length > 0) throw new Error(`Templates:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);

  const handlebars = Handlebars.create();
  handlebars.registerHelper(helpers);
  const compile = (source: string) => handlebars.compile(source, { preventIndent: true });
  for (const [name, source] of shared) handlebars.registerPartial(name, compile(source));
  const compiled = new Map([...pages!].map(([name, source]) => [name, compile(source)]));

  return {
    has: (page) => compiled.has(page),
    render(page, language, model) {
      const template = compiled.get(page);
      if (!template) throw new Error(`There is no page ${page}`);
      return template({ ...baseModel, ...model, page, language, languages });
    },
  };
}
