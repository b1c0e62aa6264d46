import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, csrf, etag } from '../api/client';
import { allPages } from '../api/pages';
import { type Intake } from '../intake/types';
import { isUnderWay } from './run-words';
import { type ApprovalRun } from './types';

const KEY = 'approval-runs';
const PAGE = 500;
const LOOK_AGAIN_MS = 1000;

/** Newest first; looked at again while the newest is under way. */
export const runsQuery = (rotationId: string) =>
  queryOptions({
    queryKey: [KEY, { rotationId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/approval-runs', { params: { query: { rotationId, cursor, limit: PAGE } } })),
      ),
    refetchInterval: ({ state: { data } }) => {
      const [newest] = data ?? [];
      return newest !== undefined && isUnderWay(newest) ? LOOK_AGAIN_MS : false;
    },
  });

/** @param version of the run, so that sign-ins are looked at again when it has moved on */
export const runDoctorsQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: [KEY, id, 'doctors', version],
    queryFn: () =>
      allPages((cursor) =>
        answer(
          api.GET('/api/v1/approval-runs/{id}/doctors', {
            params: { path: { id }, query: { cursor, limit: PAGE } },
          }),
        ),
      ),
  });

/** What a run begins with. */
export interface RunWish {
  readonly sheet: Intake | undefined;
  readonly fillSeconds: number | undefined;
}

function confirmed({ id, version, placements, people }: Intake) {
  return { id, version, refused: placements.refused + people.refused, removed: placements.removed };
}

export function useStartRun(rotationId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ sheet, fillSeconds }: RunWish) =>
      answer(
        api.POST('/api/v1/approval-runs', {
          params: { header: csrf() },
          body: { rotationId, fillSeconds, ...(sheet && { intake: confirmed(sheet) }) },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries(),
  });
}

/** What can be done with a run, as it was seen. */
export function useRun({ id, version, findings }: ApprovalRun) {
  const queryClient = useQueryClient();
  const params = { path: { id }, header: { ...csrf(), 'If-Match': etag(version) } };
  const onSettled = () => queryClient.invalidateQueries();
  return {
    check: useMutation({
      mutationFn: () => answer(api.POST('/api/v1/approval-runs/{id}/check', { params })),
      onSettled,
    }),
    approve: useMutation({
      mutationFn: (publish: boolean) =>
        answer(api.POST('/api/v1/approval-runs/{id}/approval', { params, body: { findings, publish } })),
      onSettled,
    }),
    skipFill: useMutation({
      mutationFn: () => answer(api.POST('/api/v1/approval-runs/{id}/fill-skip', { params })),
      onSettled,
    }),
    discard: useMutation({
      mutationFn: () => answer(api.DELETE('/api/v1/approval-runs/{id}', { params })),
      onSettled,
    }),
  };
}
