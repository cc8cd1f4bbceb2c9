import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTestApp, type TestApp } from '../../app.js';
import { stored } from './small-city.js';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

it('says at a break which version of the method holds from there', async () => {
  const form = app.house.services.catalogue.questionnaires.get('sipas-2640-2017@1')!;
  const criteria = form.parts.flatMap(({ official, items }) => (official ? items.map(({ id }) => id) : []));
  const answers = Object.fromEntries(criteria.map((id) => [id, 4]));
  // The method came into force on 10 October 2017.
  const inMonth = (month: number) =>
    Array.from({ length: 40 }, () =>
      stored('01', answers, { receivedAt: new Date(Date.UTC(2017, month - 1, 20)) }),
    );
  await app.house.stores.responses.insertMany([...inMonth(9), ...inMonth(11)]);
  await app.house.answerBlocks.rebuild();
  const agent = await app.administrator();
  const { text } = await agent.get('/trend?unit=01&last=2017-Q4').expect(200);
  expect(text).toContain('bắt đầu áp dụng hoặc thay đổi; từ đây theo phiên bản 1');
});
