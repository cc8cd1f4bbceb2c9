/**
 * `npm run password -- NAME`: a temporary password for an account, printed once. For whoever runs the server, when the
 * only administrator forgot theirs; otherwise an administrator does it on the page of accounts.
 */
import { InputError } from './input-error.js';
import { withHouse } from './open-house.js';
import { resetByName } from './password/reset-by-name.js';

function nameIn(args: string[]): string {
  const [name] = args;
  if (args.length !== 1 || name === undefined || name.startsWith('-'))
    throw new InputError('npm run password -- NAME\n  NAME  the sign-in name of an account');
  return name;
}

await withHouse(
  () => nameIn(process.argv.slice(2)),
  async ({ services }, typed) => {
    const { name, password } = await resetByName(services.accountDesk, typed);
    console.log(`Temporary password of ${name}, to be changed at the next sign-in: ${password}`);
  },
);
