import { consentText } from '../../domain/consent-text.js';
import { answerIds } from '../../domain/answers.js';
import type { Answer, Item, Part, Questionnaire, Text } from '../../domain/questionnaire.js';
import { visibleItems } from '../../domain/visibility.js';
import type { Catalogue } from '../../domain/catalogue.js';
import type { Fault } from '../../problem.js';
import type { OpenCollector } from '../../services/collectors.js';
import { partView, unanswered, type PartView } from './question-view.js';
import { hiddenFields, type HiddenField, type SurveyState } from './survey-state.js';

/** What every page of one survey shows around its content. */
interface SurveyFrame {
  collectorId: string;
  unit: Text;
  desk: string | null;
  procedure: Text | null;
  hidden: HiddenField[];
  step: string;
}

function frameOf(
  open: OpenCollector,
  catalogue: Catalogue,
  state: SurveyState,
  step: string,
  shown: Part | null,
): SurveyFrame {
  return {
    collectorId: open.collector.id,
    unit: open.unit.name,
    desk: state.desk,
    procedure: state.procedure === null ? null : (catalogue.procedures.get(state.procedure)?.name ?? null),
    hidden: hiddenFields(state, shown),
    step,
  };
}

/** The words of a text with the agency's name in them. */
function named(text: Text, unit: Text): Text {
  return { vi: text.vi.replaceAll('{unit}', unit.vi), en: text.en.replaceAll('{unit}', unit.en) };
}

/** What the browser's script needs to know of a questionnaire: ids and conditions, none of the words. */
function outline(questionnaire: Questionnaire): object {
  return {
    parts: questionnaire.parts.map(({ id, items }) => ({
      id,
      items: items.map((item) => ({
        id: item.id,
        type: item.type,
        ...(item.showIf && { showIf: item.showIf }),
        ...(item.sensitive && { sensitive: true }),
        ...(item.type === 'grid' && { rows: item.rows.map((row) => ({ id: row.id })) }),
      })),
    })),
  };
}

const minutes = (seconds: number): number => Math.max(1, Math.round(seconds / 60));

/** The first screen: who asks, why, how long, what happens with the answer; and the whole form for scripts. */
export function startView(open: OpenCollector, catalogue: Catalogue, state: SurveyState) {
  const { questionnaire, unit, collector } = open;
  return {
    ...frameOf(open, catalogue, state, 'start', null),
    form: questionnaire.title,
    intro: named(questionnaire.intro, unit.name),
    instruction: questionnaire.instruction,
    minimumAge: questionnaire.minimumAge,
    minutes: minutes(questionnaire.expectedSeconds),
    questions: questionnaire.parts.reduce((count, part) => count + part.items.length, 0),
    parts: questionnaire.parts.map((part) => partView(questionnaire, part, unanswered)),
    setup: {
      collectorId: collector.id,
      consentText: consentText(questionnaire),
      desk: state.desk,
      procedure: state.procedure,
      questionnaire: outline(questionnaire),
    },
  };
}

/** What a page of questions is told beside the state. */
export interface PartNotes {
  /** What does not fit, shown at its question. */
  faults?: Fault[];
  /** Opened from the summary to change something: the way on leads straight back there. */
  toSummary?: boolean;
}

/** One page of questions. */
export function partPageView(
  open: OpenCollector,
  catalogue: Catalogue,
  state: SurveyState,
  part: Part,
  { faults = [], toSummary = false }: PartNotes,
) {
  const { questionnaire } = open;
  const index = questionnaire.parts.indexOf(part);
  const view: PartView = partView(questionnaire, part, { ...state, faults });
  return {
    ...frameOf(open, catalogue, state, part.id, part),
    instruction: part.kind === 'element' && index === 0 ? questionnaire.instruction : null,
    part: view,
    toSummary,
    position: index + 1,
    count: questionnaire.parts.length,
    hasFaults: view.questions.some((question) => question.fault !== null),
  };
}

function answerTexts(questionnaire: Questionnaire, item: Item, answer: Answer): Text[] {
  if (item.type === 'text') return [{ vi: String(answer), en: String(answer) }];
  const scale = item.type === 'rating' || item.type === 'grid' ? questionnaire.scales[item.scale] : undefined;
  const known =
    item.type === 'single' || item.type === 'multi'
      ? item.options
      : [...(scale?.levels ?? []), ...(scale?.notUsed ? [{ value: 'na', text: scale.notUsed }] : [])];
  const chosen = [answer].flat().map(String);
  return known.filter(({ value }) => chosen.includes(String(value))).map(({ text }) => text);
}

function summaryRows(questionnaire: Questionnaire, item: Item, state: SurveyState) {
  return answerIds(item).flatMap((id) => {
    const row = item.type === 'grid' ? item.rows.find((one) => one.id === id) : undefined;
    const answer = state.answers[id];
    if (answer === undefined) return [];
    return {
      code: item.code,
      text: row?.text ?? item.text,
      answers: answerTexts(questionnaire, item, answer),
    };
  });
}

/** Everything answered, before it is sent. */
export function summaryView(open: OpenCollector, catalogue: Catalogue, state: SurveyState) {
  const { questionnaire } = open;
  const asked = new Set(visibleItems(questionnaire, state.answers));
  return {
    ...frameOf(open, catalogue, state, 'summary', null),
    sections: questionnaire.parts.map((part) => {
      const items = part.items.filter((item) => asked.has(item));
      const rows = items.flatMap((item) => summaryRows(questionnaire, item, state));
      return { id: part.id, title: part.title, rows, skipped: items.flatMap(answerIds).length - rows.length };
    }),
  };
}
