import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { unitsQuery } from '../api/queries';
import { announce } from '../common/announcer';
import { FormDialog } from '../common/form-dialog';
import { type FieldProblem, problemFor, problemsOf } from '../common/problems';
import { useOnce } from '../common/use-once';
import { type HeldRole, type SignIn } from './queries';
import { RoleChoice } from './role-choice';

const FIELDS = { displayName: 'sign-in-name', email: 'sign-in-email', roles: 'sign-in-role-0' };

interface Input {
  readonly displayName: string;
  readonly email: string;
  readonly roles: HeldRole[];
}

/** A new sign-in, or another name and other roles of one. */
export function SignInDialog({ signIn, onClose }: { signIn: SignIn | null; onClose: () => void }) {
  const units = useQuery(unitsQuery);
  const [displayName, setDisplayName] = useState(signIn?.displayName ?? '');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<readonly HeldRole[]>(() =>
    (signIn?.roles ?? []).map(({ role, unitId }) => ({ role, unitId })),
  );
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const save = useSaveSignIn(signIn);
  const submit = () => {
    const input = { displayName: displayName.trim(), email: email.trim(), roles: [...roles] };
    const found = problemsIn(input, signIn === null);
    setProblems(found);
    if (found.length > 0) return;
    save.mutate(input, {
      onSuccess: () => {
        announce(signIn === null ? `${input.displayName} is invited.` : 'Saved the sign-in.');
        onClose();
      },
      onError: (error) => setProblems(problemsOf(error, FIELDS)),
    });
  };
  return (
    <FormDialog
      title={signIn === null ? 'Add a sign-in' : 'Change a sign-in'}
      problems={problems}
      pending={save.isPending}
      submit={signIn === null ? 'Invite' : 'Save'}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        id={FIELDS.displayName}
        label="Name"
        value={displayName}
        error={problemFor(problems, FIELDS.displayName)}
        onChange={(event) => setDisplayName(event.currentTarget.value)}
      />
      {signIn === null ? (
        <TextInput
          id={FIELDS.email}
          label="Mail address"
          hint="The link with which they choose a password goes there"
          type="email"
          autoComplete="off"
          value={email}
          error={problemFor(problems, FIELDS.email)}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      ) : null}
      <RoleChoice
        roles={roles}
        units={units.data ?? []}
        error={problemFor(problems, FIELDS.roles)}
        onChange={setRoles}
      />
    </FormDialog>
  );
}

function problemsIn({ displayName, email, roles }: Input, isNew: boolean): FieldProblem[] {
  return [
    ...(displayName === '' ? [{ field: FIELDS.displayName, message: 'Enter a name' }] : []),
    ...(isNew && !/^[^@\s]+@[^@\s]+$/.test(email)
      ? [{ field: FIELDS.email, message: 'Enter a mail address, like name@example.nhs.uk' }]
      : []),
    ...(roles.length === 0 ? [{ field: FIELDS.roles, message: 'Choose at least one role' }] : []),
  ];
}

function useSaveSignIn(signIn: SignIn | null) {
  const queryClient = useQueryClient();
  const once = useOnce();
  return useMutation({
    mutationFn: (input: Input) => {
      if (signIn === null) {
        const header = { ...csrf(), ...once.keyFor(JSON.stringify(input)) };
        return answer(api.POST('/api/v1/sign-ins', { params: { header }, body: input }));
      }
      const header = { ...csrf(), 'If-Match': etag(signIn.version) };
      const { displayName, roles } = input;
      const params = { path: { id: signIn.id }, header };
      return answer(api.PUT('/api/v1/sign-ins/{id}', { params, body: { displayName, roles } }));
    },
    onSuccess: once.answered,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sign-ins'] }),
  });
}
