import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Collection, Document } from 'mongodb';
import { running } from '../running.js';
import type { Running } from '../running.js';

describe('update paths that meet', () => {
  let engine: Running;
  let collection: Collection;
  beforeAll(async () => {
    engine = await running();
    collection = engine.database().collection('meeting');
  });
  afterAll(() => engine.stop());

  const document = { _id: 1 as never, marks: [2, 8], rooms: [{ no: 1, beds: [{ free: 1 }] }, { no: 2 }] };

  /** What an update changes the document to, or the code and text it is refused with. */
  async function after(update: Document, filters: Document[] = [], filter: Document = {}): Promise<unknown> {
    await collection.deleteMany({});
    await collection.insertOne(document);
    try {
      await collection.updateOne(filter, update, filters.length > 0 ? { arrayFilters: filters } : {});
    } catch (error) {
      const { code, errmsg } = error as { code: number; errmsg: string };
      return [code, errmsg];
    }
    return collection.findOne({}, { projection: { _id: 0 } });
  }
  const low = { low: { $lt: 5 } };
  const high = { high: { $gte: 5 } };

  // update_array_node.cpp finds the elements of every filter before it changes the first.
  it('choose elements by what they were before the update', async () => {
    expect(await after({ $set: { 'marks.$[low]': 9, 'marks.$[high]': 1 } }, [low, high])).toMatchObject({
      marks: [9, 1],
    });
    expect(
      await after({ $inc: { 'marks.$[low]': 5 }, $mul: { 'marks.$[high]': 2 } }, [low, high]),
    ).toMatchObject({ marks: [7, 16] });
  });

  // Update created a conflict: update_node.cpp, createUpdateNodeByMerging.
  it('are refused where two of them choose one element', async () => {
    const all = { all: { $gt: 0 } };
    expect(await after({ $set: { 'marks.$[low]': 9, 'marks.$[all]': 1 } }, [low, all])).toEqual([
      40,
      "Update created a conflict at 'marks.0'",
    ]);
    expect(await after({ $set: { 'rooms.$[].no': 1, 'rooms.$[one].no.x': 1 } }, [{ 'one.no': 2 }])).toEqual([
      40,
      "Update created a conflict at 'rooms.1.no'",
    ]);
    expect(
      await after({ $set: { 'rooms.$[a].beds.$[c].free': 1, 'rooms.$[b].beds.$[c].free': 2 } }, [
        { 'a.no': 1 },
        { 'b.no': 1 },
        { 'c.free': 1 },
      ]),
    ).toEqual([40, "Update created a conflict at 'rooms.0.beds.$[c].free'"]);
    expect(await after({ $set: { 'marks.$': 1, 'marks.1': 2 } }, [], { marks: 8 })).toEqual([
      40,
      "Update created a conflict at 'marks.1'",
    ]);
  });

  it('may choose one element for different fields, and different elements for one', async () => {
    expect(
      await after({ $set: { 'rooms.$[one].floor': 3, 'rooms.$[].no': 0 } }, [{ 'one.no': 1 }]),
    ).toMatchObject({ rooms: [{ no: 0, floor: 3 }, { no: 0 }] });
    expect(await after({ $set: { 'marks.$': 1, 'marks.0': 2 } }, [], { marks: 8 })).toMatchObject({
      marks: [2, 1],
    });
  });

  // update_object_node.cpp, parseAndMerge: what is below a field are its fields or its elements.
  it('are refused before anything is read where one chooses elements and one names a place', async () => {
    expect(await after({ $set: { 'marks.$[]': 1, 'marks.0': 2 } })).toEqual([
      40,
      "Updating the path 'marks.0' would create a conflict at 'marks'",
    ]);
    expect(await after({ $set: { 'rooms.$[].no': 1, 'rooms.$[].no.x': 2 } })).toEqual([
      40,
      "Updating the path 'rooms.$[].no.x' would create a conflict at 'rooms.$[].no'",
    ]);
    expect(await after({ $set: { 'rooms.0.no': 1, rooms: 2 } })).toEqual([
      40,
      "Updating the path 'rooms' would create a conflict at 'rooms'",
    ]);
  });

  it('need an array in every element that they choose', async () => {
    expect(await after({ $set: { 'rooms.$[].beds.$[].free': 0 } })).toEqual([
      2,
      "The path 'rooms.1.beds' must exist in the document in order to apply array updates.",
    ]);
    expect(await after({ $set: { 'marks.$[].$[]': 0 } })).toEqual([
      2,
      'Cannot apply array updates to non-array element 0: 2',
    ]);
  });
});
