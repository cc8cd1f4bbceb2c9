import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { Inbox } from '../../../server/embedded/wire/inbox.js';
import { message } from './raw-client.js';

describe('the inbox of a connection', () => {
  it('stops reading from a client above 1 MiB of unanswered messages, and goes on below', () => {
    const socket = new Socket();
    const inbox = new Inbox(socket);
    const half = message(2013, Buffer.alloc(512 * 1024));
    inbox.push(half);
    expect(socket.isPaused()).toBe(false);
    inbox.push(half);
    expect(socket.isPaused()).toBe(true);
    expect(inbox.next()?.body).toHaveLength(512 * 1024);
    expect(socket.isPaused()).toBe(false);
    expect(inbox.next()?.opCode).toBe(2013);
    expect([inbox.next(), inbox.isEmpty]).toEqual([undefined, true]);
  });

  it('reads again what it has been cleared for, since only then the end of the other side is seen', () => {
    const socket = new Socket();
    const inbox = new Inbox(socket);
    inbox.push(message(2013, Buffer.alloc(2 * 1024 * 1024)));
    inbox.clear();
    expect([socket.isPaused(), inbox.isEmpty]).toEqual([false, true]);
  });
});
