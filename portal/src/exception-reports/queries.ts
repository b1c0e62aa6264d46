import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { allPages } from '../api/pages';

const PAGE = 500;

export const myReportsQuery = queryOptions({
  queryKey: ['exception-reports', 'mine'],
  queryFn: () =>
    allPages((cursor) =>
      answer(api.GET('/api/v1/exception-reports/mine', { params: { query: { cursor, limit: PAGE } } })),
    ),
});

export const deskQuery = (open: boolean) =>
  queryOptions({
    queryKey: ['exception-reports', 'desk', open],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/exception-reports', { params: { query: { open, cursor, limit: PAGE } } })),
      ),
  });

/** Looking at it is noted, so it is not looked at again by itself. */
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['exception-reports', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/exception-reports/{id}', { params: { path: { id } } })),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

export const reportEventsQuery = (id: string) =>
  queryOptions({
    queryKey: ['exception-reports', 'events', id],
    queryFn: () =>
      allPages((cursor) =>
        answer(
          api.GET('/api/v1/exception-reports/{id}/events', {
            params: { path: { id }, query: { cursor, limit: PAGE } },
          }),
        ),
      ),
  });

export const finesQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['exception-report-fines', reportId],
    queryFn: () =>
      answer(api.GET('/api/v1/exception-reports/{id}/fines', { params: { path: { id: reportId } } })),
  });

export const finesSummaryQuery = queryOptions({
  queryKey: ['exception-report-fines'],
  queryFn: () => answer(api.GET('/api/v1/exception-reports/fines')),
});

export const reportCountsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['exception-reports', 'counts', unitId],
    queryFn: () => answer(api.GET('/api/v1/exception-reports/counts', { params: { query: { unitId } } })),
  });

export const reportTermsQuery = queryOptions({
  queryKey: ['exception-reports', 'terms'],
  queryFn: () => answer(api.GET('/api/v1/exception-reports/terms')),
  staleTime: Infinity,
});
