import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer } from 'react';
import { fillQuery } from '../api/queries';
import { isRecord } from '../api/problem';
import { type Fill } from '../api/types';
import { type FillPoint, type FillProgress, NO_PROGRESS, progressReducer } from './fill-progress';

const RETRY_MS = 2000;
const ENDED = new Set<Fill['state']>(['done', 'stopped', 'failed']);

export function hasEnded(fill: Fill | undefined): boolean {
  return fill !== undefined && ENDED.has(fill.state);
}

/**
 * A fill as it goes: what the service sends while it runs, picked up again after a reload or a lost connection.
 * When it has ended, everything that is known of the rota is asked for anew.
 */
export function useFillProgress(
  fillId: string,
  rotaId: string,
): { fill: Fill | undefined; progress: FillProgress } {
  const queryClient = useQueryClient();
  const fill = useQuery(fillQuery(fillId)).data;
  const [progress, dispatch] = useReducer(progressReducer, NO_PROGRESS);
  const ended = hasEnded(fill);

  useEffect(() => {
    if (ended) return undefined;
    const stop = listen(fillId, {
      onProgress: (point) => dispatch(point),
      onState: () => void queryClient.invalidateQueries({ queryKey: fillQuery(fillId).queryKey }),
      onDone: async (finished) => {
        queryClient.setQueryData(fillQuery(fillId).queryKey, finished);
        await queryClient.invalidateQueries({ queryKey: ['rota', rotaId] });
      },
      // A stream that the service refuses may be one of a fill that has ended, or a session that has.
      onRefused: () => void queryClient.invalidateQueries({ queryKey: fillQuery(fillId).queryKey }),
    });
    return stop;
  }, [fillId, rotaId, ended, queryClient]);
  useEffect(() => {
    if (ended) void queryClient.invalidateQueries({ queryKey: ['rota', rotaId] });
  }, [ended, queryClient, rotaId]);
  return { fill, progress };
}

interface Listeners {
  onProgress: (point: FillPoint) => void;
  onState: () => void;
  onDone: (fill: Fill) => Promise<void>;
  onRefused: () => void;
}

/** The browser reconnects by itself and resumes at the last event, unless the service refuses: then we try anew. */
function listen(fillId: string, listeners: Listeners): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(`/api/v1/fills/${encodeURIComponent(fillId)}/events`);
    source.addEventListener('progress', (event: MessageEvent<string>) => {
      const point = readPoint(event.data);
      if (point !== null) listeners.onProgress(point);
    });
    source.addEventListener('state', () => listeners.onState());
    source.addEventListener('done', (event: MessageEvent<string>) => {
      source.close();
      void listeners.onDone(JSON.parse(event.data) as Fill);
    });
    source.addEventListener('error', () => {
      if (source.readyState !== EventSource.CLOSED) return;
      listeners.onRefused();
      retry = setTimeout(open, RETRY_MS);
    });
  };
  open();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}

function readPoint(data: string): FillPoint | null {
  const value: unknown = JSON.parse(data);
  if (!isRecord(value) || typeof value.elapsedMs !== 'number' || typeof value.objective !== 'number')
    return null;
  return {
    seq: Number(value.seq),
    elapsedMs: value.elapsedMs,
    objective: value.objective,
    hardViolations: Number(value.hardViolations),
    unfilled: Number(value.unfilled),
    lowerBound: typeof value.lowerBound === 'number' ? value.lowerBound : null,
  };
}
