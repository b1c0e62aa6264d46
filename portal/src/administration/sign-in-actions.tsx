import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, csrf, etag } from '../api/client';
import { announce } from '../common/announcer';
import { useOnce } from '../common/use-once';
import { type SignIn } from './queries';

/** What can be done with a sign-in, by the state that it is in. */
export function SignInActions({
  signIn,
  onEdit,
  onProblem,
}: {
  signIn: SignIn;
  onEdit: (signIn: SignIn) => void;
  onProblem: (problem: Error | null) => void;
}) {
  const { id, displayName, state, version } = signIn;
  const once = useOnce();
  const path = { id };
  const invite = useAction(onProblem, `${displayName} is invited.`, () =>
    answer(
      api.POST('/api/v1/sign-ins/{id}/invitations', {
        params: { path, header: { ...csrf(), ...once.keyFor(`${id} ${version}`) } },
      }),
    ),
  );
  const close = useAction(onProblem, `The sign-in of ${displayName} is closed.`, () =>
    answer(
      api.POST('/api/v1/sign-ins/{id}/closure', {
        params: { path, header: { ...csrf(), 'If-Match': etag(version) } },
      }),
    ),
  );
  const isOpen = state !== 'closed';
  return (
    <ul className="nhsuk-list nhsuk-u-margin-bottom-0">
      {isOpen ? (
        <Action what="Change roles" of={displayName} busy={false} onClick={() => onEdit(signIn)} />
      ) : null}
      {state === 'active' ? null : (
        <Action
          what={isOpen ? 'Invite again' : 'Open again'}
          of={displayName}
          busy={invite.isPending}
          onClick={() => invite.mutate()}
        />
      )}
      {isOpen ? (
        <Action what="Close" of={displayName} busy={close.isPending} onClick={() => close.mutate()} />
      ) : null}
    </ul>
  );
}

function useAction(onProblem: (problem: Error | null) => void, said: string, send: () => Promise<SignIn>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onMutate: () => onProblem(null),
    onSuccess: () => announce(said),
    onError: onProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sign-ins'] }),
  });
}

function Action({
  what,
  of,
  busy,
  onClick,
}: {
  what: string;
  of: string;
  busy: boolean;
  onClick: () => void;
}) {
  return (
    <li>
      <button type="button" className="rw-link-button" disabled={busy} onClick={onClick}>
        {what}
        <span className="nhsuk-u-visually-hidden">{`: ${of}`}</span>
      </button>
    </li>
  );
}
