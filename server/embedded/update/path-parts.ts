/** Whether a part of an update path stands for elements that array filters choose: `$[]`, `$[name]`. */
export function isArrayFilter(part: string): boolean {
  return part.startsWith('$[') && part.endsWith(']');
}

/** Whether a part of an update path is the place of an array's element; zeros before it are passed over. */
export function isPosition(part: string): boolean {
  return /^\d+$/.test(part);
}
