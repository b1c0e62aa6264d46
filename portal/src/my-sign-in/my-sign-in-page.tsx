import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { useSession } from '../session/use-session';
import { PasswordSection } from './password-section';
import { SecondStepSection } from './second-step-section';
import { SessionSection } from './session-section';
import { mySignInQuery } from './use-my-sign-in';

/** One's own sign-in: password, second step, and where one is signed in. */
export function MySignInPage() {
  const mine = useQuery(mySignInQuery);
  const session = useSession();
  usePageTitle('Your sign-in');
  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">Your sign-in</h1>
        {session?.missing === 'second-step' ? (
          <div className="nhsuk-inset-text" role="status">
            <p>
              Your role lets you change other people’s work, so your password alone is not enough. Set up an
              authenticator app to go on.
            </p>
          </div>
        ) : null}
        <Loaded query={mine} what="your sign-in">
          {(found) => (
            <>
              <p>
                You sign in as <strong>{found.email}</strong>
                {found.hasProvider ? ', also by the trust’s own sign-in' : ''}.
              </p>
              {session?.account.personId ? (
                <p>
                  <Link to="/my-mails">Choose which mails you get</Link>
                </p>
              ) : null}
              {found.hasPassword ? (
                <>
                  <SecondStepSection mine={found} />
                  <PasswordSection email={found.email} />
                </>
              ) : (
                <p>
                  You have no password here: the trust’s own sign-in looks after it, and after its second
                  step.
                </p>
              )}
              <SessionSection />
            </>
          )}
        </Loaded>
      </div>
    </div>
  );
}
