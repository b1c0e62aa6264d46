import { Button, PasswordInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { type FieldProblem, Problems, problemFor, problemsOf } from '../common/problems';
import { useMySignIn } from './use-my-sign-in';

export function PasswordSection({ email }: { email: string }) {
  const [open, setOpen] = useState(false);
  const [changed, setChanged] = useState(false);
  return (
    <section aria-labelledby="password-heading">
      <h2 className="nhsuk-heading-m" id="password-heading">
        Password
      </h2>
      <p role="status">
        {changed ? 'Your password is changed. Everywhere else you have been signed out.' : ''}
      </p>
      {open ? (
        <ChangeForm
          email={email}
          onDone={(done) => {
            setOpen(false);
            setChanged(done);
          }}
        />
      ) : (
        <Button type="button" secondary onClick={() => setOpen(true)}>
          Change your password
        </Button>
      )}
    </section>
  );
}

function ChangeForm({ email, onDone }: { email: string; onDone: (changed: boolean) => void }) {
  const { changePassword } = useMySignIn();
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing: FieldProblem[] = [];
    if (password === '') missing.push({ field: 'current-password', message: 'Enter your password' });
    if (newPassword === '') missing.push({ field: 'new-password', message: 'Enter a new password' });
    setProblems(missing);
    if (missing.length > 0) return;
    changePassword.mutate(
      { password, newPassword },
      {
        onSuccess: () => onDone(true),
        onError: (error) =>
          setProblems(problemsOf(error, { password: 'current-password', newPassword: 'new-password' })),
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <input
        type="email"
        className="nhsuk-u-visually-hidden"
        name="email"
        autoComplete="username"
        value={email}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <PasswordInput
        id="current-password"
        name="current-password"
        label="Your password now"
        autoComplete="current-password"
        width={30}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={problemFor(problems, 'current-password')}
      />
      <PasswordInput
        id="new-password"
        name="new-password"
        label="New password"
        hint="At least 12 characters. Four words that have nothing to do with each other are easy to remember and hard to guess."
        autoComplete="new-password"
        width={30}
        value={newPassword}
        onChange={(event) => setNewPassword(event.currentTarget.value)}
        error={problemFor(problems, 'new-password')}
      />
      <div className="nhsuk-button-group">
        <Button type="submit" disabled={changePassword.isPending}>
          Save the new password
        </Button>
        <Button type="button" secondary onClick={() => onDone(false)}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
