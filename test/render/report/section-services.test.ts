import { describe, expect, it } from '@jest/globals';
import { createNumbering } from '../../../server/render/report/numbering.js';
import { servicesSection } from '../../../server/render/report/section-services.js';
import { figure, reportModel } from '../report-models.js';

const procedure = (code: string, n: number) => ({ code, name: `Thủ tục ${code}`, figure: figure(80, n) });
const kinds = (procedures: ReturnType<typeof procedure>[]) =>
  servicesSection(reportModel(140, { domains: [], procedures }), createNumbering()).map(({ kind }) => kind);

describe('the section about procedures', () => {
  it('is a table where one of them may be shown', () => {
    expect(kinds([procedure('1.001776', 5), procedure('1.001731', 40)])).toEqual(['heading', 'table']);
  });

  it('is a sentence where none of them may, instead of a table of dashes', () => {
    expect(kinds([procedure('1.001776', 5), procedure('1.001731', 3)])).toEqual(['heading', 'paragraph']);
  });
});
