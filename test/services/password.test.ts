import { describe, expect, it } from '@jest/globals';
import { hashPassword, passwordMatches, unknownAccountHash } from '../../server/services/password.js';

describe('a password', () => {
  it('is known again, also when its accents are typed as split letters', async () => {
    const hash = await hashPassword('mật khẩu thật dài');
    expect(await passwordMatches('mật khẩu thật dài'.normalize('NFD'), hash)).toBe(true);
    expect(await passwordMatches('mật khẩu thật dàI', hash)).toBe(false);
  });

  it('is salted: the same one twice gives two hashes', async () => {
    expect(await hashPassword('mật khẩu thật dài')).not.toBe(await hashPassword('mật khẩu thật dài'));
  });

  it.each([unknownAccountHash, '', 'bcrypt$1$2$3$a$b'])('never matches the hash %s', async (hash) => {
    expect(await passwordMatches('', hash)).toBe(false);
  });

  it('matches the vector of RFC 7914 §12 for pleaseletmein', async () => {
    const key = Buffer.from(
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
      'hex',
    );
    const hash = [
      'scrypt',
      16384,
      8,
      1,
      Buffer.from('SodiumChloride').toString('base64url'),
      key.toString('base64url'),
    ].join('$');
    expect(await passwordMatches('pleaseletmein', hash)).toBe(true);
    expect(await passwordMatches('pleaseletmeout', hash)).toBe(false);
  });
});
