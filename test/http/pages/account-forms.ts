import supertest from 'supertest';
import { csrfIn, type TestApp } from '../../app.js';

export type Agent = ReturnType<typeof supertest.agent>;

/** Posts a form as a browser does. */
export const sendForm = (by: Agent, token: string, path: string, form: object) =>
  by
    .post(path)
    .set('Accept', 'text/html')
    .type('form')
    .send({ _csrf: token, ...form });

/** The temporary password that a page tells. */
export const toldIn = (html: string) => /<code>([a-z2-9-]{19})<\/code>/.exec(html)?.[1];

/** A new browser that tries to sign in. */
export async function trySignIn(
  app: TestApp,
  name: string,
  password: string,
): Promise<{ agent: Agent; status: number }> {
  const agent = supertest.agent(app.house.app);
  const token = csrfIn((await agent.get('/sign-in')).text);
  const { status } = await sendForm(agent, token, '/sign-in', { name, password });
  return { agent, status };
}
