import { answerIds } from '../../../server/domain/answers.js';
import type { Answer, Answers, Questionnaire } from '../../../server/domain/questionnaire.js';
import { visibleItems } from '../../../server/domain/visibility.js';
import { find, type Say } from '../form/page-data.js';

function element(tag: string, className: string, ...content: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** The words beside the chosen fields, as the form shows them. */
function wordsFor(question: HTMLElement, name: string, answer: Answer): string {
  const fields = [...question.querySelectorAll<HTMLInputElement>('input')];
  const chosen = [answer].flat().map(String);
  const labels = fields
    .filter((field) => field.name === name && chosen.includes(field.value))
    .map((field) => field.closest('label')?.textContent.trim() ?? '');
  return labels.length > 0 ? labels.join('; ') : chosen.join('; ');
}

function rowsOf(question: HTMLElement, ids: string[], answers: Answers, say: Say): HTMLElement[] {
  return ids.map((id) => {
    const row = question.querySelector<HTMLElement>(`[data-row="${id}"] legend`);
    const title = (row ?? find(question, 'legend')).textContent.trim();
    const answer = answers[id];
    const words =
      answer === undefined ? element('span', 'soft', say('skipped')) : wordsFor(question, id, answer);
    return element('div', '', element('dt', '', title), element('dd', '', words));
  });
}

/** Everything answered, part by part, with a button back to each. `forms` holds the questions of all parts. */
export function summaryOf(
  forms: ParentNode,
  questionnaire: Questionnaire,
  answers: Answers,
  say: Say,
  change: (partId: string) => void,
): HTMLElement {
  const visible = new Set(visibleItems(questionnaire, answers));
  const whole = element('div', '', element('h1', '', say('summary')), element('p', '', say('summaryWhat')));
  whole.firstElementChild!.setAttribute('tabindex', '-1');
  for (const part of questionnaire.parts) {
    const title = find(forms, `[data-part="${part.id}"] .part-title`).textContent;
    const rows = part.items
      .filter((item) => visible.has(item))
      .flatMap((item) => rowsOf(find(forms, `[data-item="${item.id}"]`), answerIds(item), answers, say));
    const button = element(
      'button',
      'button button-plain',
      say('change'),
      element('span', 'unseen', ` – ${title}`),
    );
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => change(part.id));
    whole.append(
      element('section', 'card summary', element('h2', '', title), element('dl', '', ...rows), button),
    );
  }
  return whole;
}
