import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: string[];
  readonly bytes: Buffer;
}

/** A real SMTP server that keeps what it is sent. */
export interface TestMailServer {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  stop(): Promise<void>;
}

export interface MailServerOptions {
  /** Answers a recipient with this SMTP code instead of accepting it; undefined accepts. */
  readonly answerTo?: (address: string) => number | undefined;
  readonly auth?: { readonly user: string; readonly password: string };
  /** A free one unless it is named. */
  readonly port?: number;
}

export async function startMailServer({
  answerTo,
  auth,
  port: wanted = 0,
}: MailServerOptions = {}): Promise<TestMailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    disabledCommands: auth ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
    authOptional: auth === undefined,
    // A pool of the sender keeps its connections open; nobody has to wait for them.
    closeTimeout: 50,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      if (username === auth?.user && password === auth?.password) done(null, { user: username });
      else done(new Error('wrong user or password'));
    },
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = answerTo?.(address);
      done(responseCode === undefined ? null : Object.assign(new Error('not taken'), { responseCode }));
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          bytes: Buffer.concat(chunks),
        });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  const listener = server.listen(wanted, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const user = auth ? `${encodeURIComponent(auth.user)}:${encodeURIComponent(auth.password)}@` : '';
  return {
    url: `smtp://${user}127.0.0.1:${port}`,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
