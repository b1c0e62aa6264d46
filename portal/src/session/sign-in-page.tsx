import { useQuery } from '@tanstack/react-query';
import { Button, PasswordInput, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link, Navigate, useLocation, useSearchParams } from 'react-router';
import { installationQuery } from '../api/queries';
import { isProblem } from '../api/problem';
import { type FieldProblem, Problems, problemFor } from '../common/problems';
import { usePageTitle } from '../common/use-page-title';
import { EmailField } from './email-field';
import { type SignInState, useSession, useSignIn } from './use-session';

export function SignInPage() {
  const state = (useLocation().state ?? {}) as SignInState;
  const session = useSession();
  const signIn = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [search] = useSearchParams();
  const fromProvider = search.get('problem');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  usePageTitle(problems.length > 0 ? 'Error: Sign in' : 'Sign in');

  if (session !== null) return <Navigate to={state.next ?? '/'} replace />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = missingFields(email, password, code);
    setProblems(missing);
    if (missing.length > 0) return;
    const credentials = { email: email.trim(), password, ...(code !== null && { code: code.trim() }) };
    signIn.mutate(credentials, {
      onError: (error) => {
        if (isProblem(error, 'second-step-needed')) setCode('');
        else setProblems(refusal(error));
      },
    });
  };

  if (code !== null) {
    return (
      <CodeForm
        code={code}
        problems={problems}
        pending={signIn.isPending}
        onChange={setCode}
        onSubmit={submit}
        onBack={() => {
          setCode(null);
          setProblems([]);
        }}
      />
    );
  }

  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <Problems problems={problems} />
        <h1 className="nhsuk-heading-l">Sign in</h1>
        <Reason state={state} />
        {fromProvider === null ? null : <ProviderProblem code={fromProvider} />}
        <ProviderButton next={state.next} />
        <form onSubmit={submit} noValidate>
          <EmailField value={email} problems={problems} onChange={setEmail} />
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
        <p>
          <Link to="/forgotten-password">Forgotten your password?</Link>
        </p>
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

/** The second step: the password was right, and the account asks for a code as well. */
function CodeForm({
  code,
  problems,
  pending,
  onChange,
  onSubmit,
  onBack,
}: {
  code: string;
  problems: readonly FieldProblem[];
  pending: boolean;
  onChange: (code: string) => void;
  onSubmit: (event: FormEvent) => void;
  onBack: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <Problems problems={problems} />
        <h1 className="nhsuk-heading-l" tabIndex={-1} ref={heading}>
          Type your code
        </h1>
        <form onSubmit={onSubmit} noValidate>
          <TextInput
            id="code"
            name="code"
            label="Code of your authenticator app"
            hint="Six digits; or one of your recovery codes, if you do not have your phone"
            autoComplete="one-time-code"
            spellCheck={false}
            width={20}
            value={code}
            onChange={(event) => onChange(event.currentTarget.value)}
            error={problemFor(problems, 'code')}
          />
          <div className="nhsuk-button-group">
            <Button type="submit" disabled={pending}>
              {pending ? 'Signing in' : 'Sign in'}
            </Button>
            <Button type="button" secondary onClick={onBack}>
              Back
            </Button>
          </div>
        </form>
      </div>
    </div>
  );
}

const PROVIDER_PROBLEMS: Readonly<Record<string, string>> = {
  'provider-unreachable':
    'The trust’s own sign-in cannot be reached. Sign in with a password, or try again later.',
  'provider-refused': 'The trust’s own sign-in did not vouch for you. Try again.',
  'provider-expired': 'That took too long, or was begun in another browser. Try again.',
  'provider-mismatch': 'Your address is linked to another identity of the trust. Ask HR.',
  'no-account': 'Nobody with your address has a sign-in here yet. Ask whoever runs your rota to invite you.',
  'account-closed': 'Your sign-in here has been closed. Ask whoever runs your rota, or HR.',
};

function ProviderProblem({ code }: { code: string }) {
  return (
    <div className="nhsuk-inset-text rw-failure" role="alert">
      <p>{PROVIDER_PROBLEMS[code] ?? 'Signing in did not work. Try again.'}</p>
    </div>
  );
}

function ProviderButton({ next }: { next: string | undefined }) {
  const { data } = useQuery(installationQuery);
  if (data?.provider !== true) return null;
  return (
    <>
      <a
        className="nhsuk-button"
        draggable={false}
        href={`/api/v1/sign-in/provider?next=${encodeURIComponent(next ?? '/')}`}
      >
        Sign in with the trust’s own sign-in
      </a>
      <p>Or sign in with a password:</p>
    </>
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

function missingFields(email: string, password: string, code: string | null): FieldProblem[] {
  const missing: FieldProblem[] = [];
  if (email.trim() === '') missing.push({ field: 'email', message: 'Enter your email address' });
  if (password === '') missing.push({ field: 'password', message: 'Enter your password' });
  if (code?.trim() === '') missing.push({ field: 'code', message: 'Enter the code of your app' });
  return missing;
}

function refusal(error: Error): FieldProblem[] {
  if (isProblem(error) && error.problem.errors.length > 0) {
    return error.problem.errors.map(({ path, message }) => ({ field: path, message }));
  }
  if (isProblem(error, 'wrong-code')) return [{ field: 'code', message: error.message }];
  return [{ field: isProblem(error, 'wrong-credentials') ? 'email' : null, message: error.message }];
}
