import { displayName } from '../problem/person-builder.js';
import { type Recipient } from './publication.js';

export function hasAddress(recipient: Recipient): recipient is Recipient & { email: string } {
  return recipient.email !== null;
}

/** Those who should be told but cannot be. */
export function withoutAddress(
  recipients: readonly Recipient[],
): { personId: string; displayName: string }[] {
  return recipients
    .filter((recipient) => !hasAddress(recipient))
    .map((recipient) => ({ personId: recipient.notice.personId, displayName: displayName(recipient) }));
}
