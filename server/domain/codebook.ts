import { columnPlan, type CodedItem } from './column-plan.js';
import {
  itemsOf,
  versionName,
  type MultiItem,
  type Option,
  type Questionnaire,
  type SingleItem,
} from './questionnaire.js';

export type ChoiceItem = SingleItem | MultiItem;

/** What the codes of choice columns mean where several questionnaires are read together. */
export interface Codebook {
  /** Choice items by id: as the newest form asks them, with the options of all forms, each once. */
  items: ReadonlyMap<string, ChoiceItem>;
  /**
   * From a form's code to the common one, by `id@version` and item id: for a single choice indexed by the code itself,
   * for several choices indexed by the bit's number. null: the codes are the same already.
   */
  recode(questionnaire: string, item: string): Uint16Array | null;
}

/** The last form named wins where wordings differ; options are known by their value, never by their position. */
export function codebook(questionnaires: readonly Questionnaire[]): Codebook {
  const items = new Map<string, ChoiceItem>();
  for (const item of questionnaires.flatMap(itemsOf)) {
    if (item.type !== 'single' && item.type !== 'multi') continue;
    const known = items.get(item.id)?.options ?? [];
    items.set(item.id, { ...item, options: joined(known, item.options) });
  }
  const recodes = new Map<string, Uint16Array>();
  for (const form of questionnaires) {
    const plan = columnPlan(form);
    for (const item of plan.choices) note(recodes, form, item, [0, ...common(item, items)], (code) => code);
    for (const item of plan.multiples) note(recodes, form, item, common(item, items), (bit) => 1 << bit);
  }
  return { items, recode: (questionnaire, item) => recodes.get(`${questionnaire} ${item}`) ?? null };
}

function joined(known: readonly Option[], more: readonly Option[]): Option[] {
  const newer = new Map(more.map((option) => [option.value, option]));
  const kept = known.map((option) => newer.get(option.value) ?? option);
  const values = new Set(known.map(({ value }) => value));
  return [...kept, ...more.filter(({ value }) => !values.has(value))];
}

/** The common code (single) or bit (multi) of each option of an item, in the form's own order. */
function common(item: CodedItem, items: ReadonlyMap<string, ChoiceItem>): number[] {
  const target = items.get(item.id);
  const at = (value: string): number => target?.options.findIndex((option) => option.value === value) ?? 0;
  return [...item.codes.keys()].map((value) => (target?.type === 'multi' ? 1 << at(value) : at(value) + 1));
}

function note(
  recodes: Map<string, Uint16Array>,
  form: Questionnaire,
  item: CodedItem,
  codes: number[],
  own: (position: number) => number,
): void {
  const same = codes.every((value, at) => value === own(at));
  if (!same) recodes.set(`${versionName(form)} ${item.id}`, Uint16Array.from(codes));
}
