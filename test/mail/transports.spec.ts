import fc from 'fast-check';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeMail } from '../../src/mail/compose.js';
import { MailTransportError, type OutgoingMail } from '../../src/mail/mail-transport.js';
import { MailboxFolderTransport } from '../../src/mail/mailbox-folder.adapter.js';
import { checkSmtp, SmtpTransport } from '../../src/mail/smtp.adapter.js';
import { startMailServer, type MailServerOptions, type TestMailServer } from '../support/mail-server.js';

const calendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'BEGIN:VEVENT',
  'UID:1@rota',
  'SUMMARY:Früh, Station 3',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n');

const mail: OutgoingMail = {
  messageId: '<version-1.person-7@rota.example.org>',
  from: 'Rotawright <rotas@example.org>',
  to: 'Zoë Ó Briain <zoe@example.org>',
  subject: 'Your rota: 3 to 30 August – Emergency department',
  text: 'Monday 3 August\nLong day 08:00–20:30\n',
  html: '<p>Monday 3 August<br>Long day 08:00–20:30</p>',
  ics: { content: calendar, method: 'PUBLISH' },
  date: new Date('2026-07-20T09:30:00Z'),
};

describe('composeMail', () => {
  it('makes a mail that an independent parser reads back, with exactly one calendar part', async () => {
    const { bytes, envelope } = await composeMail(mail);
    const parsed = await PostalMime.parse(bytes, { attachmentEncoding: 'utf8' });
    expect(envelope).toEqual({ from: 'rotas@example.org', to: ['zoe@example.org'] });
    expect(parsed).toMatchObject({
      messageId: mail.messageId,
      subject: mail.subject,
      date: '2026-07-20T09:30:00.000Z',
      from: { name: 'Rotawright', address: 'rotas@example.org' },
      to: [{ name: 'Zoë Ó Briain', address: 'zoe@example.org' }],
    });
    expect(parsed.text?.replaceAll('\r\n', '\n').trimEnd()).toBe(mail.text.trimEnd());
    expect(parsed.html?.trimEnd()).toBe(mail.html);
    expect(parsed.attachments).toHaveLength(1);
    expect(parsed.attachments[0]).toMatchObject({ mimeType: 'text/calendar', method: 'PUBLISH' });
    expect(bytes.toString().replaceAll('\r\n', '')).toContain(Buffer.from(calendar).toString('base64'));
    expect(bytes.toString().match(/^content-type: (text\/calendar|application\/ics)/gim)).toHaveLength(1);
  });

  it('makes the same bytes of the same mail, and others of another', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    const id = fc.stringMatching(/^[a-z0-9.-]{1,30}@[a-z0-9]{1,20}$/);
    await fc.assert(
      fc.asyncProperty(id, id, text, text, async (messageId, otherId, subject, body) => {
        const given = { ...mail, messageId, subject, text: body };
        const [first, second] = [await composeMail(given), await composeMail({ ...given })];
        expect(first.bytes.equals(second.bytes)).toBe(true);
        fc.pre(messageId !== otherId);
        expect((await composeMail({ ...given, messageId: otherId })).bytes.equals(first.bytes)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  it('lets nobody smuggle a header or a recipient in', async () => {
    const { bytes, envelope } = await composeMail({
      ...mail,
      subject: 'Rota\r\nBcc: spy@example.org',
      to: '"x\r\nBcc: spy@example.org" <zoe@example.org>',
    });
    expect(envelope.to).toEqual(['zoe@example.org']);
    const { headers } = await PostalMime.parse(bytes);
    expect(headers.map(({ key }) => key)).not.toContain('bcc');
  });

  it('refuses for good what has no recipient', async () => {
    await expect(composeMail({ ...mail, to: '' })).rejects.toMatchObject({ permanent: true });
  });
});

describe('the mailbox folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rw-mailbox-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('holds one whole file a mail, the same after a repeat', async () => {
    const transport = new MailboxFolderTransport(join(folder, 'mailbox'));
    await transport.send(mail);
    const names = readdirSync(join(folder, 'mailbox'));
    await transport.send(mail);
    await transport.send({ ...mail, messageId: '<../../escape/person@rota.example.org>' });
    expect(names).toHaveLength(1);
    expect(names[0]).toMatch(/\.eml$/);
    expect(readdirSync(join(folder, 'mailbox'))).toHaveLength(2);
    expect(readdirSync(folder)).toEqual(['mailbox']);
    expect(readFileSync(join(folder, 'mailbox', names[0]!)).equals((await composeMail(mail)).bytes)).toBe(
      true,
    );
  });

  it('reports a folder that cannot be written as a failure that may pass', async () => {
    writeFileSync(join(folder, 'mailbox'), 'a file is in the way');
    const sent = new MailboxFolderTransport(join(folder, 'mailbox')).send(mail);
    await expect(sent).rejects.toBeInstanceOf(MailTransportError);
    await expect(sent).rejects.toMatchObject({ permanent: false });
  });
});

describe('the SMTP relay', () => {
  let server: TestMailServer;
  let transport: SmtpTransport;

  async function start(options?: MailServerOptions): Promise<void> {
    server = await startMailServer(options);
    transport = new SmtpTransport(server.url);
  }

  afterEach(async () => {
    await transport.close();
    await server.stop();
  });

  it('receives the very bytes that the mailbox folder would hold, each time', async () => {
    await start();
    await transport.send(mail);
    await transport.send(mail);
    const { bytes } = await composeMail(mail);
    expect(server.mails).toHaveLength(2);
    for (const received of server.mails) {
      expect(received).toMatchObject({ from: 'rotas@example.org', to: ['zoe@example.org'] });
      expect(received.bytes.toString()).toBe(bytes.toString());
    }
  });

  it('tells a refusal that is final from one that may pass', async () => {
    await start({ answerTo: (address) => (address.startsWith('gone') ? 550 : 451) });
    await expect(transport.send({ ...mail, to: 'gone@example.org' })).rejects.toMatchObject({
      permanent: true,
    });
    await expect(transport.send({ ...mail, to: 'busy@example.org' })).rejects.toMatchObject({
      permanent: false,
    });
  });

  it('counts a relay that is away, or that does not know us, as a failure that may pass', async () => {
    await start({ auth: { user: 'rota', password: 'p@ss:word/1' } });
    await transport.send(mail);
    expect(server.mails).toHaveLength(1);
    const stranger = new SmtpTransport(server.url.replace(/:\/\/[^@]*@/, '://rota:wrong@'));
    await expect(stranger.send(mail)).rejects.toMatchObject({ permanent: false });
    await stranger.close();
    await server.stop();
    const away = new SmtpTransport(server.url);
    await expect(away.send(mail)).rejects.toMatchObject({ permanent: false });
    await away.close();
  });

  it('is tried at the start, and named without its password when it fails', async () => {
    await start({ auth: { user: 'rota', password: 'right' } });
    await checkSmtp(server.url);
    const wrong = server.url.replace(':right@', ':hunter2@');
    await expect(checkSmtp(wrong)).rejects.toThrow(/SMTP_URL=smtp:\/\/rota:\*\*\*@/);
    await expect(checkSmtp(wrong)).rejects.not.toThrow(/hunter2/);
    await expect(checkSmtp('smtp://127.0.0.1:1')).rejects.toThrow(
      /SMTP_URL=smtp:\/\/127.0.0.1:1 cannot be used/,
    );
  });
});
