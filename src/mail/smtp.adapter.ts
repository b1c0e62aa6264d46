import { createTransport } from 'nodemailer';
import { maskUrl } from '../config/mask-url.js';
import { SettingError } from '../config/setting-error.js';
import { composeMail } from './compose.js';
import { MailTransport, MailTransportError, type OutgoingMail } from './mail-transport.js';

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000 };

/** Hands mails to the relay of `SMTP_URL`, over a few connections that are kept open. */
export class SmtpTransport extends MailTransport {
  private readonly transporter: ReturnType<typeof openPool>;

  constructor(private readonly url: string) {
    super();
    this.transporter = openPool(url);
  }

  get destination(): string {
    return maskUrl(this.url);
  }

  async send(mail: OutgoingMail): Promise<void> {
    const { envelope, bytes } = await composeMail(mail);
    try {
      const { rejected } = await this.transporter.sendMail({ envelope, raw: bytes });
      if (rejected.length > 0) throw new MailTransportError(`the relay refused ${rejected.join(', ')}`, true);
    } catch (error) {
      throw asTransportError(error);
    }
  }

  async close(): Promise<void> {
    this.transporter.close();
    await Promise.resolve();
  }
}

/** @throws SettingError when the relay cannot be reached or does not accept the sign-in. */
export async function checkSmtp(url: string): Promise<void> {
  const transporter = openPool(url);
  try {
    await transporter.verify();
  } catch (error) {
    throw new SettingError(
      'SMTP_URL',
      `SMTP_URL=${maskUrl(url)} cannot be used: ${(error as Error).message}. ` +
        'Correct it, start that relay, or unset SMTP_URL to write mails into the mailbox folder.',
    );
  } finally {
    transporter.close();
  }
}

function openPool(url: string) {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const secure = protocol === 'smtps:';
  return createTransport({
    pool: true,
    maxConnections: 3,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    // Only a relay whose certificate cannot be checked needs this, and its operator has to say so.
    ...(searchParams.get('tls.rejectUnauthorized') === 'false' && { tls: { rejectUnauthorized: false } }),
    ...timeouts,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** An answer of 5xx to the message or its recipient is final; everything else may be over tomorrow. */
function asTransportError(error: unknown): MailTransportError {
  if (error instanceof MailTransportError) return error;
  const { code, command, responseCode, message } = error as Error & {
    code?: string;
    command?: string;
    responseCode?: number;
  };
  const aboutThisMail = code === 'EENVELOPE' || code === 'EMESSAGE' || /^(RCPT TO|DATA)/.test(command ?? '');
  const final = responseCode === undefined ? code === 'EENVELOPE' : responseCode >= 500 && responseCode < 600;
  return new MailTransportError(message, aboutThisMail && final, { cause: error });
}
