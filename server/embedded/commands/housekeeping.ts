import { Failure } from '../failure.js';
import { doc, double } from '../bson/value.js';
import { checkCollection } from '../storage/check-collection.js';
import type { Value } from '../bson/value.js';
import { namespaceOf } from './command.js';
import { refuseOptions } from './fields.js';
import type { Command, Reply } from './command.js';

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
      // MongoDB answers this one without a code.
      return new Map<string, Value>([
        ['ok', double(0)],
        ['errmsg', `no RamLog named: ${String(which)}`],
      ]);
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
  () =>
    new Map<string, Value>([
      ['state', 'disabled'],
      ['debug', doc({ state: 'undecided' })],
      ['message', "Free monitoring is deprecated, refer to 'debug' field for actual status"],
    ]),
);

/** Compares every index with the documents. */
export const validate: Command = {
  name: 'validate',
  fields: ['full', 'scandata', 'metadata', 'checkBSONConformance', 'repair', 'background'],
  flags: ['full', 'metadata', 'checkBSONConformance', 'repair', 'background'],
  async run(request, server) {
    refuseOptions(request.body, 'repair', 'background');
    const namespace = namespaceOf(request);
    const collection = server.catalog.find(namespace);
    if (!collection) throw new Failure(26, `Collection '${namespace}' does not exist to validate.`);
    const { records, keys, errors } = await server.committer.commit(() =>
      checkCollection(server.store, collection),
    );
    return new Map<string, Value>([
      ['ns', namespace],
      ['nInvalidDocuments', 0],
      ['nrecords', records],
      ['nIndexes', keys.size],
      ['keysPerIndex', new Map<string, Value>(keys)],
      ['valid', errors.length === 0],
      ['warnings', []],
      ['errors', errors],
    ]);
  },
};
