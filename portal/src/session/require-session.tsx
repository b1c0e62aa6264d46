import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { setCsrfToken } from '../api/client';
import { sessionQuery } from '../api/queries';
import { Failure, Loading } from '../common/states';
import { type SignInState, useSessionEnd } from './use-session';

/** Lets through only who is signed in; others sign in first and come back. */
export function RequireSession() {
  const session = useQuery(sessionQuery);
  const location = useLocation();
  const [ended, setEnded] = useState(false);
  useSessionEnd(useCallback(() => setEnded(true), []));
  if (session.error !== null) {
    return <Failure error={session.error} onRetry={() => void session.refetch()} />;
  }
  if (session.data === undefined) return <Loading what="your session" />;
  if (session.data === null) {
    const state: SignInState = { next: `${location.pathname}${location.search}`, ended };
    return <Navigate to="/sign-in" replace state={state} />;
  }
  setCsrfToken(session.data.csrfToken);
  return <Outlet />;
}
