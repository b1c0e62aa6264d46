import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, csrf, etag } from '../api/client';
import { type Opened, type WorkedFields, type WorkedTimes } from './worked-form-model';

export interface WorkToEnter {
  opened: Opened;
  fields: WorkedFields;
  times: WorkedTimes;
}

/** Enters, changes or takes back what was worked. */
export function useEnterWork(unitId: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (work: WorkToEnter) => send(unitId, work),
    // What stands now is shown also after a refusal: perhaps somebody else was faster.
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ['worked-hours'] }),
        queryClient.invalidateQueries({ queryKey: ['payroll'] }),
      ]),
  });
}

async function send(unitId: string, { opened, fields, times }: WorkToEnter): Promise<unknown> {
  const entry = opened.shift?.entry ?? null;
  const { kind, note } = fields;
  if (kind === 'as-planned') {
    if (entry === null) return null;
    const header = { 'If-Match': etag(entry.version), ...csrf() };
    return answer(api.DELETE('/api/v1/worked-hours/{id}', { params: { path: { id: entry.id }, header } }));
  }
  const input = { kind, note, ...times };
  if (entry !== null) {
    const header = { 'If-Match': etag(entry.version), ...csrf() };
    return answer(
      api.PUT('/api/v1/worked-hours/{id}', { params: { path: { id: entry.id }, header }, body: input }),
    );
  }
  const assignmentId = opened.shift?.id ?? null;
  const body = { ...input, unitId, personId: fields.personId, assignmentId };
  return answer(api.POST('/api/v1/worked-hours', { params: { header: csrf() }, body }));
}
