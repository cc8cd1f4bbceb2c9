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

function rowsOf(question: HTMLElement, ids: string[], answers: Answers): HTMLElement[] {
  return ids.flatMap((id) => {
    const answer = answers[id];
    if (answer === undefined) return [];
    const row = question.querySelector<HTMLElement>(`[data-row="${id}"] legend`);
    const title = (row ?? find(question, 'legend')).cloneNode(true).childNodes;
    return element('div', '', element('dt', '', ...title), element('dd', '', wordsFor(question, id, answer)));
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
    const asked = part.items.filter((item) => visible.has(item));
    const rows = asked.flatMap((item) =>
      rowsOf(find(forms, `[data-item="${item.id}"]`), answerIds(item), answers),
    );
    const count = asked.flatMap(answerIds).length - rows.length;
    const skipped = count > 0 ? [element('p', 'soft', say('skipped', { count }))] : [];
    const button = element(
      'button',
      'button button-plain',
      say('change'),
      element('span', 'unseen', ` – ${title}`),
    );
    button.setAttribute('type', 'button');
    button.addEventListener('click', () => change(part.id));
    whole.append(
      element(
        'section',
        'card summary',
        element('h2', '', title),
        element('dl', '', ...rows),
        ...skipped,
        button,
      ),
    );
  }
  return whole;
}
