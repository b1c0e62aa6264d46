import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { answer, api, csrf, onSignedOut, setCsrfToken } from '../api/client';
import { sessionQuery } from '../api/queries';
import { type Account, type CurrentSession } from '../api/types';

export interface Session {
  account: Account;
  demo: boolean;
}

/** The session that a page behind the sign-in has. */
export function useSession(): CurrentSession | null {
  const { data } = useQuery(sessionQuery);
  return data ?? null;
}

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => answer(api.POST('/api/v1/sessions', { body })),
    onSuccess: async (session) => {
      setCsrfToken(session.csrfToken);
      // What another account saw is no business of this one.
      queryClient.removeQueries({ predicate: (query) => !isShared(query.queryKey) });
      await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
  });
}

function isShared(queryKey: readonly unknown[]): boolean {
  return queryKey[0] === 'installation' || queryKey[0] === 'session';
}

export function useSignOut() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/sessions/current', { params: { header: csrf() } })),
    onSettled: async () => {
      setCsrfToken(null);
      await navigate('/sign-in', { state: { signedOut: true } });
      queryClient.setQueryData(sessionQuery.queryKey, null);
      queryClient.removeQueries({ predicate: (query) => !isShared(query.queryKey) });
    },
  });
}

/** Where the sign-in page sends a reader back to, and why they are there. */
export interface SignInState {
  next?: string;
  ended?: boolean;
  signedOut?: boolean;
}

/** Sends a reader whose session has ended to the sign-in page, with the way back to where they were. */
export function useReturnAfterSessionEnd(): void {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const location = useLocation();
  const here = `${location.pathname}${location.search}`;
  useEffect(
    () =>
      onSignedOut(() => {
        if (queryClient.getQueryData(sessionQuery.queryKey) === null) return;
        if (queryClient.getQueryData(sessionQuery.queryKey) === undefined) return;
        setCsrfToken(null);
        const state: SignInState = { next: here, ended: true };
        void navigate('/sign-in', { state });
        queryClient.setQueryData(sessionQuery.queryKey, null);
      }),
    [queryClient, navigate, here],
  );
}
