import { Link, useRouteError } from 'react-router';
import { usePageTitle } from '../common/use-page-title';

export function NotFoundPage() {
  usePageTitle('Page not found');
  return (
    <>
      <h1 className="nhsuk-heading-l">Page not found</h1>
      <p>
        If you typed the address, check that it is right. If you followed a link, what it led to may be gone.
      </p>
      <p>
        <Link to="/">Go to your rotas</Link>
      </p>
    </>
  );
}

/** Shown when a page itself fails; what was saved is in the service and stays there. */
export function CrashPage() {
  const error = useRouteError();
  usePageTitle('Something went wrong');
  return (
    <div className="nhsuk-width-container">
      <main className="nhsuk-main-wrapper" id="maincontent">
        <h1 className="nhsuk-heading-l">Something went wrong on this page</h1>
        <p>Everything that you saved before is kept. Load the page again to go on.</p>
        <p>{error instanceof Error ? error.message : String(error)}</p>
        <p>
          <a href="/">Go to your rotas</a>
        </p>
      </main>
    </div>
  );
}
