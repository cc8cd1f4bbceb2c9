import type { TSchema } from '@sinclair/typebox';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Problem, type Fault, type ProblemCode } from '../problem.js';

/** JSON bodies mean what they say. */
const exact = new Ajv2020({ allErrors: false, strict: true, strictTypes: false, useDefaults: true });
/** Addresses and HTML forms carry text only, so numbers and booleans are read from it. */
const fromText = new Ajv2020({
  allErrors: false,
  strict: true,
  strictTypes: false,
  useDefaults: true,
  coerceTypes: true,
});
addFormats.default(exact);
addFormats.default(fromText);

/** One reason with its place; never the value that was sent. */
function fault(error: ErrorObject): Fault {
  const extra = error.params['additionalProperty'];
  if (extra !== undefined) return { pointer: error.instancePath, reason: 'has a member that is not allowed' };
  if (error.keyword === 'enum')
    return {
      pointer: error.instancePath,
      reason: `must be one of ${error.params['allowedValues'].join(', ')}`,
    };
  return { pointer: error.instancePath, reason: error.message ?? 'is not valid' };
}

/** A check of one part of a request; answers the checked value. @throws Problem with the first fault and its pointer. */
export type PartCheck = (value: unknown) => unknown;

/** Makes the check of a schema. `source` is where the values come from. */
export function partCheck(
  schema: TSchema | undefined,
  source: 'json' | 'text',
  code: ProblemCode = 'malformed-request',
): PartCheck {
  if (schema === undefined) return () => ({});
  const check: ValidateFunction = (source === 'json' ? exact : fromText).compile(schema);
  return (value) => {
    const copy = source === 'text' ? { ...(value as object) } : value;
    if (!check(copy)) throw new Problem(code, undefined, (check.errors ?? []).map(fault));
    return copy;
  };
}
