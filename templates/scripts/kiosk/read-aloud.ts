import type { Language } from '../../../server/domain/questionnaire.js';

const tags: Record<Language, string> = { vi: 'vi', en: 'en' };

/** A voice of the device for a language, null where there is none: then nothing is offered. */
function voiceFor(language: Language): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in window)) return null;
  return (
    speechSynthesis.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(tags[language])) ?? null
  );
}

/** Reads screens aloud while it is switched on. */
export interface Reader {
  isOn: boolean;
  isOffered(language: Language): boolean;
  read(text: string, language: Language): void;
  hush(): void;
}

/** `onVoices` is called when the device's voices become known, which browsers report late. */
export function createReader(onVoices: () => void): Reader {
  const hush = () => void ('speechSynthesis' in window && speechSynthesis.cancel());
  if ('speechSynthesis' in window) speechSynthesis.addEventListener('voiceschanged', onVoices);
  return {
    isOn: false,
    isOffered: (language) => voiceFor(language) !== null,
    hush,
    read(text, language) {
      hush();
      const voice = voiceFor(language);
      if (!this.isOn || !voice) return;
      const words = new SpeechSynthesisUtterance(text);
      words.voice = voice;
      words.lang = voice.lang;
      words.rate = 0.95;
      speechSynthesis.speak(words);
    },
  };
}

/** What a screen says: its heading or question, then the choices, without small marks such as "A1". */
export function spokenText(screen: HTMLElement, choicesIntro: string): string {
  const copy = screen.cloneNode(true) as HTMLElement;
  for (const silent of copy.querySelectorAll('.code, .condition, [hidden], .buttons, .intro, .progress'))
    silent.remove();
  const heads = [...copy.querySelectorAll('h1, legend, .lead')].map((head) => head.textContent.trim());
  const choices = [...copy.querySelectorAll('label')].map((label) => label.textContent.trim());
  return [...heads, ...(choices.length > 0 ? [choicesIntro, ...choices] : [])].join('. ');
}
