import type { Socket } from 'node:net';
import { Failure } from '../failure.js';
import type { Doc } from '../bson/value.js';
import { dispatch, failureReply } from '../commands/dispatch.js';
import type { Reply, Server } from '../commands/command.js';
import { nothingDone } from '../commands/last-error.js';
import type { Client } from '../commands/last-error.js';
import { Turn } from '../execution/turn.js';
import { MalformedFrame } from './frames.js';
import type { Frame } from './frames.js';
import { Inbox } from './inbox.js';
import type { Outbox } from './outbox.js';
import { opMsg, opQuery, readLegacyQuery, readMessage, writeLegacyReply, writeMessage } from './messages.js';
import type { Message } from './messages.js';

let nextRequestId = 1;

/** Behind the name of a database: what an OP_QUERY asks is a command. */
const commandNamespace = '.$cmd';

/** How long a client of an engine that stops has to take its answer and to close its half. */
const patienceMilliseconds = 200;

/** The cursor of a getMore's reply, or null where it has ended or the message asked for something else. */
function cursorOf({ body }: Message, reply: Reply): bigint | null {
  const cursor = body.has('getMore') ? reply.get('cursor') : null;
  const id = cursor instanceof Map ? (cursor as Doc).get('id') : null;
  return typeof id === 'bigint' && id !== 0n ? id : null;
}

/** One client: its messages are answered one after the other, in the order they came. */
export class Connection {
  private readonly socket: Socket;
  private readonly server: Server;
  private readonly report: (error: unknown) => void;
  private readonly inbox: Inbox;
  private readonly outbox: Outbox;
  private working: Promise<void> | null = null;
  private closing = false;
  private readonly client: Client;

  /** `id` tells the connections of one engine apart, which share an outbox. */
  constructor(id: number, socket: Socket, outbox: Outbox, server: Server, report: (error: unknown) => void) {
    this.client = { id, last: nothingDone };
    this.outbox = outbox;
    this.socket = socket;
    this.inbox = new Inbox(socket);
    this.server = server;
    this.report = report;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', () => socket.destroy());
  }

  private take(chunk: Buffer): void {
    if (this.closing) return;
    try {
      this.inbox.push(chunk);
    } catch {
      this.cut();
      return;
    }
    if (!this.working && !this.inbox.isEmpty) this.working = this.work();
  }

  private async work(): Promise<void> {
    // The first wait leaves the caller time to note that work has begun.
    await null;
    const turn = new Turn();
    for (let frame = this.inbox.next(); frame; frame = this.inbox.next()) {
      if (turn.isOver()) await turn.pass();
      // A malformed message ends this connection and nothing else.
      const answer = await this.answer(frame).catch((error: unknown) => {
        if (!(error instanceof MalformedFrame)) this.report(error);
        return 'close' as const;
      });
      if (answer === 'close') {
        this.closing = true;
        this.cut();
        break;
      }
      if (answer) await this.send(answer);
    }
    this.working = null;
  }

  /** Ends the connection; what is answered already still reaches the client. */
  private cut(): void {
    this.outbox.hurry(this.socket);
    this.socket.destroy();
  }

  private async send(answer: Buffer): Promise<void> {
    if (this.socket.destroyed || this.outbox.write(this.socket, answer)) return;
    if (this.closing) this.closeSoon();
    await this.drained();
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.socket.off('drain', done);
        this.socket.off('close', done);
        resolve();
      };
      this.socket.once('drain', done);
      this.socket.once('close', done);
    });
  }

  private async answer(frame: Frame): Promise<Buffer | null> {
    if (frame.opCode === opMsg) return this.answerMessage(frame);
    if (frame.opCode === opQuery) return this.answerQuery(frame);
    throw new MalformedFrame(`opcode ${frame.opCode}`);
  }

  private async answerMessage(frame: Frame): Promise<Buffer | null> {
    let message;
    try {
      message = readMessage(frame);
    } catch (error) {
      // BSON that cannot be read is answered; a frame that cannot be cut is not.
      if (!(error instanceof Failure)) throw error;
      return writeMessage(failureReply(error, this.report), [nextRequestId++, frame.requestId], false);
    }
    const reply = await this.reply(message);
    if (message.moreToCome) return null;
    if (message.exhaustAllowed) return this.exhaust(message, reply, frame.requestId);
    return writeMessage(reply, [nextRequestId++, frame.requestId], message.checksum);
  }

  /** Sends all batches of a cursor but the last, each as the answer to the one before; the last is given back. */
  private async exhaust(message: Message, first: Reply, requestId: number): Promise<Buffer> {
    let [reply, responseTo] = [first, requestId];
    const turn = new Turn();
    for (let id = cursorOf(message, reply); id !== null && !this.closing; id = cursorOf(message, reply)) {
      if (this.socket.destroyed) {
        this.server.cursors.close(id);
        break;
      }
      const sent = nextRequestId++;
      await this.send(writeMessage(reply, [sent, responseTo], message.checksum, true));
      responseTo = sent;
      if (turn.isOver()) await turn.pass();
      reply = await this.reply(message);
    }
    return writeMessage(reply, [nextRequestId++, responseTo], message.checksum);
  }

  private async reply({ body, sequences }: Message): Promise<Reply> {
    const database = body.get('$db');
    if (typeof database === 'string' && database !== '') return this.run(body, sequences, database);
    return failureReply(new Failure(40571, 'OP_MSG requests require a $db argument'), this.report);
  }

  private run(
    body: Doc,
    sequences: ReadonlyMap<string, readonly Buffer[]>,
    database: string,
  ): Promise<Reply> {
    return dispatch(
      { body, sequences, database, now: new Date(), client: this.client },
      this.server,
      this.report,
    );
  }

  /** A command, as all drivers sent theirs before OP_MSG and still send their first hello; no document of a collection. */
  private async answerQuery(frame: Frame): Promise<Buffer> {
    let asked;
    try {
      asked = readLegacyQuery(frame);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return writeLegacyReply(failureReply(error, this.report), nextRequestId++, frame.requestId);
    }
    const { namespace, query } = asked;
    const reply = namespace.endsWith(commandNamespace)
      ? await this.run(query, new Map(), namespace.slice(0, -commandNamespace.length))
      : failureReply(
          new Failure(352, `Unsupported OP_QUERY on ${namespace}. The client driver may require an upgrade.`),
          this.report,
        );
    return writeLegacyReply(reply, nextRequestId++, frame.requestId);
  }

  /** Takes no further messages, finishes those it has begun, and closes. */
  async finish(): Promise<void> {
    this.closing = true;
    this.inbox.clear();
    if (this.socket.writableNeedDrain) this.closeSoon();
    if (this.working) await this.working;
    await new Promise<void>((resolve) => {
      if (this.socket.destroyed) return resolve();
      this.socket.once('close', () => resolve());
      this.socket.end();
      this.closeSoon();
    });
  }

  /** A client that reads no answer, or does not close its half, is not waited for. */
  private closeSoon(): void {
    setTimeout(() => this.socket.destroy(), patienceMilliseconds).unref();
  }
}
