import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { allPages } from '../api/pages';
import { type Intake, type RowFilter } from './types';

const PAGE = 500;
const ROWS_SHOWN = 100;

export const intakesQuery = queryOptions({
  queryKey: ['intakes'],
  queryFn: () => answer(api.GET('/api/v1/intakes', { params: { query: { limit: 50 } } })),
});

export const intakeQuery = (id: string) =>
  queryOptions({
    queryKey: ['intake', id],
    queryFn: () => answer(api.GET('/api/v1/intakes/{id}', { params: { path: { id } } })),
  });

/** Page by page: a sheet may have thousands of rows. */
export const intakeRowsQuery = (intake: Intake, state: RowFilter) =>
  infiniteQueryOptions({
    queryKey: ['intake', intake.id, 'rows', intake.version, state],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/intakes/{id}/rows', {
          params: {
            path: { id: intake.id },
            query: { state, limit: ROWS_SHOWN, ...(pageParam === '' ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const postMappingsQuery = queryOptions({
  queryKey: ['post-mappings'],
  queryFn: () =>
    allPages((cursor) =>
      answer(api.GET('/api/v1/post-mappings', { params: { query: { cursor, limit: PAGE } } })),
    ),
});
