import { answersOf, showFields, takeFields } from '../form/fill-in.js';
import { refreshQuestions } from '../form/live-questions.js';
import { find } from '../form/page-data.js';
import { byPointer } from '../form/pointer.js';
import type { KioskSetup } from './device.js';
import type { Stage } from './stage.js';
import { standing, type Visit } from './visit.js';

/** Long enough to see which face was touched before the next question comes. */
const SEEN_MS = 350;

export interface QuestionActs {
  to(itemId: string): void;
  send(): void;
  stop(): void;
}

/** One question, filled with what was answered before. A tapped choice leads on by itself, except at the last one. */
export function questionScreen(
  stage: Stage,
  setup: KioskSetup,
  visit: Visit,
  acts: QuestionActs,
): HTMLElement {
  const { say } = stage;
  const { number, count, back } = standing(setup, visit);
  const screen = stage.screen('question');
  const form = find<HTMLFormElement>(screen, 'form');
  const next = find<HTMLButtonElement>(screen, '[data-act=next]');
  const bar = find<HTMLProgressElement>(screen, 'progress');
  find(screen, '.topic').textContent = stage.topic(visit.itemId);
  const words = say('of', { number, count });
  find(screen, '.progress p').textContent = words;
  bar.setAttribute('aria-label', words);
  bar.max = count;
  bar.value = number;
  find(screen, '.content').append(stage.question(visit.itemId));
  showFields(visit.fillIn, form);

  const answers = () => answersOf(setup, visit.fillIn);
  const refresh = () => {
    refreshQuestions(form, setup.questionnaire, answers(), say);
    const isAnswered = form.querySelector('input:checked:not([name=sensitiveConsent])') !== null;
    const hasText = (form.querySelector('textarea')?.value.trim() ?? '') !== '';
    const isLast = standing(setup, visit).next === null;
    next.textContent = say(isLast ? 'send' : isAnswered || hasText ? 'next' : 'skip');
  };
  refresh();

  let isLeaving = false;
  const leave = (act: () => void) => {
    if (isLeaving) return;
    isLeaving = true;
    act();
  };
  const goOn = () => {
    takeFields(visit.fillIn, form);
    const following = standing(setup, visit).next;
    leave(() => (following === null ? acts.send() : acts.to(following)));
  };
  form.addEventListener('input', () => {
    takeFields(visit.fillIn, form);
    refresh();
  });
  form.addEventListener('change', (event) => {
    const field = event.target as HTMLInputElement;
    const isOneQuestion = form.querySelector('[data-row]') === null;
    if (field.type !== 'radio' || !isOneQuestion || !byPointer(event)) return;
    if (standing(setup, visit).next !== null) setTimeout(() => form.isConnected && goOn(), SEEN_MS);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    goOn();
  });
  const backButton = find<HTMLButtonElement>(screen, '[data-act=back]');
  backButton.hidden = back === null;
  backButton.addEventListener('click', () => leave(() => acts.to(back!)));
  find(screen, '[data-act=stop]').addEventListener('click', () => leave(acts.stop));
  return screen;
}
