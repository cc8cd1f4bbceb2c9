/** A wrong call or wrong data: told to the caller, exit code 2. */
export class InputError extends Error {}
