import { Button, PasswordInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { type FieldProblem, Problems, problemFor, problemsOf } from '../common/problems';

/** Asks for the password again before something is changed. */
export function OwnPasswordForm({
  id,
  label,
  action,
  onSubmit,
  onCancel,
}: {
  /** Of the field; there may be several on a page. */
  id: string;
  label: string;
  action: string;
  onSubmit: (password: string) => Promise<unknown>;
  onCancel: () => void;
}) {
  const [password, setPassword] = useState('');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [pending, setPending] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = password === '' ? [{ field: id, message: 'Enter your password' }] : [];
    setProblems(missing);
    if (missing.length > 0) return;
    setPending(true);
    onSubmit(password)
      .catch((error: unknown) => setProblems(problemsOf(error as Error, { password: id })))
      .finally(() => setPending(false));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <PasswordInput
        id={id}
        name={id}
        label={label}
        autoComplete="current-password"
        width={30}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={problemFor(problems, id)}
      />
      <div className="nhsuk-button-group">
        <Button type="submit" disabled={pending}>
          {action}
        </Button>
        <Button type="button" secondary onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
