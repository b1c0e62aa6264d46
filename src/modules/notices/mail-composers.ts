import { Injectable } from '@nestjs/common';

/** What a mail says. */
export interface MailWords {
  readonly textBody: string;
  readonly htmlBody: string;
  /** iCalendar text. */
  readonly calendar: string | null;
}

/** Makes the words of a mail of its facts, which have been JSON meanwhile. The same facts give the same words. */
export type MailComposer = (facts: unknown) => MailWords;

/** Who writes mails of a kind. Each module registers its kinds when it starts, as mails are written by whoever sends them. */
@Injectable()
export class MailComposers {
  private readonly byKind = new Map<string, MailComposer>();

  /** @throws Error when the kind is taken. */
  register(kind: string, composer: MailComposer): void {
    if (this.byKind.has(kind)) throw new Error(`mails of the kind "${kind}" have a composer already`);
    this.byKind.set(kind, composer);
  }

  /** @throws Error for a kind that nobody has registered, or facts that its composer cannot read. */
  compose(kind: string, facts: unknown): MailWords {
    const composer = this.byKind.get(kind);
    if (composer === undefined) throw new Error(`nobody composes mails of the kind "${kind}"`);
    return composer(facts);
  }
}
