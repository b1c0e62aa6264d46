import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { allPages } from '../api/pages';
import { type paths } from '../api/generated/schema';

const PAGE = 500;

type Body<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Found } } };
}
  ? Found
  : never;

export type LeaveRequest = Body<paths['/api/v1/leave/requests/{id}']['get']>;
export type LeavePreview = Body<paths['/api/v1/leave/requests/preview']['post']>;
export type LeaveAccount = Body<paths['/api/v1/leave/accounts/{personId}']['get']>;
export type CapacityDay = Body<paths['/api/v1/leave/capacity']['get']>['days'][number];
export type LeaveLimits = Body<paths['/api/v1/units/{unitId}/leave-limits']['get']>;
export type LeaveGroup = LeaveLimits['groups'][number];
export type BlockedPeriod = LeaveLimits['blocked'][number];

/** @param on any day of the leave year; left out: today. */
export const leaveAccountQuery = (personId: string, on?: string) =>
  queryOptions({
    queryKey: ['leave', 'account', personId, { on }],
    queryFn: () =>
      answer(api.GET('/api/v1/leave/accounts/{personId}', { params: { path: { personId }, query: { on } } })),
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id],
    queryFn: () => answer(api.GET('/api/v1/people/{id}', { params: { path: { id } } })),
  });

export const leaveRequestsQuery = (of: { personId: string } | { unitId: string; state: 'requested' }) =>
  queryOptions({
    queryKey: ['leave', 'requests', of],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/leave/requests', { params: { query: { ...of, cursor, limit: PAGE } } })),
      ),
  });

export const leavePreviewQuery = (id: string) =>
  queryOptions({
    queryKey: ['leave', 'preview', id],
    queryFn: () => answer(api.GET('/api/v1/leave/requests/{id}/preview', { params: { path: { id } } })),
  });

export const capacityQuery = (unitId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['leave', 'capacity', { unitId, from, to }],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/leave/capacity', { params: { query: { unitId, from, to } } }))).days,
  });

export const leaveLimitsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['leave', 'limits', unitId],
    queryFn: () => answer(api.GET('/api/v1/units/{unitId}/leave-limits', { params: { path: { unitId } } })),
  });
