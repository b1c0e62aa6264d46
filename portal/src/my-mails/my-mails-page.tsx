import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { MailPreferencesForm } from './mail-preferences-form';
import { mailPreferencesQuery } from './queries';

/** Which mails one wants, and when. */
export function MyMailsPage() {
  const preferences = useQuery(mailPreferencesQuery);
  usePageTitle('Mails to you');
  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <p>
          <Link to="/my-rota">Back to my rota</Link>
        </p>
        <h1 className="nhsuk-heading-l">Mails to you</h1>
        <p>
          What you have to know of is always mailed at once: your rota and every change of it, swaps that wait
          for you, what came of your requests. The rest is as you like it.
        </p>
        <Loaded query={preferences} what="which mails you want">
          {(found) => <MailPreferencesForm key={found.version} preferences={found} />}
        </Loaded>
      </div>
    </div>
  );
}
