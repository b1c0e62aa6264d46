import { Inject, Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { randomUUID } from 'node:crypto';
import { Clock } from '../../../common/clock.js';
import { CONFIG, type AppConfig } from '../../../config/config.js';
import { type Transaction } from '../../../database/transactions.js';
import { type Letter, letterBodies } from '../../notices/letter.js';
import { NoticesService } from '../../notices/notices.service.js';
import { type AccountEntity } from '../account.entity.js';
import { type LinkPurpose } from './password-link.entity.js';

/** What happened to a sign-in that its owner has to know of, in case it was not them. */
export type AccountEvent =
  'password-set' | 'second-step-on' | 'second-step-off' | 'recovery-code-used' | 'provider-linked';

const EVENTS: Readonly<Record<AccountEvent, string>> = {
  'password-set': 'The password of your Rotawright sign-in has been set',
  'second-step-on': 'Your Rotawright sign-in now needs a code as well',
  'second-step-off': 'Your Rotawright sign-in does not need a code any more',
  'recovery-code-used': 'A recovery code of your Rotawright sign-in has been used',
  'provider-linked': "Your Rotawright sign-in now works with the trust's own sign-in",
};

type Owner = Pick<AccountEntity, 'id' | 'personId' | 'email' | 'displayName'>;

/** Mails about sign-ins. Opening their links changes nothing. */
@Injectable()
export class AccountMails {
  constructor(
    private readonly notices: NoticesService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: AppConfig,
  ) {}

  /** A link that sets a password. The outbox forgets its secret when the mail is handed over. */
  async sendLink(
    tx: Transaction,
    account: Owner,
    link: { id: string; purpose: LinkPurpose; secret: string; expiresAt: Date },
  ): Promise<void> {
    const until = DateTime.fromJSDate(link.expiresAt, { zone: 'Europe/London' }).setLocale('en-GB');
    const first = link.purpose === 'activation';
    await this.send(tx, account, 'password-link', linkOccasion(link.id), {
      subject: first ? 'Your Rotawright sign-in' : 'Set a new password for Rotawright',
      paragraphs: [
        first
          ? 'A sign-in to Rotawright, where your rota is, has been made for you. Choose a password to begin.'
          : 'Somebody has said that you forgot your password. If that was you, choose a new one; if not, you need do nothing, and your password stays as it is.',
        `The link works once, until ${until.toFormat("HH:mm 'on' cccc d LLLL yyyy")}. After that, choose “Forgotten your password?” on the sign-in page to get another.`,
      ],
      link: { text: 'Choose a password', url: `${this.config.publicUrl}/set-password#${link.secret}` },
    });
  }

  /** For whoever forgot a password that they do not have: they sign in with the trust's own sign-in. */
  async sendProviderHint(tx: Transaction, account: Owner): Promise<void> {
    await this.send(tx, account, 'account-event', `account:${account.id}:provider-hint:${randomUUID()}`, {
      subject: 'How to sign in to Rotawright',
      paragraphs: [
        "You asked for a new password. Your sign-in has none: use the trust's own sign-in on the sign-in page.",
      ],
      link: { text: 'Sign in', url: `${this.config.publicUrl}/sign-in` },
    });
  }

  /** Tells the owner what has happened, so that they notice what somebody else did. */
  async tell(tx: Transaction, account: Owner, event: AccountEvent): Promise<void> {
    await this.send(tx, account, 'account-event', `account:${account.id}:${event}:${randomUUID()}`, {
      subject: EVENTS[event],
      paragraphs: [
        'If that was you, you need do nothing.',
        'If it was not you, set a new password at once and tell whoever runs your rota.',
      ],
      link: { text: 'Look at your sign-in', url: `${this.config.publicUrl}/my-sign-in` },
    });
  }

  /** After the commit. */
  wake(accountId: string): void {
    this.notices.wake(`account-${accountId}`);
  }

  private async send(
    tx: Transaction,
    account: Owner,
    kind: string,
    occasion: string,
    letter: Omit<Letter, 'givenName'>,
  ): Promise<void> {
    await this.notices.enqueue(tx, [
      {
        kind,
        dedupeKey: occasion,
        personId: account.personId,
        toAddress: account.email,
        subject: letter.subject,
        ...letterBodies({ ...letter, givenName: account.displayName }),
        calendar: null,
        messageId: `<${occasion.replaceAll(':', '.')}@${new URL(this.config.publicUrl).hostname}>`,
        createdAt: this.clock.now(),
      },
    ]);
  }
}

/** What the mail of a link is about, in the outbox. */
export function linkOccasion(linkId: string): string {
  return `password-link:${linkId}`;
}
