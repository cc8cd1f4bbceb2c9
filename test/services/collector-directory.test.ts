import { describe, expect, it } from '@jest/globals';
import type { Questionnaire } from '../../server/domain/questionnaire.js';
import type { Channel, Collector } from '../../server/domain/response.js';
import type { Unit } from '../../server/domain/unit.js';
import { collectorDirectory } from '../../server/services/collector-directory.js';

const now = new Date('2026-10-02T03:00:00Z');

function unit(code: string, vi: string): [string, Unit] {
  const name = { vi, en: vi };
  return [code, { code, name, type: 'phuong', parent: null, validFrom: null, validTo: null, successors: [] }];
}

function collector(unitCode: string, channel: Channel, closesAt: Date | null = null): Collector {
  return {
    id: `${unitCode}-form-${channel}`,
    questionnaire: { id: 'form', version: 1 },
    unitCode,
    channel,
    randomSample: false,
    opensAt: new Date('2026-01-01T00:00:00Z'),
    closesAt,
  };
}

const catalogue = {
  units: new Map([unit('02', 'Phường Cửa Nam'), unit('01', 'Phường Ba Đình')]),
  questionnaires: new Map([
    ['form@1', { id: 'form', version: 1, title: { vi: 'Phiếu đo lường', en: 'Form' } } as Questionnaire],
  ]),
};
const ids = (collectors: Collector[], search: string, page = 1) =>
  collectorDirectory(collectors, catalogue, { search, page }, now).entries.map((entry) => entry.collector.id);

describe('collectorDirectory', () => {
  it('keeps the order of the units in the catalogue', () => {
    const all = [collector('01', 'qr'), collector('02', 'web'), collector('02', 'kiosk')];
    expect(ids(all, '')).toEqual(['02-form-kiosk', '02-form-web', '01-form-qr']);
  });

  it('finds by unit and channel in any order, without accents', () => {
    const all = [collector('01', 'qr'), collector('02', 'qr'), collector('02', 'kiosk')];
    expect(ids(all, 'kiosk cua nam')).toEqual(['02-form-kiosk']);
  });

  it('restricts to one unit where asked', () => {
    const all = [collector('01', 'qr'), collector('02', 'qr')];
    const found = collectorDirectory(all, catalogue, { search: '', unitCode: '01', page: 1 }, now);
    expect(found.entries.map((entry) => entry.unit.code)).toEqual(['01']);
  });

  it('gives the last page for a page beyond it, and tells how many there are', () => {
    const many = Array.from({ length: 26 }, (_, position) => ({
      ...collector('01', 'qr'),
      id: `01-form-${String(position).padStart(2, '0')}`,
    }));
    const found = collectorDirectory(many, catalogue, { search: '', page: 9 }, now);
    expect(found).toMatchObject({ total: 26, page: 2, pages: 2 });
    expect(found.entries.map((entry) => entry.collector.id)).toEqual(['01-form-25']);
  });

  it('says which of them take answers now', () => {
    const all = [collector('01', 'qr', new Date('2026-10-01T00:00:00Z')), collector('01', 'web')];
    const { entries } = collectorDirectory(all, catalogue, { search: '', page: 1 }, now);
    expect(entries.map(({ open }) => open)).toEqual([false, true]);
  });

  it('leaves out a collector whose unit is no longer known', () => {
    expect(ids([collector('99', 'qr')], '')).toEqual([]);
  });
});
