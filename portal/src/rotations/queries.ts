import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { allPages } from '../api/pages';

const PAGE = 500;

export const rotationsQuery = queryOptions({
  queryKey: ['rotations'],
  queryFn: () =>
    allPages((cursor) =>
      answer(api.GET('/api/v1/rotations', { params: { query: { cursor, limit: PAGE } } })),
    ),
});

export const rotationQuery = (id: string) =>
  queryOptions({
    queryKey: ['rotations', id],
    queryFn: () => answer(api.GET('/api/v1/rotations/{id}', { params: { path: { id } } })),
  });

export const onTimeShareQuery = queryOptions({
  queryKey: ['rotations', 'on-time-share'],
  queryFn: () => answer(api.GET('/api/v1/rotations/on-time-share')),
});

export const ownersQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['rotation-owners', { unitId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/rotations/owners', { params: { query: { unitId, cursor, limit: PAGE } } })),
      ),
  });
