import { describe, expect, it } from '@jest/globals';
import { blockBuilder, type RowFacts } from '../../server/domain/block-builder.js';
import { columnPlan } from '../../server/domain/column-plan.js';
import { packBlock, unpackBlock, type PackedBlock } from '../../server/domain/pack-block.js';
import { cell, formWith, response } from './answers-fixture.js';

const plan = columnPlan(formWith());
const counted: RowFacts = { group: 7, state: 'counted', reason: null };

function built(...responses: ReturnType<typeof response>[]): PackedBlock {
  const builder = blockBuilder(cell, plan);
  for (const each of responses) builder.add(each, counted);
  const packed = builder.finish();
  if (packed === null) throw new Error('no rows');
  return packed;
}

describe('answer blocks', () => {
  it('keeps a level, "not used", a blank, an option, several options and a comment as codes', () => {
    const block = unpackBlock(
      built(
        response({ answers: { a1: 5, a2: 'na', sex: 'female', heard: ['web', 'friends'], comment: 'Tốt' } }),
        response({ answers: { a1: 1, comment: '  ' }, channel: 'qr', procedure: '1.001193' }),
      ),
    );
    expect([...block.levels['a1']!]).toEqual([5, 1]);
    expect([...block.levels['a2']!]).toEqual([6, 0]);
    expect([...block.choices['sex']!]).toEqual([2, 0]);
    expect([...block.multiples['heard']!]).toEqual([0b101, 0]);
    expect([...block.commented]).toEqual([1, 0]);
    expect([...block.channel]).toEqual([0, 1]);
    expect([...block.group]).toEqual([7, 7]);
    expect([...block.procedure]).toEqual([0, 1]);
    expect(block.procedures).toEqual(['1.001193']);
  });

  it('names the state and the reason of a row that is not counted', () => {
    const builder = blockBuilder(cell, plan);
    builder.add(response({}), { group: 0, state: 'excluded', reason: 'too-fast' });
    builder.add(response({}), counted);
    builder.add(response({}), { group: 0, state: 'excluded', reason: 'too-fast' });
    const block = unpackBlock(builder.finish()!);
    expect([...block.decision]).toEqual([1, 0, 1]);
    expect([...block.reason]).toEqual([1, 0, 1]);
    expect(block.reasons).toEqual(['too-fast']);
  });

  it('starts the next block when one is full, and numbers it on', () => {
    const builder = blockBuilder(cell, plan, 2);
    const full = [1, 2, 3, 4, 5].map((a1) => builder.add(response({ answers: { a1 } }), counted));
    const blocks = [...full, builder.finish()].filter((block) => block !== null);
    expect(blocks.map(({ number, rows }) => [number, rows])).toEqual([
      [0, 2],
      [1, 2],
      [2, 1],
    ]);
    expect(blocks.flatMap((block) => [...unpackBlock(block).levels['a1']!])).toEqual([1, 2, 3, 4, 5]);
    expect(builder.finish()).toBeNull();
  });

  it('comes back from its bytes unchanged, also when they lie at an odd address of a larger buffer', () => {
    const packed = built(
      ...Array.from({ length: 33 }, (_, at) => response({ answers: { a1: (at % 5) + 1 } })),
    );
    const message = Buffer.alloc(packed.bytes.length + 1);
    message.set(packed.bytes, 1);
    const again = packBlock(unpackBlock({ ...packed, bytes: message.subarray(1) }));
    expect(again).toEqual(packed);
  });

  it('keeps no bytes of questions that nobody answered, and half a byte of a level', () => {
    const rows = Array.from({ length: 1000 }, () => response({ answers: { a1: 5 } }));
    const bits = (packed: PackedBlock) => packed.columns.map((name, at) => [name, packed.bits[at]] as const);
    const taken = bits(built(...rows)).filter(([, width]) => width !== 0);
    // Group 7 and level 5 each fit four bits; channel and decision are code 0, procedure and the rest blank.
    expect(Object.fromEntries(taken)).toEqual({ group: 4, 'l:a1': 4 });
    expect(built(...rows).bytes).toHaveLength(1000);
  });

  it('has another id exactly when its content differs', () => {
    const one = built(response({ answers: { a1: 4 } }));
    expect(built(response({ answers: { a1: 4 } })).id).toBe(one.id);
    expect(built(response({ answers: { a1: 3 } })).id).not.toBe(one.id);
    expect(built(response({ answers: { a1: 4 }, procedure: '1.001193' })).id).not.toBe(one.id);
  });

  it('refuses bytes that are fewer than its header says', () => {
    const packed = built(response({}));
    expect(() => unpackBlock({ ...packed, bytes: packed.bytes.subarray(1) })).toThrow('damaged');
    expect(() => unpackBlock({ ...packed, columns: packed.columns.slice(1) })).toThrow('damaged');
  });
});

describe('columnPlan', () => {
  it('refuses a multiple-choice item with more options than a column has bits', () => {
    const options = Array.from({ length: 17 }, (_, at) => ({ value: `o${at}`, text: { vi: '', en: '' } }));
    const form = formWith();
    form.parts[2]!.items = [
      { id: 'x', code: 'X', text: { vi: '', en: '' }, src: 'R', type: 'multi', options },
    ];
    expect(() => columnPlan(form)).toThrow('x has more than 16 options');
  });
});
