import { find } from '../form/page-data.js';
import type { Device } from './device.js';
import { countdown } from './idle.js';
import type { Stage } from './stage.js';

export interface IdleActs {
  stay(): void;
  stop(): void;
  timeOut(): void;
}

/** Asks whether somebody is still there, and counts down; any of the buttons, or Escape, ends the counting. */
export function askWhetherThere(stage: Stage, device: Device, acts: IdleActs): () => void {
  const dialog = stage.screen('idle') as HTMLDialogElement;
  const words = find(dialog, '[data-countdown]');
  const key = device.onTimeout === 'submit' ? 'submitIn' : 'discardIn';
  const close = (act: () => void) => () => {
    stopCounting();
    dialog.remove();
    act();
  };
  const stopCounting = countdown(
    device.countdownSeconds,
    (seconds) => void (words.textContent = stage.say(key, { seconds })),
    () => close(acts.timeOut)(),
  );
  find(dialog, '[data-act=stay]').addEventListener('click', close(acts.stay));
  find(dialog, '[data-act=stop]').addEventListener('click', close(acts.stop));
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    close(acts.stay)();
  });
  stage.shell.append(dialog);
  dialog.showModal();
  return close(() => {});
}
