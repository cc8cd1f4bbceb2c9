import { answerIds } from '../../../server/domain/answers.js';
import type { Questionnaire } from '../../../server/domain/questionnaire.js';
import { find, type Say } from '../form/page-data.js';

/** Item ids that the server's faults speak of, in the order of the form. */
export function faultyItems(questionnaire: Questionnaire, faults: { pointer: string }[]): string[] {
  const ids = new Set(faults.map(({ pointer }) => pointer.replace('/answers/', '')));
  return questionnaire.parts
    .flatMap((part) => part.items)
    .filter((item) => answerIds(item).some((id) => ids.has(id)))
    .map(({ id }) => id);
}

/** Says at each question that its answer does not fit; the first one gets the focus. */
export function markFaults(root: ParentNode, itemIds: string[], say: Say): void {
  const questions = itemIds
    .map((id) => root.querySelector<HTMLElement>(`[data-item="${id}"]`))
    .filter((question) => question !== null);
  for (const question of questions) {
    const note = document.createElement('p');
    note.className = 'fault';
    note.id = `fault-${question.dataset['item']}`;
    note.textContent = say('notFit');
    find(question, 'legend').after(note);
    question.setAttribute('aria-describedby', note.id);
  }
  questions[0]?.querySelector<HTMLElement>('legend')?.focus();
}
