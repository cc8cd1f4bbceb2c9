import { find } from '../form/page-data.js';
import type { Delivery } from '../outbox/deliver.js';
import { countdown } from './idle.js';
import type { Stage } from './stage.js';

const SHOWN_SECONDS = 20;

export interface Thanks {
  screen: HTMLElement;
  /** Tells what became of the answer; a receipt code is shown while this person stands here. */
  tell(delivery: Delivery): void;
  end(): void;
}

/** "Thank you", for a while or until "Done": then the next person finds a clean screen. */
export function thanksScreen(stage: Stage, done: () => void): Thanks {
  const { say } = stage;
  const screen = stage.screen('thanks');
  const words = find(screen, '[data-say]');
  const left = find(screen, '[data-countdown]');
  words.textContent = say('sending');
  const end = countdown(
    SHOWN_SECONDS,
    (seconds) => void (left.textContent = say('backIn', { seconds })),
    done,
  );
  find(screen, '[data-act=done]').addEventListener('click', done);
  return {
    screen,
    end,
    tell(delivery) {
      words.textContent = say(delivery.kind === 'stored' ? 'stored' : 'kept');
      if (delivery.kind !== 'stored') return;
      find(screen, '.receipt-code').textContent = delivery.receipt.code;
      find(screen, '.code-use').hidden = false;
    },
  };
}
