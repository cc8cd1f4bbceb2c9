/** A JSON pointer (RFC 6901) from its steps: `pointerTo('answers', 'a/b')` → `/answers/a~1b`. */
export function pointerTo(...steps: (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
