import { arch, availableParallelism, hostname, release, totalmem, type } from 'node:os';
import { double, doc } from '../bson/value.js';
import type { Value } from '../bson/value.js';
import type { Command, Reply, Request, Server } from './command.js';

/** The protocol spoken is that of MongoDB 5.0 (wire version 13), without what only replica sets have. */
export const version = '5.0.0';
const versionArray = [5, 0, 0, 0];
const maxWireVersion = 13;
export const maxBsonObjectSize = 16 * 1024 * 1024;
export const maxMessageSizeBytes = 48_000_000;

function greeting(request: Pick<Request, 'now' | 'client'>, primary: string): Reply {
  return new Map<string, Value>([
    [primary, true],
    ['maxBsonObjectSize', maxBsonObjectSize],
    ['maxMessageSizeBytes', maxMessageSizeBytes],
    ['maxWriteBatchSize', 100_000],
    ['localTime', request.now],
    ['logicalSessionTimeoutMinutes', 30],
    ['connectionId', request.client.id],
    ['minWireVersion', 0],
    ['maxWireVersion', maxWireVersion],
    ['readOnly', false],
  ]);
}

const helloFields = [
  'client',
  'compression',
  'helloOk',
  'hostInfo',
  'internalClient',
  'saslSupportedMechs',
  'speculativeAuthenticate',
  'topologyVersion',
  'maxAwaitTimeMS',
  'loadBalanced',
  'backpressure',
];

export const hello: Command = {
  name: 'hello',
  fields: helloFields,
  run: (request) => greeting(request, 'isWritablePrimary'),
};

function legacyHello(name: string): Command {
  return {
    name,
    fields: helloFields,
    run: (request) => new Map([['helloOk', true], ...greeting(request, 'ismaster')]),
  };
}

export const isMaster = legacyHello('isMaster');
export const ismaster = legacyHello('ismaster');

export const ping: Command = { name: 'ping', fields: [], run: () => new Map() };

export const buildInfo: Command = {
  name: 'buildInfo',
  fields: [],
  run: () =>
    new Map<string, Value>([
      ['version', version],
      ['gitVersion', 'embedded'],
      ['modules', []],
      ['sysInfo', 'deprecated'],
      ['versionArray', versionArray],
      ['bits', 64],
      ['debug', false],
      ['maxBsonObjectSize', maxBsonObjectSize],
      ['storageEngines', ['lmdb']],
    ]),
};

export const endSessions: Command = { name: 'endSessions', fields: [], run: () => new Map() };
export const whatsmyuri: Command = {
  name: 'whatsmyuri',
  fields: [],
  run: () => new Map([['you', '127.0.0.1:0']]),
};

export const connectionStatus: Command = {
  name: 'connectionStatus',
  fields: ['showPrivileges'],
  run: () => new Map([['authInfo', doc({ authenticatedUsers: [], authenticatedUserRoles: [] })]]),
};

export const serverStatus: Command = {
  name: 'serverStatus',
  fields: [
    'repl',
    'metrics',
    'locks',
    'network',
    'opcounters',
    'connections',
    'mem',
    'wiredTiger',
    'asserts',
    'extra_info',
    'globalLock',
    'tcmalloc',
    'security',
    'transactions',
    'logicalSessionRecordCache',
  ],
  run(request, server: Server) {
    const seconds = Math.floor((request.now.getTime() - server.startedAt.getTime()) / 1000);
    const { current, created } = server.connections();
    const memory = process.memoryUsage();
    return new Map<string, Value>([
      ['host', `${hostname()}:${server.port()}`],
      ['version', version],
      ['process', 'hai-long-engine'],
      ['pid', BigInt(process.pid)],
      ['uptime', double(seconds)],
      ['uptimeMillis', BigInt(seconds * 1000)],
      ['localTime', request.now],
      ['connections', doc({ current, available: 65_536 - current, totalCreated: created, active: current })],
      [
        'opcounters',
        doc(Object.fromEntries([...server.opcounters].map(([name, count]) => [name, BigInt(count)]))),
      ],
      ['mem', doc({ bits: 64, resident: Math.round(memory.rss / 1024 / 1024), virtual: 0, supported: true })],
      [
        'metrics',
        doc({
          cursor: doc({
            timedOut: BigInt(server.cursors.timedOut),
            open: doc({ noTimeout: 0n, pinned: 0n, total: BigInt(server.cursors.size) }),
          }),
        }),
      ],
      ['storageEngine', doc({ name: 'lmdb', supportsCommittedReads: true, persistent: true })],
    ]);
  },
};

export const hostInfo: Command = {
  name: 'hostInfo',
  fields: [],
  run: (request) =>
    new Map<string, Value>([
      [
        'system',
        doc({
          currentTime: request.now,
          hostname: hostname(),
          cpuAddrSize: 64,
          memSizeMB: BigInt(Math.floor(totalmem() / 1024 / 1024)),
          numCores: availableParallelism(),
          cpuArch: arch() === 'x64' ? 'x86_64' : arch(),
          numaEnabled: false,
        }),
      ],
      ['os', doc({ type: type(), name: process.platform, version: release() })],
      ['extra', doc({})],
    ]),
};

/** What the engine was started with; the embedding program's own arguments stay its own. */
export const getCmdLineOpts: Command = {
  name: 'getCmdLineOpts',
  fields: [],
  run: (request, server) =>
    new Map<string, Value>([
      ['argv', ['hai-long-engine']],
      ['parsed', doc({ net: doc({ port: server.port() }) })],
    ]),
};
