import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decisionStates } from '../../server/domain/answer-block.js';
import type { AnswerTable } from '../../server/domain/answer-table.js';
import type { Decision } from '../../server/domain/decision.js';
import { monthOf } from '../../server/domain/period.js';
import type { Answers } from '../../server/domain/questionnaire.js';
import type { StoredResponse } from '../../server/domain/response.js';
import { codesOf, formWith, response } from '../domain/answers-fixture.js';
import { memoryAnswers, type MemoryAnswers } from './memory-answers.js';

const form = formWith();
const units = ['00004', '00008', '00025'];
const months = ['2026-07', '2026-08', '2026-09'];

/** What happens, one after the other: answers arrive (also late ones, given offline), decisions, looks, crashes. */
type Step =
  | { kind: 'answer'; unit: string; hoursLate: number; slow: number; answers: Answers; flags: string[] }
  | { kind: 'decide'; about: number; decision: Decision['kind'] }
  | { kind: 'look' }
  | { kind: 'crash'; afterWrites: number }
  | { kind: 'wait'; hours: number };

const level = fc.constantFrom(1, 2, 3, 4, 5, 'na' as const);
const answers: fc.Arbitrary<Answers> = fc.record(
  {
    a1: level,
    a2: level,
    b1: level,
    sex: fc.constantFrom('male', 'female', 'na'),
    heard: fc.subarray(['friends', 'media', 'web'], { minLength: 1 }),
    comment: fc.constantFrom('Tốt', ' '),
  },
  { requiredKeys: [] },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      unit: fc.constantFrom(...units),
      hoursLate: fc.constantFrom(0, 0, 0, 50),
      slow: fc.constantFrom(0, 0, 50),
      answers,
      flags: fc.constantFrom<string[]>([], [], ['too-fast'], ['outside-wave']),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      about: fc.nat(40),
      decision: fc.constantFrom('withdrawn' as const, 'excluded' as const, 'readmitted' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('look' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const), afterWrites: fc.nat(4) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 100 }) }),
  },
);

async function live(world: MemoryAnswers, steps: Step[]): Promise<void> {
  for (const each of steps) {
    world.clock.now = new Date(world.clock.now.getTime() + 1000);
    if (each.kind === 'answer') world.responses.push(arrival(world.clock.now, each));
    else if (each.kind === 'decide') decide(world, each.about, each.decision);
    else if (each.kind === 'look') await world.service.refresh();
    else if (each.kind === 'wait')
      world.clock.now = new Date(world.clock.now.getTime() + each.hours * 3_600_000);
    else {
      world.crashAfter(each.afterWrites);
      await world.service.refresh().catch(() => undefined);
      world.crashAfter(Infinity);
    }
  }
}

/**
 * A late answer was given `hoursLate` before it arrived; it counts when it arrived. A slow one was written `slow` seconds
 * after it was stamped, perhaps by another process: a look in between did not see it.
 */
function arrival(now: Date, { unit, hoursLate, answers: given, flags }: Extract<Step, { kind: 'answer' }>) {
  const startedAt = new Date(now.getTime() - hoursLate * 3_600_000);
  return response({
    unitCode: unit,
    answers: given,
    flags,
    receivedAt: now,
    paradata: { startedAt, seconds: 60 },
  });
}

function decide(world: MemoryAnswers, about: number, kind: Decision['kind']): void {
  const target = world.responses[about % Math.max(1, world.responses.length)];
  if (!target) return;
  const id = kind === 'withdrawn' ? `${target.id}:withdrawn` : `${world.decisions.length}`;
  if (world.decisions.some((known) => known.id === id)) return;
  const { unitCode, questionnaire, receivedAt } = target;
  const where = { unitCode, questionnaire, receivedAt };
  world.decisions.push({
    id,
    responseId: target.id,
    kind,
    reason: '',
    by: null,
    receivedAt: world.clock.now,
    response: where,
  });
}

/** The state of a response, written down once more without the program's own rule. */
function stateByHand(world: MemoryAnswers, { id, answers: given, flags }: StoredResponse): string {
  const kinds = world.decisions.filter(({ responseId }) => responseId === id).map(({ kind }) => kind);
  const last = kinds.at(-1);
  if (kinds.includes('withdrawn')) return 'withdrawn';
  if (last === 'excluded' || (last === undefined && flags.includes('outside-wave'))) return 'excluded';
  const rated = ['a1', 'a2', 'b1'].filter((item) => item in given);
  return rated.length >= 2 && rated.some((item) => given[item] !== 'na') ? 'counted' : 'incomplete';
}

const tallyOf = (keys: string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const key of keys.sort()) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

/** Every answer with everything it can be broken down by, as one text; the blocks and the recount must give the same. */
function recount(world: MemoryAnswers): Record<string, number> {
  return tallyOf(
    world.responses
      .filter(({ receivedAt }) => months.includes(monthOf(receivedAt)))
      .map((each) => {
        const { a1 = 0, a2 = 0, b1 = 0, sex = '', heard = [], comment = '' } = each.answers;
        const levels = [a1, a2, b1].map((value) => (value === 'na' ? 6 : value));
        const place = [each.unitCode, monthOf(each.receivedAt), stateByHand(world, each)];
        return [...place, ...levels, sex, [heard].flat().join('+'), String(comment).trim() !== ''].join(' ');
      }),
  );
}

