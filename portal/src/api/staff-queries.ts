import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import { allPages } from './pages';
import { type SwapWay } from './staff-types';

const PAGE = 500;
/** Of swaps that are over so many are shown. */
const OVER = 20;

/** What changed since `since`; in the rotas of `seen` since those versions. */
export const myChangesQuery = (mark: { since: string; seen: string | undefined }) =>
  queryOptions({
    queryKey: ['my-rota', 'changes', mark],
    queryFn: () => answer(api.GET('/api/v1/my/rota/changes', { params: { query: mark } })),
  });

export const myStandingQuery = (on: string) =>
  queryOptions({
    queryKey: ['my-rota', 'standing', on],
    queryFn: () => answer(api.GET('/api/v1/my/rota/standing', { params: { query: { on } } })),
  });

export const myShiftQuery = (id: string) =>
  queryOptions({
    queryKey: ['my-rota', 'shift', id],
    queryFn: () => answer(api.GET('/api/v1/my/rota/shifts/{id}', { params: { path: { id } } })),
  });

export const myFeedQuery = queryOptions({
  queryKey: ['my-feed'],
  queryFn: () => answer(api.GET('/api/v1/my/feed')),
});

/** Swaps that are under way: one's own, the pools of one's units, and of a unit for its coordinator. */
export const swapsUnderWayQuery = (unitId?: string) =>
  queryOptions({
    queryKey: ['swaps', { unitId }, 'under-way'],
    queryFn: () =>
      allPages((cursor) =>
        answer(
          api.GET('/api/v1/swaps', {
            params: { query: { unitId, state: 'under-way', cursor, limit: PAGE } },
          }),
        ),
      ),
  });

/** The newest swaps, whatever became of them. */
export const newestSwapsQuery = (unitId?: string) =>
  queryOptions({
    queryKey: ['swaps', { unitId }, 'newest'],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/swaps', { params: { query: { unitId, limit: OVER } } }))).items,
  });

export const swapQuery = (id: string) =>
  queryOptions({
    queryKey: ['swaps', id],
    queryFn: () => answer(api.GET('/api/v1/swaps/{id}', { params: { path: { id } } })),
  });

export const swapVerdictQuery = (id: string) =>
  queryOptions({
    queryKey: ['swaps', id, 'verdict'],
    queryFn: () => answer(api.GET('/api/v1/swaps/{id}/verdict', { params: { path: { id } } })),
  });

export const suggestionsQuery = (assignmentId: string, kind: SwapWay, limit: number) =>
  queryOptions({
    queryKey: ['swaps', 'suggestions', assignmentId, kind, limit],
    queryFn: () =>
      answer(api.GET('/api/v1/swaps/suggestions', { params: { query: { assignmentId, kind, limit } } })),
  });

export const changeLimitsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['change-limits', unitId],
    queryFn: () => answer(api.GET('/api/v1/units/{unitId}/change-limits', { params: { path: { unitId } } })),
  });

/** Open shifts that are offered to oneself, each with whether one may work it. */
export const offeredVacanciesQuery = queryOptions({
  queryKey: ['vacancies', 'mine'],
  queryFn: () =>
    allPages((cursor) =>
      answer(api.GET('/api/v1/vacancies', { params: { query: { mine: true, cursor, limit: PAGE } } })),
    ),
});

export const unitVacanciesQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['vacancies', { unitId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(
          api.GET('/api/v1/vacancies', { params: { query: { unitId, mine: false, cursor, limit: PAGE } } }),
        ),
      ),
  });

export const vacancyQuery = (id: string) =>
  queryOptions({
    queryKey: ['vacancies', id],
    queryFn: () => answer(api.GET('/api/v1/vacancies/{id}', { params: { path: { id } } })),
  });

export const ladderQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['vacancy-ladder', unitId],
    queryFn: () => answer(api.GET('/api/v1/units/{unitId}/vacancy-ladder', { params: { path: { unitId } } })),
  });
