import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { allPages } from '../api/pages';

const PAGE = 500;

export const templatesQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['rota-templates', { unitId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/templates', { params: { query: { unitId, cursor, limit: PAGE } } })),
      ),
  });

/** @param number null: the newest version */
export const templateQuery = (id: string, number: number | null) =>
  queryOptions({
    queryKey: ['rota-templates', id, { number }],
    queryFn: () =>
      answer(
        api.GET('/api/v1/templates/{id}', {
          params: { path: { id }, query: number === null ? {} : { number } },
        }),
      ),
  });

export const templateAnalysisQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ['rota-templates', id, 'analysis', { number }],
    queryFn: () =>
      answer(api.GET('/api/v1/templates/{id}/analysis', { params: { path: { id }, query: { number } } })),
  });

export const allocationsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['line-allocations', { unitId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/line-allocations', { params: { query: { unitId, cursor, limit: PAGE } } })),
      ),
  });

export const trainingNeedsQuery = (allocationId: string) =>
  queryOptions({
    queryKey: ['line-allocations', allocationId, 'training-needs'],
    queryFn: () =>
      answer(
        api.GET('/api/v1/line-allocations/{id}/training-needs', { params: { path: { id: allocationId } } }),
      ),
  });

export const allocationQuery = (id: string) =>
  queryOptions({
    queryKey: ['line-allocations', id],
    queryFn: () => answer(api.GET('/api/v1/line-allocations/{id}', { params: { path: { id } } })),
  });
