import type { Answers, Questionnaire } from '../../../server/domain/questionnaire.js';
import { visibleItems } from '../../../server/domain/visibility.js';
import type { Say } from './page-data.js';

/** Shows each question exactly while its condition holds. */
function followConditions(root: ParentNode, questionnaire: Questionnaire, answers: Answers): void {
  const visible = new Set(visibleItems(questionnaire, answers).map(({ id }) => id));
  for (const question of root.querySelectorAll<HTMLElement>('[data-item]'))
    question.hidden = !visible.has(question.dataset['item']!);
}

/** Asks a sensitive question only once its own consent is given. */
function followConsent(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLInputElement>('.consent input')) {
    const question = box.closest('fieldset')!;
    for (const choices of question.querySelectorAll<HTMLElement>('.choices, .levels, .faces'))
      choices.hidden = !box.checked;
  }
}

/** Takes no more ticks than a question allows, and says so. */
function keepMaximum(root: ParentNode, say: Say): void {
  for (const choices of root.querySelectorAll<HTMLElement>('[data-max]')) {
    const max = Number(choices.dataset['max']);
    const boxes = [...choices.querySelectorAll<HTMLInputElement>('input')];
    const isFull = boxes.filter(({ checked }) => checked).length >= max;
    for (const box of boxes) box.disabled = isFull && !box.checked;
    let note = choices.nextElementSibling;
    if (!note) {
      note = document.createElement('p');
      note.className = 'hint';
      note.setAttribute('role', 'status');
      choices.after(note);
    }
    note.textContent = isFull ? say('tooMany', { max }) : '';
  }
}

/** Brings the questions below `root` in line with what was answered so far. */
export function refreshQuestions(
  root: ParentNode,
  questionnaire: Questionnaire,
  answers: Answers,
  say: Say,
): void {
  followConditions(root, questionnaire, answers);
  followConsent(root);
  keepMaximum(root, say);
}
