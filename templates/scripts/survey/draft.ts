import type { FillIn } from '../form/fill-in.js';

/** A form begun and not yet sent, kept on the respondent's own device. */
export interface Draft {
  fillIn: FillIn;
  /** Part that was shown last, or `summary`. */
  at: string;
  savedAt: number;
}

/** After a day nobody comes back, and the device may be somebody else's. */
const KEPT_MS = 86_400_000;

export interface Drafts {
  save(fillIn: FillIn, at: string): void;
  load(): Draft | null;
  clear(): void;
}

/** The draft of one collector; a device that refuses storage simply keeps none. */
export function draftsOf(collectorId: string): Drafts {
  const key = `hai-long.draft.${collectorId}`;
  const attempt = <T>(act: () => T): T | null => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  const clear = () => void attempt(() => localStorage.removeItem(key));
  return {
    clear,
    save: (fillIn, at) =>
      void attempt(() => localStorage.setItem(key, JSON.stringify({ fillIn, at, savedAt: Date.now() }))),
    load() {
      const draft = attempt(() => JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null);
      if (draft && Date.now() - draft.savedAt < KEPT_MS) return draft;
      clear();
      return null;
    },
  };
}
