/** `npm run sample`: draws respondents from a frame by a seed, or draws again to check a protocol. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { drawFaults, type DrawProtocol } from '../server/satisfaction/draw-sample.js';
import { drawStratifiedSample, type FrameStratum } from '../server/satisfaction/draw-stratified-sample.js';
import { cochranSize, slovinSize } from '../server/satisfaction/sample-size.js';
import { InputError } from './input-error.js';
import { readOptions, type SampleOptions } from './sample/options.js';
import { readFrame } from './sample/read-frame.js';

/** Everything that makes a draw repeatable, as `--out` writes it. */
interface SampleProtocol {
  /** Sizes by either formula for the wanted margin, and what was drawn. */
  sizes: { slovin: number; cochran: number; drawn: number };
  margin: number;
  responseRate: number;
  strata: { name: string; protocol: DrawProtocol }[];
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const program = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

function draw(strata: FrameStratum[], wanted: Exclude<SampleOptions['wanted'], string>): SampleProtocol {
  const people = strata.reduce((sum, { frame }) => sum + frame.length, 0);
  const { margin, responseRate, seed } = wanted;
  const slovin = slovinSize(people, margin);
  const drawn = Math.min(people, wanted.size ?? Math.ceil(Number((slovin / responseRate).toPrecision(12))));
  const sizes = { slovin, cochran: cochranSize(people, { margin, responseRate }), drawn };
  const surroundings = { hash, codeVersion: program.version };
  return { sizes, margin, responseRate, strata: drawStratifiedSample(strata, drawn, seed, surroundings) };
}

/** What differs between a protocol and the frame drawn from again; empty: nothing. */
function differences(protocol: SampleProtocol, strata: FrameStratum[]): string[] {
  const names = new Set([...protocol.strata.map(({ name }) => name), ...strata.map(({ name }) => name)]);
  return [...names].flatMap((name) => {
    const drawn = protocol.strata.find((stratum) => stratum.name === name);
    const frame = strata.find((stratum) => stratum.name === name)?.frame;
    if (!drawn || !frame) return [`stratum \`${name}\`: only in the ${drawn ? 'protocol' : 'frame'}`];
    return drawFaults(drawn.protocol, frame, hash).map((fault) => `stratum \`${name}\`: ${fault}`);
  });
}

try {
  const { frame, id, by, wanted } = readOptions(process.argv.slice(2));
  const strata = readFrame(frame, id, by);
  if (typeof wanted === 'string') {
    const found = differences(JSON.parse(readFileSync(wanted, 'utf8')) as SampleProtocol, strata);
    console.log(found.length === 0 ? 'the draw is reproduced' : found.join('\n'));
    process.exitCode = found.length === 0 ? 0 : 1;
  } else {
    const protocol = draw(strata, wanted);
    const text = JSON.stringify(protocol, null, 2);
    if (wanted.out === null) console.log(text);
    else {
      writeFileSync(wanted.out, `${text}\n`);
      const { slovin, cochran, drawn } = protocol.sizes;
      console.log(`drawn ${drawn} (Slovin ${slovin}, Cochran ${cochran}); protocol in ${wanted.out}`);
    }
  }
} catch (error) {
  const isFile = error instanceof Error && ('syscall' in error || error instanceof SyntaxError);
  if (!(error instanceof InputError) && !(error instanceof RangeError) && !isFile) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
