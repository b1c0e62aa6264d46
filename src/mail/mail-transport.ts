/** One mail, complete: the same message always becomes the same bytes, so a repeat is recognised as one. */
export interface OutgoingMail {
  /** With or without angle brackets. Unique to the mail, and the same when it is sent again. */
  readonly messageId: string;
  /** `Name <address>` or an address. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where one click stops mails like this one, as mail programs offer it (RFC 8058). */
  readonly stopUrl?: string;
  /** A calendar part, shown by mail programs beside the text. `method` as in the content, for example PUBLISH. */
  readonly ics?: { readonly content: string; readonly method: string };
  /** Instant for the Date header; the time at which the mail was written, not the one at which it is sent. */
  readonly date: Date;
}

/**
 * The transport did not take the mail. `permanent`: it never will (an address that does not exist, a message that is
 * refused), so trying again only annoys; otherwise the same mail may pass later.
 */
export class MailTransportError extends Error {
  override readonly name = 'MailTransportError';

  constructor(
    message: string,
    readonly permanent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Hands mails over. It does not remember them: what is still to be sent stands in the outbox table. */
export abstract class MailTransport {
  /** Where mails go, for people: shown at the start and on the notices page. */
  abstract readonly destination: string;

  /**
   * Resolves once the mail is handed over for good.
   *
   * @throws MailTransportError
   */
  abstract send(mail: OutgoingMail): Promise<void>;

  abstract close(): Promise<void>;
}
