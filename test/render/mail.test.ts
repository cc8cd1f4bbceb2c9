import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { createMailer, type Mailer } from '../../server/render/mail.js';

interface Received {
  from: string;
  to: string[];
  source: string;
}

describe('mail', () => {
  let server: SMTPServer;
  let mailer: Mailer;
  let received: Received[];

  beforeEach(async () => {
    received = [];
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith('refused') ? done(new Error('No such person')) : done(),
      onData(stream, { envelope }, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          received.push({
            from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
            to: envelope.rcptTo.map(({ address }) => address),
            source: Buffer.concat(chunks).toString('utf8'),
          });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'Hài Lòng <bao-cao@example.vn>' });
  });

  afterEach(async () => {
    mailer.close();
    await new Promise<void>((resolve) => server.close(resolve));
  });

  const mail = {
    subject: 'Báo cáo quý III năm 2026',
    html: '<p>Chỉ số 82,66%</p>',
    text: 'Chỉ số 82,66%',
    attachments: [
      {
        filename: 'bao-cao.pdf',
        content: new TextEncoder().encode('%PDF-1.7 thử'),
        contentType: 'application/pdf',
      },
    ],
  };

  it('reaches a real SMTP server with text, HTML and the attachment byte for byte', async () => {
    const accepted = await mailer.send({ ...mail, to: ['a@example.vn', 'b@example.vn'] });
    expect(accepted).toEqual(['a@example.vn', 'b@example.vn']);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ from: 'bao-cao@example.vn', to: ['a@example.vn', 'b@example.vn'] });
    const source = received[0]?.source ?? '';
    expect(source).toContain('Content-Type: application/pdf; name=bao-cao.pdf');
    expect(source).toContain(Buffer.from('%PDF-1.7 thử').toString('base64'));
    expect(source).toMatch(/Content-Type: text\/plain/);
    expect(source).toMatch(/Content-Type: text\/html/);
  });

  it('returns only the addresses that the server took', async () => {
    expect(await mailer.send({ ...mail, to: ['refused@example.vn', 'b@example.vn'] })).toEqual([
      'b@example.vn',
    ]);
  });

  it('fails when the server takes nobody', async () => {
    await expect(mailer.send({ ...mail, to: ['refused@example.vn'] })).rejects.toThrow(
      /No such person|rejected/,
    );
    expect(received).toEqual([]);
  });

  it('keeps line breaks of a subject out of the headers', async () => {
    await mailer.send({ ...mail, to: ['a@example.vn'], subject: 'Quý III\r\nBcc: everyone@example.vn' });
    expect(received[0]?.to).toEqual(['a@example.vn']);
    expect(received[0]?.source).not.toMatch(/^Bcc:/m);
  });
});
