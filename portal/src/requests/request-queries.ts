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

export type Round = Body<paths['/api/v1/rounds/{id}']['get']>;
export type PickedShift = Body<paths['/api/v1/rounds/{id}/picks']['get']>['items'][number];
export type PickableShift = Body<paths['/api/v1/rounds/{id}/shifts']['get']>['items'][number];
export type Outcome = Body<paths['/api/v1/availability/outcomes']['get']>['items'][number];

/** Of a unit, or of all of the reader's. */
export const roundsQuery = (unitId?: string) =>
  queryOptions({
    queryKey: ['rounds', { unitId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/rounds', { params: { query: { unitId, cursor, limit: PAGE } } })),
      ),
  });

export const picksQuery = (id: string) =>
  queryOptions({
    queryKey: ['rounds', id, 'picks'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/rounds/{id}/picks', { params: { path: { id } } }))).items,
  });

export const pickableQuery = (id: string) =>
  queryOptions({
    queryKey: ['rounds', id, 'shifts'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/rounds/{id}/shifts', { params: { path: { id } } }))).items,
  });

export const myRequestsQuery = (personId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['availability', { personId, from, to }],
    queryFn: () =>
      allPages((cursor) =>
        answer(
          api.GET('/api/v1/availability', { params: { query: { personId, from, to, cursor, limit: PAGE } } }),
        ),
      ),
  });

export const outcomesQuery = (personId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['availability', 'outcomes', { personId, from, to }],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/availability/outcomes', { params: { query: { personId, from, to } } })))
        .items,
  });
