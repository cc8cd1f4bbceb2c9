import { Failure } from '../failure.js';
import type { Regex } from '../bson/value.js';

const space = ' \\t\\n\\v\\f\\r';

/** Constructs of PCRE that JavaScript reads differently or not at all. */
const untranslatable = /\(\?(?:[>|#&R+\d(]|P[>=]|-?\d|[a-zA-Z-]*\))|\\[GKRXhHpPNQEC]|[*+?}]\+|\(\*|\[\[:/;

function refuse(pattern: string): Failure {
  return new Failure(51091, `Regular expression is not supported by this engine: ${pattern}`);
}

/** Translates the parts of PCRE whose meaning differs in JavaScript: `.`, `$`, `^`, `\s`, `\A`, `\z`, `\Z`, flag `x`. */
function translate(pattern: string, multiline: boolean, dotAll: boolean, extended: boolean): string {
  let made = '';
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at]!;
    if (char === '\\') {
      const next = pattern[++at];
      if (next === undefined) throw new Failure(51091, 'Regular expression is invalid: \\ at end of pattern');
      if (next === 's') made += inClass ? space : `[${space}]`;
      else if (next === 'S' && !inClass) made += `[^${space}]`;
      else if (next === 'A' && !inClass) made += '(?<![\\s\\S])';
      else if (next === 'z' && !inClass) made += '(?![\\s\\S])';
      else if (next === 'Z' && !inClass) made += '(?=\\n?(?![\\s\\S]))';
      else if (next === 'a') made += '\\x07';
      else if (next === 'e') made += '\\x1b';
      else if (/[A-Za-z0-9]/.test(next)) made += `\\${next}`;
      else made += escapeLiteral(next);
    } else if (inClass) {
      if (char === ']') inClass = false;
      made += char === '[' ? '\\[' : char;
    } else if (char === '[') {
      inClass = true;
      made += char;
      if (pattern[at + 1] === '^') made += pattern[++at];
      // PCRE takes a bracket in first place as itself.
      if (pattern[at + 1] === ']') {
        made += '\\]';
        at++;
      }
    } else if (char === '.') made += dotAll ? '[\\s\\S]' : '[^\\n]';
    else if (char === '^') made += multiline ? '(?<![^\\n])' : '^';
    else if (char === '$') made += multiline ? '(?![^\\n])' : '(?=\\n?(?![\\s\\S]))';
    else if (extended && /\s/.test(char)) continue;
    else if (extended && char === '#') {
      while (at + 1 < pattern.length && pattern[at + 1] !== '\n') at++;
    } else if (char === '(' && pattern.startsWith('(?P<', at)) {
      made += '(?<';
      at += 3;
    } else if (char === '{' && !/^\{\d+(?:,\d*)?\}/.test(pattern.slice(at))) made += '\\{';
    else if (char === '}' && !/\{\d+(?:,\d*)?$/.test(pattern.slice(0, at))) made += '\\}';
    else if (char === ']') made += '\\]';
    else made += char;
  }
  return made;
}

function escapeLiteral(char: string): string {
  return /[\^$\\.*+?()[\]{}|/-]/.test(char) ? `\\${char}` : char;
}

/** What PCRE says where JavaScript finds a fault; other faults keep JavaScript's words. */
const words: Readonly<Record<string, string>> = {
  'Unterminated group': 'missing )',
  "Unmatched ')'": 'unmatched parentheses',
  'Nothing to repeat': 'nothing to repeat',
  'Unterminated character class': 'missing terminating ] for character class',
  'Range out of order in character class': 'range out of order in character class',
  'Invalid group': 'unrecognized character after (? or (?-',
};

/** JavaScript says `Invalid regular expression: /pattern/flags: reason`. */
function pcreWords(message: string): string {
  const reason = message.slice(message.lastIndexOf(': ') + 2);
  return words[reason] ?? reason;
}

/** A tester for a MongoDB (PCRE) regular expression. @throws Failure as `compileCapturing` does */
export function compileRegex(regex: Regex): (text: string) => boolean {
  const compiled = compileCapturing(regex);
  return (text) => {
    compiled.lastIndex = 0;
    return compiled.test(text);
  };
}

/**
 * A MongoDB (PCRE) regular expression as a global one of JavaScript.
 * @throws Failure 51091 for one that is invalid or that JavaScript cannot express, 51108 for unknown flags
 */
export function compileCapturing(regex: Regex): RegExp {
  let { pattern, flags } = regex;
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  if (inline) {
    flags += inline[1];
    pattern = pattern.slice(inline[0].length);
  }
  for (const flag of flags)
    if (!'imsxu'.includes(flag)) throw new Failure(51108, `invalid flag in regex options: ${flag}`);
  if (pattern.includes('\0')) throw new Failure(2, 'Regular expression cannot contain an embedded null byte');
  if (untranslatable.test(pattern)) throw refuse(pattern);
  const source = translate(pattern, flags.includes('m'), flags.includes('s'), flags.includes('x'));
  try {
    return new RegExp(source, flags.includes('i') ? 'giu' : 'gu');
  } catch (error) {
    throw new Failure(51091, `Regular expression is invalid: ${pcreWords((error as Error).message)}`);
  }
}
