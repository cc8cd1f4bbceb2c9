import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { issuerOf } from '../../server/domain/issuer.js';
import { loadCatalogue } from '../../server/load-catalogue.js';
import { loadIssuers } from '../../server/load-issuers.js';

const folder = fileURLToPath(new URL('../../surveys', import.meta.url));
const issuers = await loadIssuers(folder);
const { units } = await loadCatalogue(folder);

function issuer(code: string) {
  const unit = units.get(code)!;
  return issuerOf(issuers, unit, unit.parent === null ? null : units.get(unit.parent)!);
}

describe('issuerOf', () => {
  it('takes what is written down for a unit', () => {
    // NĐ 30/2020/NĐ-CP, Annex I, with the institute that measures for the city.
    expect(issuer('01')).toMatchObject({ superior: 'Ủy ban nhân dân thành phố Hà Nội', symbol: 'BC-VNC' });
  });

  it('fills in the names of a unit whose type alone is written down', () => {
    expect(issuer('00004')).toMatchObject({
      superior: 'Ủy ban nhân dân thành phố Hà Nội',
      name: 'Ủy ban nhân dân phường Ba Đình',
      symbol: 'BC-UBND',
      place: 'Hà Nội',
    });
  });

  it('makes the symbol of a department from the first letters of its name', () => {
    expect(issuer('so-nnmt').symbol).toBe('BC-SNNMT');
    expect(issuer('so-y-te').symbol).toBe('BC-SYT');
  });

  it('leaves no placeholder and no empty name in any unit of the catalogue', () => {
    for (const code of units.keys()) {
      const { superior, ...printed } = issuer(code);
      expect(JSON.stringify([superior, printed])).not.toMatch(/[{}]\w+[{}]|"(name|symbol|signatory)":""/);
    }
  });
});
