import { describe, expect, it } from '@jest/globals';
import { inLanguage, languageOf } from '../../server/http/language.js';

describe('the language of a page', () => {
  it.each([
    ['/s/abc?desk=3', '/s/abc?desk=3&lang=en'],
    ['/s/abc?lang=vi', '/s/abc?lang=en'],
    ['//elsewhere.example/x', '/elsewhere.example/x?lang=en'],
    ['/.//elsewhere.example', '/elsewhere.example?lang=en'],
    ['/\\elsewhere.example', '/elsewhere.example?lang=en'],
    ['//[', '/[?lang=en'],
    ['', '/?lang=en'],
  ])('is changed at %s by %s, a path of this server', (url, changed) => {
    expect(inLanguage(url, 'en')).toBe(changed);
  });

  it('is asked for, else remembered, else Vietnamese', () => {
    expect(languageOf('en', 'lang=vi')).toBe('en');
    expect(languageOf(undefined, 'lang=en')).toBe('en');
    expect(languageOf('fr', undefined)).toBe('vi');
    expect(languageOf(['en', 'vi'], 'lang=de')).toBe('vi');
  });
});
