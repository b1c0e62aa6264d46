import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, csrf, etag } from '../api/client';
import { type StoredTemplate } from './types';

export interface TemplateFile {
  readonly unitId: string;
  readonly file: File;
  readonly offCodes: string;
  readonly weekdayCodes: string;
}

/** Of a template that stands: its next version. */
export interface TemplateToSave {
  readonly name: string;
  readonly contractCode: string;
  readonly standing: Pick<StoredTemplate, 'id' | 'version'> | null;
}

export interface LinesToSave {
  readonly unitId: string;
  readonly template: TemplateToSave;
  readonly lines: { name: string; wte?: number; cells: string[] }[];
}

/** Reads a file by the unit's shift types and keeps what it says as a template, or as the next version of one. */
export function useSaveTemplate() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ template, file }: { template: TemplateToSave; file: TemplateFile }) => {
      const { lines } = await readTemplateFile(file);
      return saveLines({ unitId: file.unitId, template, lines });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['rota-templates'] }),
  });
}

/** Keeps lines as a template, or as the next version of one. */
export function useSaveLines() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: saveLines,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['rota-templates'] }),
  });
}

async function saveLines({ unitId, template: { name, contractCode, standing }, lines }: LinesToSave) {
  const body = { name, contractCode, lines };
  if (standing === null) {
    return answer(api.POST('/api/v1/templates', { params: { header: csrf() }, body: { ...body, unitId } }));
  }
  return answer(
    api.PUT('/api/v1/templates/{id}', {
      params: { path: { id: standing.id }, header: { ...csrf(), 'If-Match': etag(standing.version) } },
      body,
    }),
  );
}

/** What a file says by the unit's shift types. Nothing is kept. */
export async function readTemplateFile({ unitId, file, offCodes, weekdayCodes }: TemplateFile) {
  return answer(
    api.POST('/api/v1/templates/readings', {
      params: { query: { unitId }, header: csrf() },
      body: { lines: file.name, offCodes, weekdayCodes },
      bodySerializer: () => {
        const form = new FormData();
        form.set('lines', file);
        form.set('offCodes', offCodes);
        form.set('weekdayCodes', weekdayCodes);
        return form;
      },
    }),
  );
}

export function useRemoveTemplate() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: Pick<StoredTemplate, 'id' | 'version'>) =>
      answer(
        api.DELETE('/api/v1/templates/{id}', {
          params: { path: { id }, header: { ...csrf(), 'If-Match': etag(version) } },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['rota-templates'] }),
  });
}
