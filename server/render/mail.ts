import nodemailer from 'nodemailer';

export interface Mail {
  to: readonly string[];
  subject: string;
  html: string;
  text: string;
  attachments: { filename: string; contentType: string; content: Uint8Array }[];
}

export interface Mailer {
  /** Returns the addresses that the server accepted. @throws Error when it accepted none or cannot be reached. */
  send(mail: Mail): Promise<string[]>;
  close(): void;
}

/** Long enough for a slow server, short enough that a command ends. */
const TIMEOUT_MS = 30_000;

/** Sends through the SMTP server of `smtpUrl` (`smtps:` or STARTTLS where the server offers it). */
export function createMailer({ smtpUrl, mailFrom }: { smtpUrl: string; mailFrom: string }): Mailer {
  const transport = nodemailer.createTransport(smtpUrl, { from: mailFrom });
  Object.assign(transport.options, { connectionTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS });
  return {
    async send(mail) {
      const info = await transport.sendMail({
        ...mail,
        to: [...mail.to],
        attachments: mail.attachments.map(({ content, ...rest }) => ({
          ...rest,
          content: Buffer.from(content),
        })),
        // A text from elsewhere can name no file and no address to be fetched.
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return info.accepted.map(String);
    },
    close: () => transport.close(),
  };
}
