import { drawSample, type DrawProtocol, type DrawSurroundings } from './draw-sample.js';
import { largestRemainder } from './largest-remainder.js';

export interface FrameStratum {
  name: string;
  frame: readonly string[];
}

/**
 * A stratified random sample: the places are shared out in proportion to the frames by largest remainder, then each
 * stratum is drawn by itself with the seed `seed/name`, so that neither the order of the strata nor a change in another
 * one moves its draw. Source: statistics.md §8.
 * @throws RangeError as `drawSample` and `largestRemainder`, or when a name stands twice.
 */
export function drawStratifiedSample(
  strata: readonly FrameStratum[],
  size: number,
  seed: string,
  surroundings: DrawSurroundings,
): { name: string; protocol: DrawProtocol }[] {
  const names = strata.map(({ name }) => name);
  const twice = names.find((name, h) => names.indexOf(name) !== h);
  if (twice !== undefined) throw new RangeError(`stratum \`${twice}\` stands twice`);
  const places = largestRemainder(
    size,
    strata.map(({ frame }) => frame.length),
  );
  return strata.map(({ name, frame }, h) => ({
    name,
    protocol: drawSample(frame, places[h]!, `${seed}/${name}`, surroundings),
  }));
}
