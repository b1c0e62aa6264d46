import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { setCsrfToken } from '../api/client';
import { sessionQuery } from '../api/queries';
import { Failure, Loading } from '../common/states';
import { type SignInState, useSessionEnd, whySessionIsOver } from './use-session';

/** Lets through only who is signed in; others sign in first and come back. */
export function RequireSession() {
  const session = useQuery(sessionQuery);
  const location = useLocation();
  useSessionEnd();
  if (session.error !== null) {
    return <Failure error={session.error} onRetry={() => void session.refetch()} />;
  }
  if (session.data === undefined) return <Loading what="your session" />;
  if (session.data === null) {
    const over = whySessionIsOver();
    const state: SignInState =
      over === 'signed-out'
        ? { signedOut: true }
        : { next: `${location.pathname}${location.search}`, ended: over === 'ended' };
    return <Navigate to="/sign-in" replace state={state} />;
  }
  setCsrfToken(session.data.csrfToken);
  if (session.data.missing !== null && location.pathname !== '/my-sign-in') {
    return <Navigate to="/my-sign-in" replace />;
  }
  return <Outlet />;
}
