import { Failure } from '../failure.js';
import { readDocument } from '../bson/read.js';
import type { Value } from '../bson/value.js';
import { namespaceOf } from './command.js';
import type { Command, Reply, Server } from './command.js';

function answering(name: string, fields: readonly string[], reply: () => Reply): Command {
  return { name, fields, run: reply };
}

export const getLog: Command = {
  name: 'getLog',
  fields: [],
  run(request) {
    const which = request.body.get('getLog');
    if (which === '*') return new Map([['names', ['global', 'startupWarnings']]]);
    if (which !== 'global' && which !== 'startupWarnings')
      throw new Failure(96, `No log named '${String(which)}'`);
    return new Map<string, Value>([
      ['totalLinesWritten', 0],
      ['log', []],
    ]);
  },
};

export const replSetGetStatus: Command = {
  name: 'replSetGetStatus',
  fields: ['initialSync'],
  run() {
    throw new Failure(76, 'not running with --replSet');
  },
};

export const startSession = answering('startSession', [], () => new Map());
export const refreshSessions = answering('refreshSessions', [], () => new Map());
export const killSessions = answering('killSessions', [], () => new Map());
export const logout = answering('logout', [], () => new Map());
export const getFreeMonitoringStatus = answering(
  'getFreeMonitoringStatus',
  [],
  () => new Map([['state', 'disabled']]),
);

/** Entries of each index that a rebuild would make, against those there are. */
async function countEntries(
  server: Server,
  namespace: string,
): Promise<{ records: number; keys: Map<string, Value>; errors: Value[] }> {
  const collection = server.catalog.find(namespace);
  if (!collection) throw new Failure(26, `Collection '${namespace}' does not exist to validate.`);
  return server.committer.commit(() => {
    const expected = new Map<string, number>();
    const errors: Value[] = [];
    let records = 0;
    for (const chunk of server.store.scan(collection))
      for (const row of chunk) {
        records++;
        for (const index of collection.indexes) {
          const { expected: wanted, missing } = server.store.checkEntries(
            index,
            readDocument(row.raw),
            row.record,
          );
          expected.set(index.name, (expected.get(index.name) ?? 0) + wanted);
          if (missing > 0)
            errors.push(`${missing} keys of record ${row.record} are missing from index ${index.name}`);
        }
      }
    const keys = new Map<string, Value>();
    for (const index of collection.indexes) {
      const there = server.store.countEntries(index);
      keys.set(index.name, there);
      if (there !== (expected.get(index.name) ?? 0))
        errors.push(
          `index ${index.name} holds ${there} keys, the documents make ${expected.get(index.name) ?? 0}`,
        );
    }
    if (records !== collection.count)
      errors.push(`the count says ${collection.count}, there are ${records} documents`);
    return { records, keys, errors };
  });
}

/** Compares every index with the documents. */
export const validate: Command = {
  name: 'validate',
  fields: ['full', 'repair', 'metadata', 'checkBSONConformance'],
  async run(request, server) {
    const namespace = namespaceOf(request);
    const { records, keys, errors } = await countEntries(server, namespace);
    return new Map<string, Value>([
      ['ns', namespace],
      ['nInvalidDocuments', 0],
      ['nrecords', records],
      ['nIndexes', keys.size],
      ['keysPerIndex', keys],
      ['valid', errors.length === 0],
      ['warnings', []],
      ['errors', errors],
    ]);
  },
};
