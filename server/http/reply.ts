/** What a handler returns. `json` values are checked by nobody: the types of the route hold them. */
export type Reply =
  | { kind: 'json'; status: number; value: unknown; headers?: Record<string, string> }
  | { kind: 'page'; status: number; page: string; model: object; headers?: Record<string, string> }
  | { kind: 'redirect'; status: 303; to: string; headers?: Record<string, string> }
  | {
      kind: 'file';
      status: number;
      type: string;
      content: Uint8Array | string;
      headers?: Record<string, string>;
    }
  | {
      kind: 'stream';
      status: number;
      type: string;
      /** Parts as they are made; nothing is held in memory. */
      parts: AsyncIterable<string>;
      headers?: Record<string, string>;
    };

export const ok = (value: unknown): Reply => ({ kind: 'json', status: 200, value });
export const created = (value: unknown): Reply => ({ kind: 'json', status: 201, value });
export const page = (name: string, model: object, status = 200): Reply => ({
  kind: 'page',
  status,
  page: name,
  model,
});
/** "See other": the way from a posted form to the page that shows its result. */
export const seeOther = (to: string, cookie?: string): Reply => ({
  kind: 'redirect',
  status: 303,
  to,
  ...(cookie === undefined ? {} : { headers: { 'Set-Cookie': cookie } }),
});
export const file = (
  type: string,
  content: Uint8Array | string,
  headers?: Record<string, string>,
): Reply => ({
  kind: 'file',
  status: 200,
  type,
  content,
  ...(headers === undefined ? {} : { headers }),
});
export const stream = (
  type: string,
  parts: AsyncIterable<string>,
  headers?: Record<string, string>,
): Reply => ({
  kind: 'stream',
  status: 200,
  type,
  parts,
  ...(headers === undefined ? {} : { headers }),
});
