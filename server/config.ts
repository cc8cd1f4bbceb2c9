import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';

/** Everything the process is told from outside, read once. Unset settings keep the default named in `.env.example`. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** null: the embedded engine. */
  readonly mongodbUri: string | null;
  /** Origin under which people reach the server; links and QR codes are made from it alone. */
  readonly publicUrl: string;
  /** How many proxies in front may be believed about the caller's address. */
  readonly trustedProxies: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  readonly reportTo: readonly string[];
}

const digits = '^[0-9]{1,5}$';
const schema = {
  type: 'object',
  properties: {
    PORT: { type: 'string', pattern: digits },
    HOST: { type: 'string', minLength: 1 },
    DATA_DIR: { type: 'string', minLength: 1 },
    MONGODB_URI: { type: 'string', pattern: '^mongodb(\\+srv)?://' },
    PUBLIC_URL: { type: 'string', pattern: '^https?://[^/?#]+$' },
    TRUSTED_PROXIES: { type: 'string', pattern: '^[0-9]$' },
    LOG_LEVEL: { enum: ['silent', 'error', 'warn', 'info', 'debug'] },
    SMTP_URL: { type: 'string', pattern: '^smtps?://' },
    MAIL_FROM: { type: 'string', minLength: 3 },
    REPORT_TO: { type: 'string', pattern: '^[^@,]+@[^@,]+(,[^@,]+@[^@,]+)*$' },
  },
  dependentRequired: { SMTP_URL: ['MAIL_FROM', 'REPORT_TO'] },
} as const;

/** Names of all settings, so that `.env.example` can be held to them. */
export const settingNames = Object.keys(schema.properties);

const ajv = new Ajv2020({ allErrors: true, strict: true });
const check = ajv.compile(schema);

function reason(error: ErrorObject): string {
  const name = error.instancePath.slice(1);
  if (error.keyword === 'dependentRequired')
    return `${error.params['missingProperty']} is needed beside SMTP_URL`;
  if (error.keyword === 'enum') return `${name} must be one of ${error.params['allowedValues'].join(', ')}`;
  return `${name} ${error.message ?? 'is not valid'}`;
}

/**
 * The frozen configuration of an environment.
 * @throws Error naming every fault at once, one a line.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => settingNames.includes(name) && value !== ''),
  ) as Record<string, string>;
  const faults = check(given) ? [] : (check.errors ?? []).map(reason);
  const port = Number(given['PORT'] ?? 3000);
  if (port > 65535) faults.push('PORT must be at most 65535');
  if (faults.length > 0) throw new Error(`Configuration:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  return Object.freeze({
    port,
    host: given['HOST'] ?? '0.0.0.0',
    dataDir: given['DATA_DIR'] ?? './data',
    mongodbUri: given['MONGODB_URI'] ?? null,
    publicUrl: given['PUBLIC_URL'] ?? `http://localhost:${port}`,
    trustedProxies: Number(given['TRUSTED_PROXIES'] ?? 0),
    logLevel: (given['LOG_LEVEL'] ?? 'info') as Config['logLevel'],
    smtpUrl: given['SMTP_URL'] ?? null,
    mailFrom: given['MAIL_FROM'] ?? null,
    reportTo: (given['REPORT_TO'] ?? '').split(',').filter((address) => address !== ''),
  });
}
