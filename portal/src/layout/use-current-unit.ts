import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { rotaQuery } from '../api/queries';

let lastUnitId: string | undefined;

/** The unit that the page is about, or else the one looked at last. */
export function useCurrentUnitId(): string | undefined {
  const { unitId, rotaId } = useParams();
  const rota = useQuery({ ...rotaQuery(rotaId ?? ''), enabled: rotaId !== undefined });
  const current = unitId ?? rota.data?.unitId;
  useEffect(() => {
    if (current !== undefined) lastUnitId = current;
  }, [current]);
  return current ?? lastUnitId;
}
