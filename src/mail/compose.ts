import MailComposer from 'nodemailer/lib/mail-composer';
import { createHash } from 'node:crypto';
import { MailTransportError, type OutgoingMail } from './mail-transport.js';

export interface ComposedMail {
  /** Addresses alone, for the SMTP dialogue. */
  readonly envelope: { readonly from: string; readonly to: string[] };
  /** The whole message with CRLF line ends. */
  readonly bytes: Buffer;
}

/**
 * The mail as a server receives it. Nothing in it is random or taken from a clock.
 *
 * @throws MailTransportError, permanent, when sender or recipient is no address.
 */
export async function composeMail(mail: OutgoingMail): Promise<ComposedMail> {
  const id = bareId(mail.messageId);
  const node = new MailComposer({
    messageId: `<${id}>`,
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    date: mail.date,
    // One calendar part, as an alternative view of the same rota: mail programs offer to add it.
    alternatives: mail.ics && [
      {
        contentType: `text/calendar; charset=utf-8; method=${mail.ics.method}`,
        content: mail.ics.content,
        contentTransferEncoding: 'base64',
      },
    ],
    // Machines that answer mails should leave these alone.
    headers: { 'Auto-Submitted': 'auto-generated', ...stopHeaders(mail.stopUrl) },
    // The boundaries are derived from it; without it they would be random.
    baseBoundary: createHash('sha256').update(id).digest('hex').slice(0, 24),
    newline: '\r\n',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const { from, to } = node.getEnvelope();
  if (from === false || from === undefined || to.length === 0) {
    throw new MailTransportError(`the mail ${id} has no usable sender or recipient`, true);
  }
  return { envelope: { from, to }, bytes: await node.build() };
}

/** RFC 8058 asks for https; a mail program may not send its click anywhere else. */
function stopHeaders(stopUrl: string | undefined): Record<string, string> {
  if (stopUrl === undefined) return {};
  const link = { 'List-Unsubscribe': `<${stopUrl}>` };
  if (!stopUrl.startsWith('https:')) return link;
  return { ...link, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

export function bareId(messageId: string): string {
  return messageId.replace(/^<|>$/g, '');
}
