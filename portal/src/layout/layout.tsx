import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, NavigationType, Outlet, useLocation, useNavigationType } from 'react-router';
import { installationQuery } from '../api/queries';
import { Announcer } from '../common/announcer';
import { useSession, useSignOut } from '../session/use-session';
import { MainNavigation } from './main-navigation';

/** The frame of every page: skip link, demo banner, header, navigation, content. */
export function Layout() {
  const session = useSession();
  const main = useRef<HTMLElement>(null);
  useFocusOnNavigation(main);
  return (
    <>
      <a className="nhsuk-skip-link" href="#maincontent">
        Skip to main content
      </a>
      <Announcer />
      <DemoBanner />
      <header className="nhsuk-header" role="banner">
        <div className="nhsuk-header__container nhsuk-width-container-fluid">
          <div className="nhsuk-header__service">
            <Link className="nhsuk-header__service-name" to="/">
              Rotawright
            </Link>
          </div>
          {session === null ? null : <Account name={session.account.displayName} />}
        </div>
      </header>
      {session?.missing === null ? <MainNavigation account={session.account} /> : null}
      <div className="nhsuk-width-container-fluid">
        <main className="nhsuk-main-wrapper rw-main" id="maincontent" tabIndex={-1} ref={main}>
          <Outlet />
        </main>
      </div>
    </>
  );
}

function DemoBanner() {
  const { data } = useQuery(installationQuery);
  if (!data?.demo) return null;
  return (
    <section className="rw-demo-banner" aria-label="Demo">
      <div className="nhsuk-width-container-fluid">
        <strong>This is a demo.</strong> The hospital, its people and their rotas are invented.
      </div>
    </section>
  );
}

function Account({ name }: { name: string }) {
  const signOut = useSignOut();
  return (
    <nav className="nhsuk-header__account" aria-label="Account">
      <ul className="nhsuk-header__account-list">
        <li className="nhsuk-header__account-item">
          <Link className="nhsuk-header__account-link" to="/my-sign-in">
            {name}
            <span className="nhsuk-u-visually-hidden">: your sign-in</span>
          </Link>
        </li>
        <li className="nhsuk-header__account-item">
          <button
            type="button"
            className="nhsuk-header__account-button"
            onClick={() => signOut.mutate()}
            disabled={signOut.isPending}
          >
            Sign out
          </button>
        </li>
      </ul>
    </nav>
  );
}

/**
 * A reader who follows a link hears the new page from its start, as after a page load. One whom a page sends on while
 * they already use the header or the menu stays where they are.
 */
function useFocusOnNavigation(main: React.RefObject<HTMLElement | null>): void {
  const { pathname } = useLocation();
  const isRedirected = useNavigationType() === NavigationType.Replace;
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    const held = document.activeElement;
    const isHeldOutside = held !== null && held !== document.body && !main.current?.contains(held);
    if (isRedirected && isHeldOutside) return;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname, isRedirected, main]);
}
