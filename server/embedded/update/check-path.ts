import { Failure } from '../failure.js';
import { isArrayFilter } from './path-parts.js';

/**
 * The parts of the path of a modifier.
 * @throws Failure 2, 56 for a path that cannot be written
 */
export function checkPath(path: string): string[] {
  if (path === '') throw new Failure(56, 'An empty update path is not valid.');
  const parts = path.split('.');
  if (parts.includes(''))
    throw new Failure(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (parts.filter((part) => part === '$').length > 1)
    throw new Failure(2, `Too many positional (i.e. '$') elements found in path '${path}'`);
  if (parts[0] === '$')
    throw new Failure(2, `Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
  if (isArrayFilter(parts[0]!))
    throw new Failure(
      2,
      `Cannot have array filter identifier (i.e. '$[<id>]') element in the first position in path '${path}'`,
    );
  return parts;
}
