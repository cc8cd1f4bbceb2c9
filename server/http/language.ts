import { parse, serialize } from 'cookie';
import { languages, type Language } from '../domain/questionnaire.js';

const LANGUAGE_COOKIE = 'lang';

export const isLanguage = (value: unknown): value is Language =>
  typeof value === 'string' && (languages as readonly string[]).includes(value);

/** Language of a call: `?lang=`, else the remembered choice, else Vietnamese. The browser's list is not asked: Vietnamese first. */
export function languageOf(query: unknown, cookieHeader: string | undefined): Language {
  if (isLanguage(query)) return query;
  const remembered = parse(cookieHeader ?? '')[LANGUAGE_COOKIE];
  return isLanguage(remembered) ? remembered : 'vi';
}

/** Remembers a choice for a year. It says nothing about a person. */
export const languageCookie = (language: Language): string =>
  serialize(LANGUAGE_COOKIE, language, { sameSite: 'lax', path: '/', maxAge: 31_536_000 });

/** The same address in another language: always a path of this server, however strange `url` is. */
export function inLanguage(url: string, language: Language): string {
  // Put behind a host, `//elsewhere` and `/.//elsewhere` stay paths instead of becoming other servers.
  const address = new URL(`http://here/${url.replace(/^\/+/, '')}`);
  address.searchParams.set('lang', language);
  return address.pathname.replace(/^\/+/, '/') + address.search;
}
