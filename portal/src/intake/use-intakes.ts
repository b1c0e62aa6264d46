import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, csrf, etag } from '../api/client';
import { intakeQuery, intakesQuery, postMappingsQuery } from './queries';
import { type Intake } from './types';

export interface Upload {
  readonly sheet: File;
  readonly people: File | null;
  readonly complete: boolean;
}

/** Uploads sheets; nothing is changed by it but that they can be looked at. */
export function useUpload() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (upload: Upload) =>
      answer(
        api.POST('/api/v1/intakes', {
          params: { header: csrf() },
          body: { sheet: upload.sheet.name, complete: upload.complete ? 'true' : 'false' },
          bodySerializer: () => formOf(upload),
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: intakesQuery.queryKey }),
  });
}

function formOf({ sheet, people, complete }: Upload): FormData {
  const form = new FormData();
  form.set('sheet', sheet);
  if (people !== null) form.set('people', people);
  form.set('complete', String(complete));
  return form;
}

/** What can be done with a dry run. */
export function useIntake({ id, version, placements, people }: Intake) {
  const queryClient = useQueryClient();
  const params = () => ({ path: { id }, header: { ...csrf(), 'If-Match': etag(version) } });
  const onSettled = () =>
    Promise.all(
      [intakeQuery(id), intakesQuery].map(({ queryKey }) => queryClient.invalidateQueries({ queryKey })),
    );
  const check = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/intakes/{id}/check', { params: params() })),
    onSettled,
  });
  const approve = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/intakes/{id}/approval', {
          params: params(),
          body: { refused: placements.refused + people.refused, removed: placements.removed },
        }),
      ),
    onSettled,
  });
  const discard = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/intakes/{id}', { params: params() })),
    onSettled,
  });
  return { check, approve, discard };
}

export interface NewMapping {
  readonly postPrefix: string;
  readonly sites: string[];
  readonly unitId: string;
  readonly line: string | null;
}

/** Gives posts their unit. */
export function useMapPosts() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (mappings: readonly NewMapping[]) => {
      for (const body of mappings)
        await answer(api.POST('/api/v1/post-mappings', { params: { header: csrf() }, body }));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: postMappingsQuery.queryKey }),
  });
}
