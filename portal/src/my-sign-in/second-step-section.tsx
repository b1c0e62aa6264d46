import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { type MySignIn } from '../api/types';
import { count, formatInstant } from '../common/dates';
import { OwnPasswordForm } from './own-password-form';
import { RecoveryCodes } from './recovery-codes';
import { SecondStepSetUp } from './second-step-set-up';
import { useMySignIn } from './use-my-sign-in';

type Doing = 'nothing' | 'setting-up' | 'turning-off' | 'renewing';

/** The codes of an authenticator app: turned on and off, and recovery codes. */
export function SecondStepSection({ mine }: { mine: MySignIn }) {
  const { remove, newCodes, refresh } = useMySignIn();
  const [doing, setDoing] = useState<Doing>('nothing');
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const showCodes = (shown: readonly string[]) => {
    setCodes(shown);
    setDoing('nothing');
  };
  const cancel = () => setDoing('nothing');
  return (
    <section aria-labelledby="second-step-heading">
      <h2 className="nhsuk-heading-m" id="second-step-heading">
        Authenticator app
      </h2>
      {codes === null ? (
        <State mine={mine} />
      ) : (
        <RecoveryCodes
          codes={codes}
          onKept={() => {
            setCodes(null);
            void refresh();
          }}
        />
      )}
      {doing === 'setting-up' ? <SecondStepSetUp onDone={showCodes} onCancel={cancel} /> : null}
      {doing === 'turning-off' ? (
        <OwnPasswordForm
          id="off-password"
          label="Your password, to turn codes off"
          action="Turn codes off"
          onSubmit={(password) => remove.mutateAsync({ password }).then(cancel)}
          onCancel={cancel}
        />
      ) : null}
      {doing === 'renewing' ? (
        <OwnPasswordForm
          id="renew-password"
          label="Your password, to get new recovery codes"
          action="Get new recovery codes"
          onSubmit={(password) =>
            newCodes.mutateAsync({ password }).then(({ recoveryCodes }) => showCodes(recoveryCodes))
          }
          onCancel={cancel}
        />
      ) : null}
      {doing === 'nothing' && codes === null ? <Offers mine={mine} onChoose={setDoing} /> : null}
    </section>
  );
}

function State({ mine }: { mine: MySignIn }) {
  if (mine.secondStepSince === null) {
    return (
      <p>
        With an authenticator app on your phone, a password that somebody has learnt is not enough to sign in
        as you.
      </p>
    );
  }
  return (
    <p role="status">
      Since {formatInstant(mine.secondStepSince)} signing in asks for a code of your app as well.{' '}
      {count(mine.recoveryCodesLeft, 'recovery code')} left.
    </p>
  );
}

function Offers({ mine, onChoose }: { mine: MySignIn; onChoose: (doing: Doing) => void }) {
  if (mine.secondStepSince === null) {
    return (
      <Button type="button" onClick={() => onChoose('setting-up')}>
        Set up an authenticator app
      </Button>
    );
  }
  return (
    <div className="nhsuk-button-group">
      <Button type="button" secondary onClick={() => onChoose('renewing')}>
        Get new recovery codes
      </Button>
      <Button type="button" secondary onClick={() => onChoose('turning-off')}>
        Turn codes off
      </Button>
    </div>
  );
}
