import type { Text } from './questionnaire.js';

export const unitTypes = ['thanh_pho', 'so', 'don_vi_su_nghiep', 'quan_huyen', 'phuong', 'xa'] as const;
export type UnitType = (typeof unitTypes)[number];

/** An administrative unit as it stood from `validFrom` to `validTo` (dates 'YYYY-MM-DD', the end exclusive). */
export interface Unit {
  code: string;
  name: Text;
  type: UnitType;
  parent: string | null;
  validFrom: string | null;
  validTo: string | null;
  /** Units that took over the work when this one ended; series are linked by these alone. */
  successors: string[];
}
