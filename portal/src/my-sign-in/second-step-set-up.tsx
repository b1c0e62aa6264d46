import { Button, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useMemo, useState } from 'react';
import { renderSVG } from 'uqr';
import { type FieldProblem, Problems, problemFor, problemsOf } from '../common/problems';
import { OwnPasswordForm } from './own-password-form';
import { useMySignIn } from './use-my-sign-in';

interface Secret {
  secret: string;
  uri: string;
}

/** Password, then the app, then a code that proves it. */
export function SecondStepSetUp({
  onDone,
  onCancel,
}: {
  onDone: (recoveryCodes: readonly string[]) => void;
  onCancel: () => void;
}) {
  const { propose } = useMySignIn();
  const [secret, setSecret] = useState<Secret | null>(null);
  if (secret === null) {
    return (
      <OwnPasswordForm
        id="set-up-password"
        label="Your password, to begin"
        action="Continue"
        onSubmit={(password) => propose.mutateAsync({ password }).then(setSecret)}
        onCancel={onCancel}
      />
    );
  }
  return <ProveApp secret={secret} onDone={onDone} onCancel={onCancel} />;
}

function ProveApp({
  secret,
  onDone,
  onCancel,
}: {
  secret: Secret;
  onDone: (recoveryCodes: readonly string[]) => void;
  onCancel: () => void;
}) {
  const { confirm } = useMySignIn();
  const [code, setCode] = useState('');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = code.trim() === '' ? [{ field: 'app-code', message: 'Enter the code of your app' }] : [];
    setProblems(missing);
    if (missing.length > 0) return;
    confirm.mutate(
      { code: code.trim() },
      {
        onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
        onError: (error) => setProblems(problemsOf(error, { code: 'app-code' })),
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <ol className="nhsuk-list nhsuk-list--number">
        <li>Open an authenticator app on your phone, and add an account.</li>
        <li>
          Scan this picture with it:
          <QrCode uri={secret.uri} />
          Or type this secret: <code className="rw-secret">{inGroups(secret.secret)}</code>
        </li>
        <li>Type the code that the app shows.</li>
      </ol>
      <TextInput
        id="app-code"
        name="app-code"
        label="Code of your app"
        hint="Six digits"
        inputMode="numeric"
        autoComplete="one-time-code"
        width={10}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={problemFor(problems, 'app-code')}
      />
      <div className="nhsuk-button-group">
        <Button type="submit" disabled={confirm.isPending}>
          Turn codes on
        </Button>
        <Button type="button" secondary onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function QrCode({ uri }: { uri: string }) {
  const source = useMemo(
    () => `data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(uri, { border: 4 }))}`,
    [uri],
  );
  return (
    <img
      className="rw-qr-code"
      src={source}
      width={200}
      height={200}
      alt="QR code with the secret below, for an authenticator app"
    />
  );
}

/** Easier to type in fours; apps ignore the blanks. */
function inGroups(secret: string): string {
  return secret.replace(/.{4}(?=.)/g, '$& ');
}
