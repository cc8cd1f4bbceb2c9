import type { HelperDelegate, HelperOptions } from 'handlebars';
import type { Language } from '../domain/questionnaire.js';
import { formatNumber, formatShare, formatSigned } from './format-number.js';

type Maybe = number | null | undefined;

const languageOf = (options: HelperOptions) => options.data.root.language as Language;

/**
 * Numbers in templates, printed by the same code as in reports: half-up on decimals, "–" where there is none.
 * `{{number n}}` a count, `{{number 82.665 2}}` two decimals, `{{share 0.9884}}` 98,84%, `{{signed 1.28}}` +1,28.
 */
export const numberHelpers: Record<string, HelperDelegate> = {
  number: (value: Maybe, digits: number | HelperOptions, options?: HelperOptions) =>
    typeof digits === 'number'
      ? formatNumber(value ?? null, digits, languageOf(options!))
      : formatNumber(value ?? null, 0, languageOf(digits)),
  share: (value: Maybe, options: HelperOptions) => formatShare(value ?? null, languageOf(options)),
  signed: (value: Maybe, options: HelperOptions) => formatSigned(value ?? null, languageOf(options)),
};
