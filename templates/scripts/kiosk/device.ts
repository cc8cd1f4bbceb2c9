import type { Language } from '../../../server/domain/questionnaire.js';
import type { Setup } from '../form/page-data.js';

/** How this shared screen behaves; from the address it was opened with. */
export interface Device {
  /** Seconds without a touch before the warning. */
  idleSeconds: number;
  /** Seconds of the warning. */
  countdownSeconds: number;
  /** What becomes of an abandoned form. */
  onTimeout: 'discard' | 'submit';
  languages: Language[];
}

export type KioskSetup = Setup & { device: Device };
