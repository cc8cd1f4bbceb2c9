import { Failure } from '../failure.js';
import type { Value } from '../bson/value.js';
import { compileAll, optimizing } from '../expression/constant-failure.js';
import { stages } from './stages.js';
import type { CompileStage, Stage, StageContext } from './stage.js';

/** Takes a stage's document apart. @throws Failure 40323 when it does not have exactly one field */
export function stageOf(stage: Value): [string, Value] {
  if (!(stage instanceof Map))
    throw new Failure(14, "Each element of the 'pipeline' array must be an object");
  if (stage.size !== 1)
    throw new Failure(40323, 'A pipeline stage specification object must contain exactly one field.');
  return [...stage][0]!;
}

/** @throws Failure 40324 for a stage that is unknown or not supported */
export function compilerOf(name: string): CompileStage {
  const table = stages();
  if (!Object.hasOwn(table, name)) throw new Failure(40324, `Unrecognized pipeline stage name: '${name}'`);
  return table[name]!;
}

/** Compiles stages one after the other. @throws Failure 40324 for a stage that is unknown or not supported */
export function compileStages(pipeline: readonly Value[], context: StageContext): Stage[] {
  return optimizing('pipeline', () =>
    compileAll(pipeline, (stage) => {
      const [name, operand] = stageOf(stage);
      return compilerOf(name)(operand, context);
    }),
  );
}

/** Stages one behind the other as one. */
export function joined(compiled: readonly Stage[]): Stage {
  return (input) => compiled.reduce((flow, stage) => stage(flow), input);
}

/** Compiles a pipeline to one stage. @throws Failure as `compileStages` does */
export function compilePipeline(pipeline: readonly Value[], context: StageContext): Stage {
  return joined(compileStages(pipeline, context));
}
