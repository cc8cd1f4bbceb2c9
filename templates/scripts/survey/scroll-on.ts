import { byPointer } from '../form/pointer.js';

/** On a narrow screen a tapped answer brings the next question into view, so that a page is a row of taps. */
export function scrollOnAnswer(form: HTMLFormElement): void {
  form.addEventListener('change', (event) => {
    const field = event.target as HTMLInputElement;
    if (field.type !== 'radio' || !byPointer(event) || matchMedia('(min-width: 44rem)').matches) return;
    const question = field.closest('.question');
    let next = question?.nextElementSibling;
    while (next instanceof HTMLElement && next.hidden) next = next.nextElementSibling;
    (next ?? form.querySelector('.buttons'))?.scrollIntoView({ block: next ? 'start' : 'nearest' });
  });
}
