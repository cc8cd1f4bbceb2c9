import { copyOf, find, type Say } from '../form/page-data.js';

/** What a screen of the form shows around its content. */
export interface ScreenTexts {
  progress: { number: number; count: number } | null;
  next: string;
}

/** A form with progress, content and buttons. */
export interface Screen {
  form: HTMLFormElement;
  content: HTMLElement;
  next: HTMLButtonElement;
  back: HTMLButtonElement;
}

export function screenOf({ progress, next }: ScreenTexts, content: Node, say: Say): Screen {
  const form = copyOf('screen') as HTMLFormElement;
  const screen = {
    form,
    content: find(form, '.content'),
    next: find<HTMLButtonElement>(form, '[name=next]'),
    back: find<HTMLButtonElement>(form, '[name=back]'),
  };
  screen.content.append(content);
  screen.next.textContent = next;
  const box = find(form, '.progress');
  if (progress === null) box.remove();
  else {
    const bar = find<HTMLProgressElement>(box, 'progress');
    const words = say('partOf', progress);
    find(box, 'p').textContent = words;
    bar.max = progress.count;
    bar.value = progress.number;
    bar.setAttribute('aria-label', words);
  }
  return screen;
}

/** Puts a screen in place of what `main` shows, from its top, with the reader's focus on its heading. */
export function place(main: HTMLElement, screen: HTMLElement): void {
  main.replaceChildren(screen);
  scrollTo({ top: 0, behavior: 'instant' });
  screen.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}
