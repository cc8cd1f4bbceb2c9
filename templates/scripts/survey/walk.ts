import type { Language } from '../../../server/domain/questionnaire.js';
import { answersOf, begin, showFields, submissionOf, takeFields, type FillIn } from '../form/fill-in.js';
import { refreshQuestions } from '../form/live-questions.js';
import { byId, find, type Say, type Setup } from '../form/page-data.js';
import type { Delivery } from '../outbox/deliver.js';
import type { Courier } from '../outbox/courier.js';
import type { Drafts } from './draft.js';
import { faultyItems, markFaults } from './faults.js';
import { outcomesOn } from './outcome.js';
import { place, screenOf } from './screens.js';
import { scrollOnAnswer } from './scroll-on.js';
import { summaryOf } from './summary.js';

export interface WalkDeps {
  setup: Setup;
  say: Say;
  language: Language;
  drafts: Drafts;
  /** Asked for when something is to be sent: the courier itself wants to tell the walk of its deliveries. */
  courier: () => Courier;
}

/** The way of one person through the form: part by part, the summary, and what follows the sending. */
export interface Walk {
  start(): void;
  resume(fillIn: FillIn, at: string): void;
  /** Whether this delivery is of the form shown here. */
  delivered(id: string, delivery: Delivery): boolean;
  /** What is being filled in, and where; null on the first screen and after the sending. */
  current(): { fillIn: FillIn; at: string } | null;
}

const SUMMARY = 'summary';

/** The step that the one shown was reached from; '' is the first screen, undefined an address opened directly. */
const cameFrom = (): string | undefined => (history.state as { from?: string } | null)?.from;

export function walkThrough({ setup, say, language, drafts, courier }: WalkDeps): Walk {
  const { questionnaire } = setup;
  const main = byId('main');
  const firstScreen = [...main.childNodes];
  const forms = (byId('parts') as HTMLTemplateElement).content;
  const steps = [...questionnaire.parts.map(({ id }) => id), SUMMARY];
  const outcomes = outcomesOn(main, say);
  let fillIn: FillIn | null = null;
  let at = '';
  let sentId = '';

  function showPart(current: FillIn, id: string): void {
    const part = find(forms, `[data-part="${id}"]`).cloneNode(true) as HTMLElement;
    const number = steps.indexOf(id) + 1;
    const following = cameFrom() === SUMMARY ? SUMMARY : steps[number]!;
    const next = say(following === SUMMARY ? 'toSummary' : 'next');
    const screen = screenOf({ progress: { number, count: steps.length - 1 }, next }, part, say);
    showFields(current, screen.form);
    const refresh = () => refreshQuestions(screen.form, questionnaire, answersOf(setup, current), say);
    refresh();
    screen.form.addEventListener('input', () => {
      takeFields(current, screen.form);
      refresh();
      drafts.save(current, id);
    });
    scrollOnAnswer(screen.form);
    finishScreen(screen.form, screen.back, () => go(following));
  }

  function showSummary(current: FillIn): void {
    const content = summaryOf(forms, questionnaire, answersOf(setup, current), say, go);
    const screen = screenOf({ progress: null, next: say('send') }, content, say);
    screen.next.classList.add('button-big');
    screen.next.parentElement!.classList.add('send-bar');
    finishScreen(screen.form, screen.back, () => {
      screen.next.disabled = true;
      screen.next.textContent = say('sending');
      void send(current);
    });
  }

  function finishScreen(form: HTMLFormElement, back: HTMLButtonElement, onNext: () => void): void {
    back.addEventListener('click', goBack);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      onNext();
    });
    place(main, form);
  }

  function show(step: string): void {
    if (fillIn === null) return location.reload();
    at = step;
    drafts.save(fillIn, step);
    if (step === SUMMARY) showSummary(fillIn);
    else showPart(fillIn, step);
  }

  function go(step: string): void {
    history.pushState({ step, from: at }, '', `#${step}`);
    show(step);
  }

  /** The browser's own "back" where it leads to the part before; after a change of language it would leave the form. */
  function goBack(): void {
    const before = steps[steps.indexOf(at) - 1] ?? '';
    if ([before, SUMMARY].includes(cameFrom() ?? 'elsewhere')) return history.back();
    history.replaceState({ step: before, from: '' }, '', before === '' ? ' ' : `#${before}`);
    if (before === '') showFirst();
    else show(before);
  }

  function showFirst(): void {
    at = '';
    main.replaceChildren(...firstScreen);
    scrollTo({ top: 0 });
  }

  async function send(current: FillIn): Promise<void> {
    sentId = current.id;
    await courier().send({
      id: current.id,
      url: `/api/v1/collectors/${setup.collectorId}/responses`,
      body: submissionOf(setup, current, language),
      queuedAt: new Date().toISOString(),
    });
  }

  /** The answers have left this page for good, so its "back" must not bring them up again. */
  function end(): void {
    drafts.clear();
    fillIn = null;
    at = '';
    history.replaceState(null, '', location.pathname + location.search);
  }

  async function showRefused(delivery: Extract<Delivery, { kind: 'refused' }>): Promise<void> {
    const faulty = faultyItems(questionnaire, delivery.faults);
    const part = questionnaire.parts.find(({ items }) => items.some(({ id }) => faulty.includes(id)));
    await courier().recall(sentId);
    if (part && fillIn) {
      go(part.id);
      markFaults(main, faulty, say);
      return;
    }
    const again = fillIn;
    outcomes.refused(delivery.code, () => void (again && send(again)));
  }

  addEventListener('popstate', (event) => {
    const step = (event.state as { step?: string } | null)?.step;
    if (step !== undefined && steps.includes(step)) show(step);
    else showFirst();
  });

  return {
    start() {
      fillIn ??= begin();
      go(steps[0]!);
    },
    resume(saved, step) {
      fillIn = saved;
      go(steps.includes(step) ? step : steps[0]!);
    },
    current: () => (fillIn === null || at === '' ? null : { fillIn, at }),
    delivered(id, delivery) {
      if (id !== sentId) return false;
      if (delivery.kind === 'stored') {
        end();
        outcomes.stored(delivery.receipt.code);
      } else if (delivery.kind === 'later') {
        drafts.clear();
        outcomes.kept(() => courier().nudge());
      } else void showRefused(delivery);
      return true;
    },
  };
}
