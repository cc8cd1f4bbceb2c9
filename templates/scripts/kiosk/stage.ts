import type { Language } from '../../../server/domain/questionnaire.js';
import { byId, dataIn, find, speaker, type Say } from '../form/page-data.js';

type ScreenName = 'attract' | 'question' | 'thanks' | 'idle';

/** The screens of one language, each time as a fresh copy: nothing of a former person can be left in them. */
export interface Stage {
  language: Language;
  say: Say;
  shell: HTMLElement;
  screen(name: ScreenName): HTMLElement;
  question(itemId: string): HTMLElement;
  /** Title of the part that a question belongs to. */
  topic(itemId: string): string;
  /** Puts a screen before the person, with the focus on its heading. */
  show(screen: HTMLElement): void;
}

/** Takes everything off the page and sets up the shell in a language. */
export function setStage(language: Language): Stage {
  const { content } = byId(`kiosk-${language}`) as HTMLTemplateElement;
  const copy = (selector: string) => find(content, selector).cloneNode(true) as HTMLElement;
  const shell = copy('.shell');
  document.documentElement.lang = language;
  byId('stage').replaceChildren(shell);
  return {
    language,
    say: speaker(dataIn(`texts-${language}`)),
    shell,
    screen: (name) => copy(`[data-screen="${name}"]`),
    question: (itemId) => copy(`[data-item="${itemId}"]`),
    topic: (itemId) =>
      find(content, `[data-item="${itemId}"]`).closest<HTMLElement>('[data-part]')?.dataset['title'] ?? '',
    show(screen) {
      find(shell, '.screen').replaceChildren(screen);
      scrollTo({ top: 0, behavior: 'instant' });
      (screen.querySelector<HTMLElement>('legend') ?? screen.querySelector('h1'))?.focus({
        preventScroll: true,
      });
    },
  };
}
