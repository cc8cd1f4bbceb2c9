import { ConstantFailure, Failure, inContext } from '../failure.js';
import type { Value } from '../bson/value.js';
import { stages } from './stages.js';
import type { Stage, StageContext } from './stage.js';

/** Takes a stage's document apart. @throws Failure 40323 when it does not have exactly one field */
export function stageOf(stage: Value): [string, Value] {
  if (!(stage instanceof Map))
    throw new Failure(14, "Each element of the 'pipeline' array must be an object");
  if (stage.size !== 1)
    throw new Failure(40323, 'A pipeline stage specification object must contain exactly one field.');
  return [...stage][0]!;
}

/** Compiles a part of a pipeline, in which a wrong constant stands in the way of the whole. */
export function optimized<T>(compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    throw error instanceof ConstantFailure ? inContext(error, 'Failed to optimize pipeline') : error;
  }
}

/** Compiles stages one after the other. @throws Failure 40324 for a stage that is unknown or not supported */
export function compilePipeline(pipeline: readonly Value[], context: StageContext): Stage {
  const table = stages();
  const compiled = pipeline.map((stage) => {
    const [name, operand] = stageOf(stage);
    const compile = table[name];
    if (!compile) throw new Failure(40324, `Unrecognized pipeline stage name: '${name}'`);
    return optimized(() => compile(operand, context));
  });
  return (input) => compiled.reduce((flow, stage) => stage(flow), input);
}
