import { copyOf, find, type Say } from '../form/page-data.js';
import { place } from './screens.js';

const refusals: Record<string, string> = { 'collector-closed': 'closed', 'response-differs': 'differs' };

/** What the respondent sees after pressing "send". */
export interface Outcomes {
  stored(code: string): void;
  /** The form is on the device and is tried again by itself; `retry` tries at once. */
  kept(retry: () => void): void;
  refused(code: string, retry: () => void): void;
}

export function outcomesOn(main: HTMLElement, say: Say): Outcomes {
  /** A note that is shown already only changes its words, so that it does not flicker at every try. */
  function note(template: string, words: string, retry: () => void): void {
    const shown = main.querySelector<HTMLElement>(`[data-note="${template}"]`);
    const screen = shown ?? copyOf(template);
    screen.dataset['note'] = template;
    find(screen, '.status, .reason').textContent = words;
    find<HTMLButtonElement>(screen, '[name=retry]').onclick = retry;
    if (!shown) place(main, screen);
  }

  return {
    stored(code) {
      const screen = copyOf('sent');
      find(screen, '.receipt-code').textContent = code;
      place(main, screen);
    },
    kept: (retry) => note('kept', say('retrying'), retry),
    refused(code, retry) {
      const known = refusals[code];
      note('refused', known ? say(known) : say('refusedOther', { code }), retry);
    },
  };
}
