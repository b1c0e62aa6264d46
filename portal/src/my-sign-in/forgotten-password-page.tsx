import { useMutation } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { answer, api } from '../api/client';
import { type FieldProblem, Problems, problemsOf } from '../common/problems';
import { usePageTitle } from '../common/use-page-title';
import { EmailField } from '../session/email-field';

export function ForgottenPasswordPage() {
  const [email, setEmail] = useState('');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const ask = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/password-links', { body: { email: email.trim() } })),
  });
  usePageTitle(problems.length > 0 ? 'Error: Forgotten your password?' : 'Forgotten your password?');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = email.trim() === '' ? [{ field: 'email', message: 'Enter your email address' }] : [];
    setProblems(missing);
    if (missing.length > 0) return;
    ask.mutate(undefined, { onError: (error) => setProblems(problemsOf(error, { email: 'email' })) });
  };
  if (ask.data !== undefined) return <Asked message={ask.data.message} />;
  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <Problems problems={problems} />
        <h1 className="nhsuk-heading-l">Forgotten your password?</h1>
        <p>
          Enter the address that you sign in with. We mail you a link with which you choose a new password.
        </p>
        <form onSubmit={submit} noValidate>
          <EmailField value={email} problems={problems} onChange={setEmail} />
          <Button type="submit" disabled={ask.isPending}>
            {ask.isPending ? 'Sending' : 'Send the link'}
          </Button>
        </form>
        <p>
          <Link to="/sign-in">Back to the sign-in page</Link>
        </p>
      </div>
    </div>
  );
}

function Asked({ message }: { message: string }) {
  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">Look into your mail</h1>
        <p role="status">{message}</p>
        <p>
          Nothing there after a few minutes? Look among the unwanted mails, or ask whoever runs your rota.
        </p>
        <p>
          <Link to="/sign-in">Back to the sign-in page</Link>
        </p>
      </div>
    </div>
  );
}
