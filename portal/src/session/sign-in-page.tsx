import { useQuery } from '@tanstack/react-query';
import { Button, PasswordInput, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { installationQuery } from '../api/queries';
import { isProblem } from '../api/problem';
import { type FieldProblem, Problems, problemFor } from '../common/problems';
import { usePageTitle } from '../common/use-page-title';
import { type SignInState, useSession, useSignIn } from './use-session';

export function SignInPage() {
  const state = (useLocation().state ?? {}) as SignInState;
  const session = useSession();
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  usePageTitle(problems.length > 0 ? 'Error: Sign in' : 'Sign in');

  if (session !== null) return <Navigate to={state.next ?? '/'} replace />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = missingFields(email, password);
    setProblems(missing);
    if (missing.length > 0) return;
    signIn.mutate({ email: email.trim(), password }, { onError: (error) => setProblems(refusal(error)) });
  };

  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <Problems problems={problems} />
        <h1 className="nhsuk-heading-l">Sign in</h1>
        <Reason state={state} />
        <form onSubmit={submit} noValidate>
          <TextInput
            id="email"
            name="email"
            type="email"
            label="Email address"
            autoComplete="username"
            spellCheck={false}
            width={30}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={problemFor(problems, 'email')}
          />
          <PasswordInput
            id="password"
            name="password"
            label="Password"
            autoComplete="current-password"
            width={30}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={problemFor(problems, 'password')}
          />
          <Button type="submit" disabled={signIn.isPending}>
            {signIn.isPending ? 'Signing in' : 'Sign in'}
          </Button>
        </form>
        <DemoSignIns
          onChoose={(chosen) => {
            setEmail(chosen.email);
            setPassword(chosen.password);
            setProblems([]);
          }}
        />
      </div>
    </div>
  );
}

function Reason({ state }: { state: SignInState }) {
  if (state.ended) {
    return (
      <p role="status">
        Your session has ended. Sign in again and you come back to where you were. What you saved is kept.
      </p>
    );
  }
  return state.signedOut ? <p role="status">You have signed out.</p> : null;
}

function DemoSignIns({ onChoose }: { onChoose: (chosen: { email: string; password: string }) => void }) {
  const { data } = useQuery(installationQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  if (data === undefined || !data.demo || data.demoSignIns.length === 0) return null;
  return (
    <section aria-labelledby="demo-sign-ins">
      <h2 className="nhsuk-heading-m" id="demo-sign-ins">
        Demo sign-ins
      </h2>
      <p>Choose one to fill in the form, then sign in.</p>
      <ul className="nhsuk-list">
        {data.demoSignIns.map((signIn) => (
          <li key={signIn.email}>
            <Button
              type="button"
              secondary
              small
              className="rw-button-flat"
              onClick={() => {
                onChoose(signIn);
                setChosen(signIn.email);
              }}
            >
              {`${roleLabel(signIn.role)}: ${signIn.email}`}
            </Button>
          </li>
        ))}
      </ul>
      <p role="status">{chosen === null ? '' : `Filled in for ${chosen}.`}</p>
    </section>
  );
}

function roleLabel(role: string): string {
  const words = role.replaceAll('-', ' ');
  return role === 'hr' ? 'HR' : words.charAt(0).toUpperCase() + words.slice(1);
}

function missingFields(email: string, password: string): FieldProblem[] {
  const missing: FieldProblem[] = [];
  if (email.trim() === '') missing.push({ field: 'email', message: 'Enter your email address' });
  if (password === '') missing.push({ field: 'password', message: 'Enter your password' });
  return missing;
}

function refusal(error: Error): FieldProblem[] {
  if (isProblem(error) && error.problem.errors.length > 0) {
    return error.problem.errors.map(({ path, message }) => ({ field: path, message }));
  }
  return [{ field: isProblem(error, 'wrong-credentials') ? 'email' : null, message: error.message }];
}
