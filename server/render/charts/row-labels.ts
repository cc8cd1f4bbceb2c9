/** The longest line of a break of `words` before position `at`. */
function longest(words: string[], at: number): number {
  return Math.max(words.slice(0, at).join(' ').length, words.slice(at).join(' ').length);
}

/** Words that fill at most `room` characters, cut with "…". */
function cut(words: string[], room: number): string {
  const whole = words.join(' ');
  if (whole.length <= room) return whole;
  const shortened = whole.slice(0, room);
  return `${shortened.slice(0, Math.max(shortened.lastIndexOf(' '), 1))}…`;
}

/** A label as one line or two even ones of at most `width` characters; what does not fit ends in "…". */
export function wrapLabel(label: string, width: number): string[] {
  const words = label.split(/\s+/).filter((word) => word !== '');
  if (words.length < 2 || label.length <= width) return [cut(words, width)];
  const breaks = words.slice(1).map((_, index) => index + 1);
  const even = breaks.reduce((best, at) => (longest(words, at) < longest(words, best) ? at : best), 1);
  if (longest(words, even) <= width) return [words.slice(0, even).join(' '), words.slice(even).join(' ')];
  const full = breaks.findLast((at) => words.slice(0, at).join(' ').length <= width) ?? 1;
  return [cut(words.slice(0, full), width), cut(words.slice(full), width)];
}
