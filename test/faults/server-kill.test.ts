import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readConfig } from '../../server/config.js';
import { compose } from '../../server/compose.js';

const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 3);
const collectorId = '00004-sipas-2640-2017-web';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hai-long-kill-'));
  const house = await compose(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }));
  await house.services.collectors.create({
    unitCode: '00004',
    questionnaire: 'sipas-2640-2017@1',
    channel: 'web',
    randomSample: false,
    opensAt: new Date(0),
    closesAt: null,
  });
  await house.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** A server process that answers, in the folder of this test. */
async function startServer(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      LOG_LEVEL: 'error',
      NODE_OPTIONS: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout!.on('data', (text: Buffer) => String(text).includes('http') && resolve());
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return child;
}

const submission = (id: string) => ({
  id,
  answers: { a1: 4, b1: 5 },
  language: 'vi',
  consent: { text: 'sipas-2640-2017@1#intro', givenAt: new Date().toISOString() },
  paradata: { startedAt: new Date().toISOString(), seconds: 30 },
});

/** The status of handing it in; null when the server died on the way. */
async function handIn(port: number, body: object): Promise<number | null> {
  try {
    const reply = await fetch(`http://127.0.0.1:${port}/api/v1/collectors/${collectorId}/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await reply.arrayBuffer();
    return reply.status;
  } catch {
    return null;
  }
}

it('still holds every acknowledged answer once after the process was killed in the middle of writing', async () => {
  const acknowledged: ReturnType<typeof submission>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const port = await freePort();
    const child = await startServer(port);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    let isAlive = true;
    const goal = acknowledged.length + 50 + round * 37;
    const sender = async () => {
      while (isAlive) {
        const body = submission(randomUUID());
        const status = await handIn(port, body);
        if (status === null) return;
        expect(status).toBe(201);
        acknowledged.push(body);
        if (acknowledged.length >= goal && isAlive) {
          isAlive = false;
          child.kill('SIGKILL');
        }
      }
    };
    await Promise.all(Array.from({ length: 8 }, sender));
    await ended;
  }

  const port = await freePort();
  const child = await startServer(port);
  for (const body of acknowledged) expect(await handIn(port, body)).toBe(200);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});
