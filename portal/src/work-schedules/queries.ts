import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { allPages } from '../api/pages';

const PAGE = 500;
export const WORK_SCHEDULES = 'work-schedules';

export const unitSchedulesQuery = (unitId: string, on: string) =>
  queryOptions({
    queryKey: [WORK_SCHEDULES, { unitId, on }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/work-schedules', { params: { query: { unitId, on, cursor, limit: PAGE } } })),
      ),
  });

export const personSchedulesQuery = (personId: string) =>
  queryOptions({
    queryKey: [WORK_SCHEDULES, { personId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(
          api.GET('/api/v1/work-schedules/people/{personId}', {
            params: { path: { personId }, query: { cursor, limit: PAGE } },
          }),
        ),
      ),
  });

export const scheduleQuery = (id: string) =>
  queryOptions({
    queryKey: [WORK_SCHEDULES, id],
    queryFn: () => answer(api.GET('/api/v1/work-schedules/{id}', { params: { path: { id } } })),
  });

/** @param number of a version */
export const scheduleTextQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: [WORK_SCHEDULES, id, number],
    queryFn: () =>
      answer(api.GET('/api/v1/work-schedules/{id}/content', { params: { path: { id }, query: { number } } })),
  });

export function documentAddress(id: string, number: number, format: 'html' | 'pdf'): string {
  return `/api/v1/work-schedules/${id}/document?${new URLSearchParams({ format, number: String(number) }).toString()}`;
}
