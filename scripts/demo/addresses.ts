import type { Catalogue } from '../../server/domain/catalogue.js';
import type { Collector } from '../../server/domain/response.js';
import type { SignIn } from './sign-in.js';

/** Where to look: everything that the demo has to show, with the ward it shows as an example. */
export interface Addresses {
  origin: string;
  period: string;
  rootUnit: string;
  ward: string;
  catalogue: Catalogue;
  collectors: readonly Collector[];
  signIn: SignIn | null;
  reportFiles: readonly string[];
}

function collectorOf({ collectors, ward }: Addresses, questionnaire: string, channel: string): string {
  const found = collectors.find(
    (one) => one.unitCode === ward && one.questionnaire.id === questionnaire && one.channel === channel,
  );
  if (!found) throw new Error(`the demo has no ${channel} collector of ${questionnaire} at ${ward}`);
  return found.id;
}

/** The lines that the demo prints once it is up. */
export function addressLines(addresses: Addresses): string[] {
  const { origin, period, rootUnit, ward, catalogue, signIn, reportFiles } = addresses;
  const rows: [string, string][] = [
    ['Survey', `${origin}/s/${collectorOf(addresses, 'sipas-2640-2017', 'web')}`],
    ['Survey by QR', `${origin}/s/${collectorOf(addresses, 'hn-onestop-short', 'qr')}`],
    ['Kiosk', `${origin}/kiosk/${collectorOf(addresses, 'sipas-2640-2017', 'kiosk')}`],
    ['Dashboard', `${origin}/dashboard?period=${period}&unit=${rootUnit}`],
    ['Report of the city', `${origin}/reports/${period}/${rootUnit}.html`],
    ['', `${origin}/reports/${period}/${rootUnit}.pdf`],
    [`Report of ${catalogue.units.get(ward)!.name.en}`, `${origin}/reports/${period}/${ward}.html`],
    ['Sign-in', `${origin}/sign-in`],
    ['  name', signIn?.name ?? '(the account that you made)'],
    ['  password', signIn?.password ?? '(the one that you chose)'],
    ...reportFiles.map((path, index): [string, string] => [index === 0 ? 'Report files' : '', path]),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`);
}
