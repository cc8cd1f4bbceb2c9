/** Reads a page the way a browser without scripts does. */

const decode = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&amp;', '&');

const attribute = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? decode(found[1]!) : null;
};

export type Fields = Record<string, string[]>;

/** What the first form of a page would post: hidden fields, what is ticked, what is written. */
export function fieldsIn(html: string): Fields {
  const form = /<form[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const fields: Fields = {};
  const add = (name: string | null, value: string) => {
    if (name !== null) fields[name] = [...(fields[name] ?? []), value];
  };
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const isPosted = attribute(tag, 'type') === 'hidden' || /\schecked/.test(tag);
    if (isPosted) add(attribute(tag, 'name'), attribute(tag, 'value') ?? '');
  }
  for (const [, tag, value] of form.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g))
    add(attribute(tag!, 'name'), decode(value!));
  return fields;
}

/** The words of a page: no markup, no scripts, no templates. */
export function wordsIn(html: string): string {
  return decode(
    html
      .replace(/<(script|template|style)[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' '),
  );
}
