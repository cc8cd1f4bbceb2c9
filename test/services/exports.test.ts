import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { exportsService } from '../../server/services/exports.js';
import { csvLine } from '../../server/render/csv-line.js';
import { formWith, response } from '../domain/answers-fixture.js';
import { memoryAnswers, type MemoryAnswers } from './memory-answers.js';

const form = formWith();

function exporter(world: MemoryAnswers) {
  const { responses, decisions } = world.stores;
  const catalogue = { questionnaires: new Map([['tiny@1', form]]) };
  return exportsService({ catalogue, responses, decisions, csvLine });
}

async function lines(world: MemoryAnswers, period = '2026-Q3'): Promise<string[]> {
  let text = '';
  for await (const line of await exporter(world).responsesCsv(period, 'tiny@1')) text += line;
  return text.split('\r\n');
}

describe('responsesCsv', () => {
  it('gives every response of the period a row: levels, NA, blanks, options and scrubbed text', async () => {
    const world = memoryAnswers([form]);
    const answers = {
      a1: 5,
      a2: 'na',
      sex: 'female',
      heard: ['friends', 'web'],
      comment: 'Gọi 0912 345 678',
    };
    world.responses.push(
      response({ id: 'first', answers, procedure: '1.001193' }),
      response({ id: 'too early', receivedAt: new Date('2026-06-30T16:59:59Z') }),
    );
    const [head, row, end] = await lines(world);
    expect(head).toBe(
      '\uFEFFid,unit,month,questionnaire,channel,source,procedure,decision,a1,a2,b1,heard,late,sex,comment',
    );
    expect(row).toBe(
      'first,00004,2026-07,tiny@1,kiosk,self-selected,1.001193,counted,5,NA,,friends;web,,female,Gọi [số đã ẩn]',
    );
    expect(end).toMatch(/^# 1 responses to tiny@1 in 2026-Q3; .*,{14}$/);
  });

  it('says that a withdrawn response was there, and not what it said', async () => {
    const world = memoryAnswers([form]);
    world.responses.push(response({ id: 'gone', answers: { a1: 1, a2: 2, comment: 'Xấu' } }));
    const { unitCode, questionnaire, receivedAt } = world.responses[0]!;
    const about = { unitCode, questionnaire, receivedAt };
    const decision = { kind: 'withdrawn' as const, reason: '', by: null, receivedAt: world.clock.now };
    world.decisions.push({ id: 'gone:withdrawn', responseId: 'gone', ...decision, response: about });
    expect((await lines(world))[1]).toBe('gone,00004,2026-07,tiny@1,kiosk,self-selected,,withdrawn,,,,,,,');
  });

  it('keeps a spreadsheet from running a comment as a formula', async () => {
    const world = memoryAnswers([form]);
    world.responses.push(response({ answers: { comment: '=HYPERLINK("http://x")' } }));
    expect((await lines(world))[1]).toContain('"\'=HYPERLINK(""http://x"")"');
  });

  it('ends with a hash of everything before it', async () => {
    const world = memoryAnswers([form]);
    world.responses.push(response({}), response({}));
    const all = await lines(world);
    const before = `${all.slice(0, 3).join('\r\n')}\r\n`.replace('\uFEFF', '');
    expect(all[3]).toContain(createHash('sha256').update(before).digest('hex'));
  });

  it.each([
    ['a period that is none', '2026-13', 'tiny@1', 'period-invalid'],
    ['a questionnaire that is none', '2026-07', 'other@1', 'questionnaire-not-found'],
  ])('refuses %s before the first line', async (_, period, name, code) => {
    await expect(exporter(memoryAnswers([form])).responsesCsv(period, name)).rejects.toMatchObject({ code });
  });
});
