import type { Catalogue, Procedure } from '../../server/domain/catalogue.js';
import type { Domain } from '../../server/domain/questionnaire.js';
import type { Channel } from '../../server/domain/response.js';
import { formsOf } from '../../server/domain/unit-forms.js';
import type { Unit } from '../../server/domain/unit.js';
import type { Random } from './random.js';

/** How often a response says which procedure it is about. */
const named: Record<Channel, number> = {
  kiosk: 0.75,
  qr: 0.85,
  web: 0.7,
  token: 1,
  paper: 0.9,
  phone: 1,
  interview: 0,
  import: 0.5,
};

/** Fields of administration that a unit handles: those whose forms it uses, and civil status where people live. */
export function fieldsOf(catalogue: Catalogue, unit: Unit): Domain[] {
  const forms = formsOf(unit, catalogue.questionnaires.values());
  const fields = forms.map(({ domain }) => domain).filter((domain) => domain !== 'general');
  const residents = unit.type === 'phuong' || unit.type === 'xa' || unit.type === 'thanh_pho';
  return [...new Set<Domain>(residents || fields.length === 0 ? ['general', ...fields] : fields)];
}

/** The field of one visit: that of a domain form, otherwise one of the unit's, its first one most often. */
export function drawField(random: Random, formDomain: Domain, fields: readonly Domain[]): Domain {
  if (formDomain !== 'general') return formDomain;
  return random.weighted(fields.map((field, index) => [field, index === 0 ? 3 : 1] as const));
}

/** Everyday procedures with how often they are asked for; the others weigh 1. */
const everyday: Readonly<Record<string, number>> = {
  '2.000815': 24,
  '1.001193': 12,
  '2.000635': 8,
  '1.004873': 7,
  '1.000894': 5,
  '2.000884': 5,
  '1.000656': 4,
  '1.013831': 20,
  '1.013978': 9,
  '1.012783': 7,
  '1.012784': 7,
  '1.011441': 6,
  '1.011443': 6,
  '1.013992': 4,
  '1.001776': 8,
  '1.014027': 7,
  '1.001699': 4,
  '1.011606': 3,
  '1.010824': 3,
  '1.010803': 3,
  '2.002307': 2,
  '1.001978': 9,
  '1.000362': 8,
  '2.000148': 4,
  '1.014199': 6,
  '1.014201': 4,
  '1.013724': 4,
};

/** A procedure of the field; null when it was not named. */
export function drawProcedure(
  random: Random,
  byField: ReadonlyMap<Domain, Procedure[]>,
  field: Domain,
  channel: Channel,
): string | null {
  const offered = byField.get(field) ?? [];
  if (offered.length === 0 || !random.chance(named[channel])) return null;
  return random.weighted(offered.map(({ code }) => [code, everyday[code] ?? 1] as const));
}

export function proceduresByField(catalogue: Catalogue): Map<Domain, Procedure[]> {
  const byField = new Map<Domain, Procedure[]>();
  for (const procedure of catalogue.procedures.values())
    byField.set(procedure.domain, [...(byField.get(procedure.domain) ?? []), procedure]);
  return byField;
}
