import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer, api, csrf, onSignedOut, setCsrfToken } from '../api/client';
import { sessionQuery } from '../api/queries';
import { type CurrentSession } from '../api/types';

/** Why the last session is over: the one who left knows, the sign-in page says so. */
let sessionOver: 'signed-out' | 'ended' | null = null;

export function whySessionIsOver(): typeof sessionOver {
  return sessionOver;
}

/** The session that a page behind the sign-in has. */
export function useSession(): CurrentSession | null {
  const { data } = useQuery(sessionQuery);
  return data ?? null;
}

export function useSignIn() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string; code?: string }) =>
      answer(api.POST('/api/v1/sessions', { body })),
    onSuccess: async (session) => {
      sessionOver = null;
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
  return useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/sessions/current', { params: { header: csrf() } })),
    // Without a session the page sends the reader to the sign-in page by itself.
    onSettled: () => {
      sessionOver = 'signed-out';
      setCsrfToken(null);
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

/** Notices when the service says that the session of a reader who was signed in has ended. */
export function useSessionEnd(): void {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      onSignedOut(() => {
        const session = queryClient.getQueryData(sessionQuery.queryKey);
        if (session === null || session === undefined) return;
        sessionOver = 'ended';
        setCsrfToken(null);
        queryClient.setQueryData(sessionQuery.queryKey, null);
      }),
    [queryClient],
  );
}
