/** The words of a questionnaire: versioned data under `surveys/questionnaires/`, never changed once published. */

export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];
export type Text = Record<Language, string>;

/** V = seen verbatim in the source, P = content confirmed but wording completed, R = reconstructed. */
export type Provenance = 'V' | 'P' | 'R';

export const domains = [
  'general',
  'labour',
  'unemployment_insurance',
  'social_protection',
  'people_with_merit',
  'land',
] as const;
/** Field of administration (lĩnh vực) a questionnaire asks about. */
export type Domain = (typeof domains)[number];

/** Levels 1…5 of a rating, lowest first, and the wording of "not used" where the scale offers it. */
export interface Scale {
  levels: { value: number; text: Text }[];
  notUsed: Text | null;
}

export interface Option {
  value: string;
  text: Text;
}

/** Shown only while another item of the same questionnaire holds one of these values. */
export interface Condition {
  item: string;
  in: string[];
}

interface ItemBase {
  id: string;
  /** The label people see (A1, S3.1, Q5). */
  code: string;
  text: Text;
  src: Provenance;
  showIf?: Condition;
  /** Sensitive personal data: asked only behind a consent of its own. */
  sensitive?: true;
}

/** One level of a scale, `'na'` (not used) or blank. In an official element it is a criterion of the index. */
export interface RatingItem extends ItemBase {
  type: 'rating';
  scale: string;
}
export interface SingleItem extends ItemBase {
  type: 'single';
  options: Option[];
}
export interface MultiItem extends ItemBase {
  type: 'multi';
  options: Option[];
  /** How many may be chosen at most; absent: all of them. */
  max?: number;
}
/** Several ratings under one stem; each row is answered under its own id. */
export interface GridItem extends ItemBase {
  type: 'grid';
  scale: string;
  rows: { id: string; text: Text }[];
}
export interface TextItem extends ItemBase {
  type: 'text';
  maxLength: number;
}
export type Item = RatingItem | SingleItem | MultiItem | GridItem | TextItem;

export type PartKind =
  'element' | 'overall' | 'perceptions' | 'process' | 'expectations' | 'demographics' | 'comment';

/** One page of a form. An official `element` part holds criteria of the index; a local one never does. */
export interface Part {
  id: string;
  code: string | null;
  kind: PartKind;
  /** Which group index an element belongs to (QĐ 1001 knows two). */
  group?: 'service' | 'policy';
  official: boolean;
  title: Text;
  src: Provenance;
  items: Item[];
}

export interface Questionnaire {
  id: string;
  version: number;
  domain: Domain;
  title: Text;
  /** The decision whose form this follows, or null for a local form. */
  basis: { document: string; date: string } | null;
  /** Condition of validity stated on the consent screen; no question asks it. */
  minimumAge: number;
  intro: Text;
  instruction: Text;
  /** What the respondent agrees to before items marked `sensitive`; present exactly where there are any. */
  sensitiveConsent?: Text;
  /** Unit codes or unit types that use the form; 'any' for all. */
  units: 'any' | string[];
  /** Seconds a respondent needs, as announced on the first screen. */
  expectedSeconds: number;
  scales: Record<string, Scale>;
  parts: Part[];
}

/** A level 1…5, `'na'`, an option value, several of them, or free text. A blank item is absent. */
export type Answer = number | string | string[];
export type Answers = Record<string, Answer>;

/** `id@version`, the name under which a published version is known everywhere. */
export function versionName(questionnaire: { id: string; version: number }): string {
  return `${questionnaire.id}@${questionnaire.version}`;
}

export function itemsOf(questionnaire: Questionnaire): Item[] {
  return questionnaire.parts.flatMap((part) => part.items);
}
