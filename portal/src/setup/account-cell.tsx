import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, csrf } from '../api/client';
import { type Person, type PersonAccount } from '../api/types';
import { announce } from '../common/announcer';
import { formatInstant } from '../common/dates';

export const ACCOUNT_STATE_WORDS: Readonly<Record<PersonAccount['state'], string>> = {
  none: 'No sign-in yet',
  invited: 'Invited',
  expired: 'Invitation expired',
  bounced: 'Mail could not be delivered',
  active: 'Active',
  closed: 'Closed',
};

/** How far somebody is with their sign-in, and an invitation where that helps. */
export function AccountCell({
  person,
  account,
  onProblem,
}: {
  person: Person;
  account: PersonAccount;
  onProblem: (problem: Error | null) => void;
}) {
  const queryClient = useQueryClient();
  const name = `${person.givenName} ${person.familyName}`;
  const invite = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/people/{id}/account/invitations', {
          params: { path: { id: person.id }, header: csrf() },
        }),
      ),
    onMutate: () => onProblem(null),
    onSuccess: () => announce(`${name} is invited.`),
    onError: onProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['accounts'] }),
  });
  return (
    <>
      {ACCOUNT_STATE_WORDS[account.state]}
      {account.state === 'invited' && account.linkExpiresAt !== null
        ? `, until ${formatInstant(account.linkExpiresAt)}`
        : null}
      {account.state === 'active' ? null : (
        <>
          {' '}
          <button
            type="button"
            className="rw-link-button"
            disabled={invite.isPending}
            onClick={() => invite.mutate()}
          >
            {account.state === 'none' ? 'Invite' : 'Invite again'}
            <span className="nhsuk-u-visually-hidden">{`: ${name}`}</span>
          </button>
        </>
      )}
    </>
  );
}
