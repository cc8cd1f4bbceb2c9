import { Failure } from '../failure.js';

/** What is wrong with a constant: it is found before the first document, where MongoDB folds constants. */
export class ConstantFailure extends Failure {}

/** Names what a constant stood in, as each level that MongoDB optimizes does on the way out. */
export function optimizing<T>(what: 'pipeline' | 'expression', compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof ConstantFailure)) throw error;
    throw new ConstantFailure(error.code, `Failed to optimize ${what} :: caused by :: ${error.message}`);
  }
}

/** Compiles every item before it tells of a wrong constant: MongoDB reads the whole of a query before it folds any. */
export function compileAll<In, Out>(items: Iterable<In>, compile: (item: In) => Out): Out[] {
  const compiled: Out[] = [];
  let failure: ConstantFailure | null = null;
  for (const item of items)
    try {
      compiled.push(compile(item));
    } catch (error) {
      if (!(error instanceof ConstantFailure)) throw error;
      failure ??= error;
    }
  if (failure) throw failure;
  return compiled;
}
