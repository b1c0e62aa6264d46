import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { type Person } from '../api/types';
import { announce } from '../common/announcer';
import { FormDialog } from '../common/form-dialog';
import { type FieldProblem, problemFor, problemsOf } from '../common/problems';

const EMAIL = 'person-email';

/** Where somebody's mails go. */
export function AddressDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const change = useChangeAddress(person);
  const [email, setEmail] = useState(person.email ?? '');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const submit = () => {
    if (email.trim() === '') {
      setProblems([{ field: EMAIL, message: 'Enter the mail address' }]);
      return;
    }
    change.mutate(email.trim(), {
      onSuccess: () => {
        announce('Saved the mail address.');
        onClose();
      },
      onError: (error) => setProblems(problemsOf(error, { email: EMAIL })),
    });
  };
  return (
    <FormDialog
      title={`Mail address of ${person.familyName}, ${person.givenName}`}
      problems={problems}
      pending={change.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        id={EMAIL}
        name="email"
        type="email"
        label="Mail address"
        hint="Rotas, work schedules and the invitation to sign in go there."
        autoComplete="off"
        spellCheck={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={problemFor(problems, EMAIL)}
      />
    </FormDialog>
  );
}

function useChangeAddress(person: Person) {
  const queryClient = useQueryClient();
  const { id, version, staffNumber, givenName, familyName, gradeCode } = person;
  const { registrationBody, registrationNumber } = person;
  const rest = { staffNumber, givenName, familyName, gradeCode, registrationBody, registrationNumber };
  return useMutation({
    mutationFn: (email: string) =>
      answer(
        api.PUT('/api/v1/people/{id}', {
          params: { path: { id }, header: { ...csrf(), 'If-Match': etag(version) } },
          body: { ...rest, email },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries(),
  });
}
