import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deliver } from '../../../templates/scripts/outbox/deliver.js';

const receipt = { responseId: 'r1', code: 'AAAA-BBBB-CCCC', receivedAt: '2026-11-02T03:00:00Z' };

let server: Server;
let origin: string;
let reply: { status: number; type: string; body: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(reply.status, { 'Content-Type': reply.type }).end(reply.body);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const parcel = () => ({ id: 'r1', url: `${origin}/responses`, body: {}, queuedAt: '' });
const answers = (status: number, body: unknown, type = 'application/json') => {
  reply = { status, type, body: typeof body === 'string' ? body : JSON.stringify(body) };
};

describe('delivering a parcel', () => {
  it.each([201, 200])('takes a receipt for this response with %i as the acknowledgement', async (status) => {
    answers(status, receipt);
    await expect(deliver(parcel())).resolves.toEqual({ kind: 'stored', receipt });
  });

  it.each([
    ['a sign-in page of the building that answers 200', 200, '<html>Wi-Fi</html>', 'text/html'],
    ['a receipt for another response', 201, { ...receipt, responseId: 'r2' }, 'application/json'],
    ['a proxy whose server is gone', 502, '<html>Bad gateway</html>', 'text/html'],
    ['a server that is busy', 503, { code: 'unavailable' }, 'application/problem+json'],
    ['a server that asks to wait', 429, { code: 'too-many-requests' }, 'application/problem+json'],
    ['a proxy that forbids with a page of its own', 403, '<html>Forbidden</html>', 'text/html'],
  ])('keeps the parcel for later at %s', async (_, status, body, type) => {
    answers(status, body, type);
    await expect(deliver(parcel())).resolves.toEqual({ kind: 'later' });
  });

  it('keeps the parcel for later when nobody answers', async () => {
    const nobody = { ...parcel(), url: 'http://127.0.0.1:9/responses' };
    await expect(deliver(nobody)).resolves.toEqual({ kind: 'later' });
  });

  it('tells why the server refused, with the places', async () => {
    const faults = [{ pointer: '/answers/a1', reason: 'not a level of the scale' }];
    answers(422, { code: 'answers-do-not-fit', faults }, 'application/problem+json');
    await expect(deliver(parcel())).resolves.toEqual({ kind: 'refused', code: 'answers-do-not-fit', faults });
  });
});
