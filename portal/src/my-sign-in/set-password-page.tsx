import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, PasswordInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { answer, api } from '../api/client';
import { isProblem } from '../api/problem';
import { type FieldProblem, Problems, problemFor, problemsOf } from '../common/problems';
import { formatInstant } from '../common/dates';
import { Failure, Loading } from '../common/states';
import { LinkButton } from '../common/link-button';
import { usePageTitle } from '../common/use-page-title';

/** Where the link of a mail leads: opening it changes nothing, only the form does. */
export function SetPasswordPage() {
  const token = useLocation().hash.slice(1);
  const link = useQuery({
    queryKey: ['password-link', token],
    queryFn: () => answer(api.POST('/api/v1/password-links/look', { body: { token } })),
    enabled: token !== '',
    retry: false,
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  usePageTitle('Choose a password');
  if (token === '') return <NoLink message="The link is not whole: the part behind # is missing." />;
  if (link.error !== null) {
    const refused = isProblem(link.error) && [404, 409].includes(link.error.problem.status);
    if (refused) return <NoLink message={link.error.message} />;
    return <Failure error={link.error} onRetry={() => void link.refetch()} />;
  }
  if (link.data === undefined) return <Loading what="the link" />;
  return <PasswordForm token={token} link={link.data} />;
}

function NoLink({ message }: { message: string }) {
  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">This link does not work</h1>
        <p>{message}</p>
        <LinkButton to="/forgotten-password">Get another link</LinkButton>
        <p>
          <Link to="/sign-in">Go to the sign-in page</Link>
        </p>
      </div>
    </div>
  );
}

interface FormProps {
  token: string;
  link: { purpose: 'activation' | 'reset'; displayName: string; email: string; expiresAt: string };
}

function PasswordForm({ token, link }: FormProps) {
  const [password, setPassword] = useState('');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const use = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/password-links/use', { body: { token, password } })),
  });
  usePageTitle(problems.length > 0 ? 'Error: Choose a password' : 'Choose a password');
  if (use.data !== undefined) return <Done email={use.data.email} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = password === '' ? [{ field: 'password', message: 'Enter a password' }] : [];
    setProblems(missing);
    if (missing.length > 0) return;
    use.mutate(undefined, {
      onError: (error) => setProblems(problemsOf(error, { password: 'password' })),
    });
  };
  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <Problems problems={problems} />
        <h1 className="nhsuk-heading-l">
          {link.purpose === 'activation' ? 'Welcome to Rotawright' : 'Choose a new password'}
        </h1>
        <p>
          For {link.displayName}, who signs in as <strong>{link.email}</strong>. This link works once, until{' '}
          {formatInstant(link.expiresAt)}.
        </p>
        <form onSubmit={submit} noValidate>
          <input
            type="email"
            className="nhsuk-u-visually-hidden"
            name="email"
            autoComplete="username"
            value={link.email}
            readOnly
            tabIndex={-1}
            aria-hidden="true"
          />
          <PasswordInput
            id="password"
            name="password"
            label="Password"
            hint="At least 12 characters. Four words that have nothing to do with each other are easy to remember and hard to guess."
            autoComplete="new-password"
            width={30}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={problemFor(problems, 'password')}
          />
          <Button type="submit" disabled={use.isPending}>
            {use.isPending ? 'Saving the password' : 'Save the password'}
          </Button>
        </form>
      </div>
    </div>
  );
}

function Done({ email }: { email: string }) {
  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">Your password is set</h1>
        <p role="status">
          Sign in as <strong>{email}</strong> with your new password. Everywhere else this account has been
          signed out.
        </p>
        <LinkButton to="/sign-in">Sign in</LinkButton>
      </div>
    </div>
  );
}
