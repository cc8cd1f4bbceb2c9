import type { Channel } from '../../server/domain/response.js';
import { aspects, type Aspect } from './aspects.js';
import type { Random } from './random.js';

/** How somebody fills in a form, apart from what they think of the service. */
export interface Style {
  /** One level for every rating, without reading; null for nearly everybody. */
  sameLevel: number | null;
  /** Taps faster than anybody can read. */
  hasty: boolean;
  /** Has something to say about the handling of feedback because they used it. */
  gaveFeedback: boolean;
  /** Share of the form after which nothing more is answered; 1 = to the end. */
  stopsAfter: number;
  /** Chance of leaving a question blank. */
  skips: number;
  agreesToSensitive: boolean;
  /** This person's mood about each aspect, on the latent scale. */
  mood: Record<Aspect, number>;
}

/** Leniency carries over to all answers of a person, so answers hang together as they do in real surveys. */
const LENIENCY = 0.8;
const MOOD = 0.45;

const skipRate: Record<Channel, number> = {
  kiosk: 0.008,
  qr: 0.008,
  web: 0.012,
  token: 0.012,
  paper: 0.026,
  phone: 0.004,
  interview: 0.004,
  import: 0.02,
};

const interviewed = (channel: Channel): boolean => channel === 'interview' || channel === 'phone';

export function drawStyle(random: Random, channel: Channel): Style {
  const leniency = random.normal(0, LENIENCY);
  const careless = !interviewed(channel) && random.chance(channel === 'kiosk' ? 0.022 : 0.012);
  const stops = random.chance(interviewed(channel) ? 0.003 : channel === 'paper' ? 0.008 : 0.02);
  return {
    sameLevel: careless
      ? random.weighted([
          [5, 60],
          [4, 24],
          [3, 10],
          [1, 6],
        ])
      : null,
    hasty: !interviewed(channel) && channel !== 'paper' && random.chance(careless ? 0.55 : 0.004),
    gaveFeedback: random.chance(0.3),
    stopsAfter: stops ? 0.1 + 0.85 * random.next() : 1,
    skips: skipRate[channel] * Math.exp(random.normal(0, 0.6)),
    agreesToSensitive: random.chance(0.55),
    mood: Object.fromEntries(aspects.map((aspect) => [aspect, leniency + random.normal(0, MOOD)])) as Record<
      Aspect,
      number
    >,
  };
}
