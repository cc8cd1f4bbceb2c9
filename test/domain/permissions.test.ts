import { describe, expect, it } from '@jest/globals';
import { accesses, mayAccess, roles } from '../../server/domain/permissions.js';

describe('mayAccess', () => {
  it.each([
    [null, ['public']],
    ['administrator', [...accesses]],
    ['reviewer', ['public', 'account', 'read', 'collect', 'review', 'export']],
    ['auditor', ['public', 'account', 'read', 'export']],
    ['official', ['public', 'account', 'read']],
  ] as const)('gives %s no more and no less than %j', (role, expected) => {
    expect(accesses.filter((access) => mayAccess(access, role))).toEqual(expected);
  });

  it('leaves what changes accounts to administrators alone', () => {
    expect(roles.filter((role) => mayAccess('administer', role))).toEqual(['administrator']);
  });
});
