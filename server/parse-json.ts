/** JSON with the place of the first fault, which `JSON.parse` does not always tell, and without repeated names. */

export type ParsedJson =
  { ok: true; value: unknown } | { ok: false; line: number; column: number; reason: string };

class Misplaced extends Error {
  readonly at: number;
  constructor(at: number, reason: string) {
    super(reason);
    this.at = at;
  }
}

/** One token: a string, a number, a word or a sign; blanks before it. Malformed strings fail in `JSON.parse`. */
const token = /[ \t\r\n]*(?:("[^"\\]*(?:\\[^][^"\\]*)*"?)|(-?[0-9][0-9.eE+-]*)|([a-zA-Z]+)|([^]))?/y;

/** Parses a whole text. A name that an object holds twice is a fault: one of the two would be lost silently. */
export function parseJson(text: string): ParsedJson {
  let next = 0;
  let start = 0;
  const read = (): string => {
    token.lastIndex = next;
    const match = token.exec(text);
    const found = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4] ?? '';
    next = token.lastIndex;
    start = next - found.length;
    return found;
  };
  const fail = (reason: string): never => {
    throw new Misplaced(start, reason);
  };
  const shown = (found: string) => (found === '' ? 'the end of the file' : found.slice(0, 20));

  function value(found = read()): unknown {
    if (found === '{') return object();
    if (found === '[') return array();
    if (!/^["0-9a-z-]/.test(found)) return fail(`a value is expected, not ${shown(found)}`);
    try {
      return JSON.parse(found);
    } catch {
      return fail(`not a JSON value: ${shown(found)}`);
    }
  }
  function object(): unknown {
    const members = new Map<string, unknown>();
    for (let found = read(); found !== '}' || members.size > 0; found = read()) {
      if (!found.startsWith('"')) fail(`a name in double quotes is expected, not ${shown(found)}`);
      const name = value(found) as string;
      if (members.has(name)) fail(`the name "${name}" stands twice in this object`);
      if (read() !== ':') fail('":" is expected after a name');
      members.set(name, value());
      const after = read();
      if (after === '}') break;
      if (after !== ',') fail(`"," or "}" is expected, not ${shown(after)}`);
    }
    return Object.fromEntries(members);
  }
  function array(): unknown {
    const members: unknown[] = [];
    for (let found = read(); found !== ']' || members.length > 0; found = read()) {
      members.push(value(found));
      const after = read();
      if (after === ']') break;
      if (after !== ',') fail(`"," or "]" is expected, not ${shown(after)}`);
    }
    return members;
  }

  try {
    const whole = value();
    const rest = read();
    if (rest !== '') fail(`the end is expected, not ${shown(rest)}`);
    return { ok: true, value: whole };
  } catch (error) {
    if (!(error instanceof Misplaced)) throw error;
    const lines = text.slice(0, error.at).split('\n');
    return { ok: false, line: lines.length, column: (lines.at(-1) ?? '').length + 1, reason: error.message };
  }
}
