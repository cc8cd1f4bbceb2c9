import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Catalogue } from '../../server/domain/catalogue.js';
import { domains } from '../../server/domain/questionnaire.js';
import { formsOf } from '../../server/domain/unit-forms.js';
import { descendants } from '../../server/domain/unit-tree.js';
import { loadCatalogue } from '../../server/load-catalogue.js';

let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue(join(import.meta.dirname, '../../surveys'));
});

describe('the units of Hà Nội', () => {
  // Decision 19/2025/QĐ-TTg on unit codes lists 126 units of Hà Nội from 1 July 2025: 51 wards and 75 communes.
  it('are the city, four offices, 51 wards and 75 communes', () => {
    const counts: Record<string, number> = {};
    for (const { type } of catalogue.units.values()) counts[type] = (counts[type] ?? 0) + 1;
    expect(counts).toEqual({ thanh_pho: 1, so: 3, don_vi_su_nghiep: 1, phuong: 51, xa: 75 });
  });

  it.each([
    ['00004', 'Phường Ba Đình', 'Ba Dinh Ward'],
    ['00226', 'Phường Văn Miếu - Quốc Tử Giám', 'Van Mieu - Quoc Tu Giam Ward'],
    ['09634', 'Xã Cổ Đô', 'Co Do Commune'],
    ['so-noi-vu', 'Sở Nội vụ', 'Department of Home Affairs'],
  ])('carry both names: %s', (code, vi, en) => {
    expect(catalogue.units.get(code)?.name).toEqual({ vi, en });
  });

  it('are all below the city, communes and wards only since the reform', () => {
    expect(descendants(catalogue.units, '01', new Date('2026-09-30'))).toHaveLength(131);
    expect(descendants(catalogue.units, '01', new Date('2025-06-30T16:59:59Z'))).toHaveLength(5);
  });

  it.each([
    [
      '00004',
      [
        'hn-land',
        'hn-onestop-short',
        'hn-people-with-merit',
        'hn-social-protection',
        'sipas-1001-2023',
        'sipas-2640-2017',
      ],
    ],
    ['tt-dvvl', ['hn-onestop-short', 'hn-unemployment-insurance', 'sipas-1001-2023', 'sipas-2640-2017']],
    ['01', ['hn-onestop-short', 'sipas-1001-2023', 'sipas-2640-2017']],
  ])('use their forms: %s', (code, expected) => {
    const unit = catalogue.units.get(code);
    const forms = unit ? formsOf(unit, catalogue.questionnaires.values()) : [];
    expect(forms.map(({ id }) => id).sort()).toEqual(expected);
  });
});

describe('the procedures', () => {
  it('cover every domain', () => {
    const covered = new Set([...catalogue.procedures.values()].map(({ domain }) => domain));
    expect([...covered].sort()).toEqual([...domains].sort());
  });

  it('of unemployment insurance are marked as unverified', () => {
    for (const procedure of catalogue.procedures.values())
      if (procedure.domain === 'unemployment_insurance') expect(procedure.source).toContain('unverified');
  });
});
