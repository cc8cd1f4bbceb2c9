import type { ReportModel } from './report-model.js';
import type { Unit, UnitType } from './unit.js';

export type Issuer = ReportModel['issuer'];

/** How an issuer is written; `{unit}`, `{parent}` and `{initials}` stand for the unit's own (see issuers.schema.json). */
export type IssuerPattern = Omit<Issuer, 'place'>;

/** Who issues reports, by unit code and by type of unit. */
export interface Issuers {
  place: string;
  units: Readonly<Record<string, IssuerPattern>>;
  types: Readonly<Record<UnitType, IssuerPattern>>;
}

/** The issuer of the report about a unit. `parent`: the unit above it, null for the topmost. */
export function issuerOf(issuers: Issuers, unit: Unit, parent: Unit | null): Issuer {
  const pattern = issuers.units[unit.code] ?? issuers.types[unit.type];
  const names: Record<string, string> = {
    '{Unit}': unit.name.vi,
    '{unit}': withinSentence(unit.name.vi),
    '{Parent}': parent?.name.vi ?? '',
    '{parent}': withinSentence(parent?.name.vi ?? ''),
    '{initials}': initials(unit.name.vi),
  };
  const written = (text: string): string => text.replace(/\{\w+\}/g, (name) => names[name] ?? name).trim();
  return {
    place: issuers.place,
    superior: written(pattern.superior),
    name: written(pattern.name),
    symbol: written(pattern.symbol),
    signatory: written(pattern.signatory),
    recipients: pattern.recipients.map(written),
  };
}

/** "Phường Ba Đình" → "phường Ba Đình". */
function withinSentence(name: string): string {
  return name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);
}

/** "Sở Nông nghiệp và Môi trường" → "SNNMT": as departments form their symbols, without "và". */
function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => word !== 'và' && word !== '');
  return words.map((word) => word.charAt(0).toLocaleUpperCase('vi')).join('');
}