function countBlocks(table: AnswerTable): Record<string, number> {
  const levels = ['a1', 'a2', 'b1'].map((id) => codesOf(table.levels[id]!));
  const [sex, heard] = [codesOf(table.choices['sex']!), codesOf(table.multiples['heard']!)];
  const [unit, month] = [codesOf(table.unit), codesOf(table.month)];
  const [decision, commented] = [codesOf(table.decision), codesOf(table.commented)];
  const rows = Array.from({ length: table.rows }, (_, row) => [
    ...[table.units[unit[row]!], table.months[month[row]!], decisionStates[decision[row]!]],
    ...levels.map((codes) => codes[row]),
    ['', 'male', 'female', 'na'][sex[row]!],
    ['friends', 'media', 'web'].filter((_, bit) => heard[row]! & (1 << bit)).join('+'),
    commented[row] === 1,
  ]);
  return tallyOf(rows.map((row) => row.join(' ')));
}

describe('answer blocks', () => {
  it('take in what every look has missed when the cells are recounted', async () => {
    const world = memoryAnswers([form]);
    await world.service.refresh();
    world.responses.push(
      response({ answers: { a1: 4, a2: 4 }, receivedAt: new Date('2026-07-05T02:00:00Z') }),
    );
    expect(await world.service.refresh()).toBe(0);
    expect(await world.service.recount(months)).toBe(1);
    expect(await world.service.recount(months)).toBe(0);
  });

  it('are recounted once a night, from the first month to the running one', async () => {
    const world = memoryAnswers([form]);
    world.clock.now = new Date('2026-07-31T16:00:00Z');
    world.responses.push(
      response({ answers: { a1: 4, a2: 4 }, receivedAt: new Date('2026-05-05T02:00:00Z') }),
    );
    await world.service.refresh();
    for (const month of ['05', '06', '07'])
      world.responses.push(
        response({ answers: { a1: 4 }, receivedAt: new Date(`2026-${month}-06T02:00:00Z`) }),
      );
    expect(await world.service.recountNightly()).toBe(3);
    expect(await world.service.recountNightly()).toBeNull();
    world.clock.now = new Date('2026-07-31T17:00:00Z'); // midnight in Vietnam
    expect(await world.service.recountNightly()).toBe(0);
  });

  it('of another edition of the program are built anew at its first look', async () => {
    const world = memoryAnswers([form]);
    world.responses.push(response({ answers: { a1: 4, a2: 4 } }));
    await world.service.refresh();
    for (const [key, head] of world.heads) world.heads.set(key, { ...head, edition: 0 });
    expect(await world.service.refresh()).toBe(0);
    expect(await world.secondService().refresh()).toBe(1);
  });

  it('that no head names are cleared away by a rebuild, an hour after they were written', async () => {
    const world = memoryAnswers([form]);
    world.responses.push(response({ answers: { a1: 4, a2: 4 } }));
    world.crashAfter(1);
    await expect(world.service.refresh()).rejects.toThrow('killed');
    world.crashAfter(Infinity);
    world.responses.push(response({ answers: { a1: 5, a2: 4 } }));
    expect(world.kept.size).toBe(1);
    await world.service.rebuild();
    expect([...world.kept.keys()]).toEqual([...world.heads.values()].flatMap(({ blocks }) => blocks));
  });

  it('are rebuilt for every cell with a response, in all months from the first one on, and where only a head stands', async () => {
    const world = memoryAnswers([form]);
    world.responses.push(response({ unitCode: '00008', answers: { a1: 4, a2: 4 } }));
    await world.service.refresh();
    const [stands] = world.heads.values();
    world.responses.splice(0);
    for (const month of ['2026-05', '2026-09'])
      world.responses.push(
        response({ answers: { a1: 4, a2: 4 }, receivedAt: new Date(`${month}-05T02:00:00Z`) }),
      );
    const seen: string[] = [];
    const built = await world.service.rebuild((done, all) => seen.push(`${done}/${all}`));
    expect(built).toBe(3);
    expect(world.heads.get(stands!.key)).toMatchObject({ rows: 0, blocks: [] });
    expect([...world.heads.values()].map(({ month, rows }) => [month, rows]).sort()).toEqual([
      ['2026-05', 1],
      [stands!.month, 0],
      ['2026-09', 1],
    ]);
    // May to October, in which the clock of the test stands.
    expect(seen).toEqual(['0/6', '1/6', '2/6', '3/6', '4/6', '5/6', '6/6']);
  });

  it('equal a recount of the responses, whatever arrived late, was withdrawn, excluded or interrupted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60 }), async (steps) => {
        const world = memoryAnswers([form]);
        world.clock.now = new Date('2026-06-30T16:59:00Z');
        await live(world, steps);
        await world.service.refresh();
        const selected = await world.service.select({ months, unitCodes: units });
        expect(countBlocks((await selected.to([form])).table)).toEqual(recount(world));
      }),
      { numRuns: 150 },
    );
  });

  it('show the state before or after a rebuild that was killed at any write, never a mixture', async () => {
    const answered = [1, 2, 3, 4, 5].map((a1): Step => ({
      kind: 'answer',
      unit: '00004',
      hoursLate: 0,
      slow: 0,
      answers: { a1, a2: 5 },
      flags: [],
    }));
    for (let writes = 0; writes < 6; writes += 1) {
      const world = memoryAnswers([form]);
      world.clock.now = new Date('2026-07-05T02:00:00Z');
      await live(world, [...answered, { kind: 'look' }]);
      const before = recount(world);
      await live(world, [...answered, { kind: 'crash', afterWrites: writes }]);
      const selected = await world.secondService().select({ months, unitCodes: units });
      expect([before, recount(world)]).toContainEqual(countBlocks((await selected.to([form])).table));
    }
  });
});
