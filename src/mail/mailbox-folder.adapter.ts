import { createHash } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bareId, composeMail } from './compose.js';
import { MailTransport, MailTransportError, type OutgoingMail } from './mail-transport.js';

/** Writes each mail as one `.eml` file. The name comes from the Message-ID, so a repeat replaces its first copy. */
export class MailboxFolderTransport extends MailTransport {
  constructor(private readonly folder: string) {
    super();
  }

  get destination(): string {
    return this.folder;
  }

  async send(mail: OutgoingMail): Promise<void> {
    const { bytes } = await composeMail(mail);
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeDurably(join(this.folder, fileName(mail.messageId)), bytes);
    } catch (error) {
      throw new MailTransportError(
        `the mail could not be written to ${this.folder}: ${(error as Error).message}`,
        false,
        { cause: error },
      );
    }
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }
}

/** Readable where the id is plain, and still unique where it is not. */
function fileName(messageId: string): string {
  const id = bareId(messageId);
  const readable = id.replace(/[^\w.@+-]/g, '_').slice(0, 120);
  const suffix = createHash('sha256').update(id).digest('hex').slice(0, 8);
  return `${readable.replace(/^\./, '_')}.${suffix}.eml`;
}

/** On the disk before it has its name, and its name on the disk before anybody hears of it. */
async function writeDurably(path: string, content: Buffer): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
