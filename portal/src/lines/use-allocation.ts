import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, csrf, etag } from '../api/client';
import { allocationQuery } from './queries';
import { type Allocation, type LinePlace } from './types';

export interface PlaceToPut {
  readonly placeId: string;
  readonly personId: string;
  readonly lineId: string;
  readonly startWeek: number;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly shareThousandths: number;
  readonly daysOff: number[];
  readonly pinned: boolean;
  readonly overrideReason: string | null;
}

/** What can be done with an allocation. */
export function useAllocation({ id, version }: Pick<Allocation, 'id' | 'version'>) {
  const queryClient = useQueryClient();
  const header = () => ({ ...csrf(), 'If-Match': etag(version) });
  const keep = (allocation: Allocation) => {
    queryClient.setQueryData(allocationQuery(id).queryKey, allocation);
  };
  const onSettled = () => queryClient.invalidateQueries({ queryKey: ['line-allocations'] });
  const propose = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/line-allocations/{id}/proposal', { params: { path: { id }, header: header() } }),
      ),
    onSuccess: keep,
    onSettled,
  });
  const put = useMutation({
    mutationFn: ({ placeId, ...body }: PlaceToPut) =>
      answer(
        api.PUT('/api/v1/line-allocations/{id}/places/{placeId}', {
          params: { path: { id, placeId }, header: header() },
          body,
        }),
      ),
    onSuccess: ({ allocation }) => keep(allocation),
    onSettled,
  });
  const takeOff = useMutation({
    mutationFn: ({ id: placeId }: Pick<LinePlace, 'id'>) =>
      answer(
        api.DELETE('/api/v1/line-allocations/{id}/places/{placeId}', {
          params: { path: { id, placeId }, header: header() },
        }),
      ),
    onSuccess: keep,
    onSettled,
  });
  const makeRoster = useMutation({
    mutationFn: (body: { rotaId: string | null; name?: string }) =>
      answer(
        api.POST('/api/v1/line-allocations/{id}/duty-roster', {
          params: { path: { id }, header: header() },
          body,
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['rotas'] }),
  });
  return { propose, put, takeOff, makeRoster };
}
