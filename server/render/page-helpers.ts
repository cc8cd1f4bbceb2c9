import Handlebars from 'handlebars';
import type { Language, Text } from '../domain/questionnaire.js';
import type { Assets } from './assets.js';
import { numberHelpers } from './number-helpers.js';
import type { PageTexts } from './page-texts.js';

type Options = Handlebars.HelperOptions;

const locales: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' };
const timeZone = 'Asia/Ho_Chi_Minh';
/** The year in full: 10/10/17 could be any century and, read elsewhere, any order. */
const day = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;

const languageOf = (options: Options) => options.data.root.language as Language;

/** Data for a script, as the content of `<script type="application/json">`: no markup can end it early. */
export function dataBlock(value: unknown): string {
  return JSON.stringify(value ?? null).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * What a template may call beside each/if:
 * `{{t 'survey.next' count=3}}`, `{{pick title}}`, `{{number 82.664 2}}`, `{{share 0.9}}`, `{{signed 1.2}}`, `{{date day}}`, `{{dateTime moment}}`,
 * `{{#inLanguage 'en'}}…{{/inLanguage}}`, `{{asset 'survey.js'}}`, `{{dataBlock value}}`, `{{textsBlock 'survey.script'}}`, `{{#if (eq a b)}}`.
 */
export function pageHelpers(texts: PageTexts, assets: Assets): Record<string, Handlebars.HelperDelegate> {
  const dates = (style: Intl.DateTimeFormatOptions) => (value: Date | string, options: Options) =>
    new Intl.DateTimeFormat(locales[languageOf(options)], { ...style, timeZone }).format(new Date(value));

  return {
    t: (key: string, options: Options) => texts.text(key, languageOf(options), options.hash),
    pick: (text: Text | null | undefined, options: Options) => text?.[languageOf(options)] ?? '',
    ...numberHelpers,
    date: dates(day),
    dateTime: dates({ ...day, hour: '2-digit', minute: '2-digit' }),
    asset: (name: string) => assets.url(name),
    textsBlock: (prefix: string, options: Options) =>
      new Handlebars.SafeString(dataBlock(texts.under(prefix, languageOf(options)))),
    dataBlock: (value: unknown) => new Handlebars.SafeString(dataBlock(value)),
    eq: (left: unknown, right: unknown) => left === right,
    inLanguage(this: unknown, language: Language, options: Options) {
      const data = Handlebars.createFrame(options.data);
      data.root = { ...options.data.root, language };
      return options.fn(this, { data });
    },
  };
}
