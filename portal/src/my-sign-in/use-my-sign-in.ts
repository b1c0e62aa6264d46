import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, csrf } from '../api/client';
import { allPages } from '../api/pages';
import { sessionQuery } from '../api/queries';

const PAGE = 500;

export const mySignInQuery = queryOptions({
  queryKey: ['my-sign-in'],
  queryFn: () => answer(api.GET('/api/v1/my/sign-in')),
});

export const mySessionsQuery = queryOptions({
  queryKey: ['my-sessions'],
  queryFn: () =>
    allPages((cursor) => answer(api.GET('/api/v1/sessions', { params: { query: { cursor, limit: PAGE } } }))),
});

const params = () => ({ header: csrf() });

/** What can be changed of one's own sign-in. */
export function useMySignIn() {
  const queryClient = useQueryClient();
  const onSettled = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: mySignInQuery.queryKey }),
      queryClient.invalidateQueries({ queryKey: mySessionsQuery.queryKey }),
      queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    ]);
  return {
    changePassword: useMutation({
      mutationFn: (body: { password: string; newPassword: string }) =>
        answer(api.POST('/api/v1/my/sign-in/password', { params: params(), body })),
      onSettled,
    }),
    propose: useMutation({
      mutationFn: (body: { password: string }) =>
        answer(api.POST('/api/v1/my/sign-in/second-step', { params: params(), body })),
    }),
    confirm: useMutation({
      mutationFn: (body: { code: string }) =>
        answer(api.POST('/api/v1/my/sign-in/second-step/confirmation', { params: params(), body })),
    }),
    remove: useMutation({
      mutationFn: (body: { password: string }) =>
        answer(api.POST('/api/v1/my/sign-in/second-step/removal', { params: params(), body })),
      onSettled,
    }),
    newCodes: useMutation({
      mutationFn: (body: { password: string }) =>
        answer(api.POST('/api/v1/my/sign-in/recovery-codes', { params: params(), body })),
      onSettled,
    }),
    endSession: useMutation({
      mutationFn: (id: string) =>
        answer(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id }, header: csrf() } })),
      onSettled,
    }),
    refresh: onSettled,
  };
}
