import type { Questionnaire } from '../../../server/domain/questionnaire.js';

/** What the server tells a page's script. The questionnaire holds ids, types and conditions, none of the words. */
export interface Setup {
  collectorId: string;
  consentText: string;
  desk: string | null;
  procedure: string | null;
  questionnaire: Questionnaire;
}

/** A text of the page with its `{values}` filled in. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

/** The content of `<script type="application/json" id="…">`. */
export function dataIn<T>(id: string): T {
  return JSON.parse(byId(id).textContent) as T;
}

export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

export function find<T extends Element = HTMLElement>(root: ParentNode, selector: string): T {
  const element = root.querySelector<T>(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  return element;
}

export function speaker(texts: Record<string, string>): Say {
  return (key, values = {}) =>
    (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** A copy of a template's first element. */
export function copyOf(templateId: string): HTMLElement {
  const { content } = byId(templateId) as HTMLTemplateElement;
  return content.firstElementChild!.cloneNode(true) as HTMLElement;
}
