import { describe, expect, it } from '@jest/globals';
import type { Unit } from '../../server/domain/unit.js';
import { findUnits } from '../../server/services/unit-search.js';

const unit = (code: string, vi: string, en: string): Unit => ({
  code,
  name: { vi, en },
  type: 'phuong',
  parent: '01',
  validFrom: null,
  validTo: null,
  successors: [],
});
const units = [
  unit('00004', 'Phường Ba Đình', 'Ba Dinh Ward'),
  unit('00082', 'Phường Cửa Nam', 'Cua Nam Ward'),
  unit('00622', 'Phường Nghĩa Đô', 'Nghia Do Ward'),
  unit('09700', 'Xã Ba Vì', 'Ba Vi Commune'),
];
const codes = (text: string) => findUnits(units, text).map(({ code }) => code);

describe('findUnits', () => {
  it('takes a code', () => expect(codes('00082')).toEqual(['00082']));
  it('takes a whole name as that unit alone', () => expect(codes('phuong ba dinh')).toEqual(['00004']));
  it('takes part of a name without accents', () => expect(codes('nghia do')).toEqual(['00622']));
  it('finds every unit that holds all words', () => expect(codes('ba')).toEqual(['00004', '09700']));
  it('takes the words in any order, in either language', () => expect(codes('ward nam')).toEqual(['00082']));
  it('finds nothing for nothing', () => expect(codes('   ')).toEqual([]));
  it('finds nothing for an unknown name', () => expect(codes('Sài Gòn')).toEqual([]));
});
