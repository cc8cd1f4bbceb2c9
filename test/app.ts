import { pino } from 'pino';
import supertest from 'supertest';
import { readConfig } from '../server/config.js';
import type { Role } from '../server/domain/permissions.js';
import { compose, type House } from '../server/compose.js';
import { openTestDatabase } from './database.js';

/** The whole application over an empty database, at a moment that stands still until `clock.now` is moved. */
export interface TestApp {
  house: House;
  clock: { now: Date };
  /** A caller without cookies. */
  citizen: () => ReturnType<typeof supertest>;
  /** A caller that keeps its cookies and is signed in as the administrator. */
  administrator: () => Promise<ReturnType<typeof supertest.agent>>;
  /** The same as somebody of this role, for roles that are bound to one with a unit. */
  signedIn: (role: Role, unitCode?: string) => Promise<ReturnType<typeof supertest.agent>>;
  /** Lines that were logged. */
  logged: string[];
  close(): Promise<void>;
}

export const administratorPassword = 'bốn từ dễ nhớ thôi';

/** The CSRF token in a page. */
export function csrfIn(html: string): string {
  const found = /name="_csrf" value="([^"]+)"/.exec(html);
  if (!found) throw new Error('the page has no CSRF token');
  return found[1]!;
}

/** Makes the names of accounts differ. */
let made = 0;

export async function openTestApp(
  options: { now?: string; settings?: Record<string, string> } = {},
): Promise<TestApp> {
  const database = await openTestDatabase();
  const clock = { now: new Date(options.now ?? '2026-11-02T03:00:00Z') };
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const config = readConfig({ PUBLIC_URL: 'http://hai-long.example', ...options.settings });
  const house = await compose(config, { database, now: () => clock.now, log });

  async function administrator() {
    if (await house.services.accounts.needsFirst())
      await house.services.accounts.createFirst('quan-tri', administratorPassword);
    return signIn('quan-tri', administratorPassword);
  }

  async function signIn(name: string, password: string) {
    const agent = supertest.agent(house.app);
    const page = await agent.get('/sign-in').expect(200);
    await agent
      .post('/sign-in')
      .type('form')
      .send({ _csrf: csrfIn(page.text), name, password })
      .expect(303);
    return agent;
  }

  async function signedIn(role: Role, unitCode: string | null = null) {
    made += 1;
    const { accountDesk } = house.services;
    const { name, password } = await accountDesk.create({ name: `${role}-${made}`, role, unitCode }, 'test');
    const agent = await signIn(name, password);
    const page = await agent.get('/account').expect(200);
    const chosen = `${administratorPassword} ${made}`;
    await agent
      .post('/account/password')
      .type('form')
      .send({ _csrf: csrfIn(page.text), current: password, password: chosen, repeated: chosen })
      .expect(303);
    return agent;
  }

  return {
    house,
    clock,
    logged,
    citizen: () => supertest(house.app),
    administrator,
    signedIn,
    close: () => house.close(),
  };
}
