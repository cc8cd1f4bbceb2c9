import { describe, expect, it } from '@jest/globals';
import { accountFaults, accountName } from '../../server/domain/account.js';

const good = 'bốn từ dễ nhớ thôi';

describe('an account', () => {
  it('has a name that is compared without case, blanks around it and split accents', () => {
    expect(accountName('  Quản-Trị '.normalize('NFD'))).toBe('quản-trị');
  });

  it.each([
    ['a', good, '/name'],
    ['two words', good, '/name'],
    ['<b>x</b>', good, '/name'],
    ['admin', 'short', '/password'],
    ['admin', 'x'.repeat(20), '/password'],
    ['admin', 'ấ'.repeat(201), '/password'],
    ['administrator-of-all', 'Administrator-of-ALL', '/password'],
  ])('%s with that password is refused at %3$s', (name, password, pointer) => {
    expect(accountFaults(name, password).map((fault) => fault.pointer)).toContain(pointer);
  });

  it('takes any long phrase as password', () => {
    expect(accountFaults('admin', good)).toEqual([]);
  });
});
