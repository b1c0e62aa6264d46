import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Select, Textarea, TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { unitsQuery } from '../api/queries';
import { announce } from '../common/announcer';
import { FormDialog } from '../common/form-dialog';
import { type FieldProblem, problemFor, problemsOf } from '../common/problems';
import { postMappingsQuery } from './queries';
import { type PostMapping } from './types';
import { type NewMapping } from './use-intakes';

const FIELDS = {
  postPrefix: 'posts-prefix',
  sites: 'posts-sites',
  unitId: 'posts-unit',
  line: 'posts-line',
};

/** Gives posts a unit, changes that, or takes it away. */
export function PostMappingDialog({
  mapping,
  onClose,
}: {
  mapping: PostMapping | null;
  onClose: () => void;
}) {
  const units = useQuery(unitsQuery);
  const [fields, setFields] = useState(() => fieldsOf(mapping));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { save, remove } = useMapping(mapping);
  const set = (change: Partial<typeof fields>) => setFields({ ...fields, ...change });
  const onError = (error: Error) => setProblems(problemsOf(error, FIELDS));
  const done = (words: string) => () => {
    announce(words);
    onClose();
  };
  const takeAway = () => remove.mutate(undefined, { onSuccess: done('Removed.'), onError });
  const submit = () => {
    const found = missing(fields);
    setProblems(found);
    if (found.length === 0) save.mutate(inputFrom(fields), { onSuccess: done('Saved.'), onError });
  };
  return (
    <FormDialog
      title={mapping === null ? 'Give posts a unit' : `Posts ${mapping.postPrefix}`}
      problems={problems}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
      removal={mapping === null ? null : { label: 'Remove', pending: remove.isPending, onClick: takeAway }}
    >
      <TextInput
        id={FIELDS.postPrefix}
        label="Posts whose number begins with"
        hint="For example, KSS/RYR16/030. The longest beginning counts."
        value={fields.postPrefix}
        error={problemFor(problems, FIELDS.postPrefix)}
        onChange={(event) => set({ postPrefix: event.currentTarget.value })}
      />
      <Select
        id={FIELDS.unitId}
        label="Unit"
        value={fields.unitId}
        error={problemFor(problems, FIELDS.unitId)}
        onChange={(event) => set({ unitId: event.currentTarget.value })}
      >
        <Select.Option value="">Choose a unit</Select.Option>
        {(units.data ?? []).map(({ id, name }) => (
          <Select.Option key={id} value={id}>
            {name}
          </Select.Option>
        ))}
      </Select>
      <Textarea
        id={FIELDS.sites}
        label="Sites"
        hint="As the deanery names them, one a line"
        rows={2}
        value={fields.sites}
        error={problemFor(problems, FIELDS.sites)}
        onChange={(event) => set({ sites: event.currentTarget.value })}
      />
      <TextInput
        id={FIELDS.line}
        label="Line of the unit’s rota"
        hint="You can leave it empty"
        value={fields.line}
        error={problemFor(problems, FIELDS.line)}
        onChange={(event) => set({ line: event.currentTarget.value })}
      />
    </FormDialog>
  );
}

interface Fields {
  postPrefix: string;
  sites: string;
  unitId: string;
  line: string;
}

function fieldsOf(mapping: PostMapping | null): Fields {
  if (mapping === null) return { postPrefix: '', sites: '', unitId: '', line: '' };
  const { postPrefix, sites, unitId, line } = mapping;
  return { postPrefix, sites: sites.join('\n'), unitId, line: line ?? '' };
}

function inputFrom({ postPrefix, sites, unitId, line }: Fields): NewMapping {
  const named = sites.split('\n').map((site) => site.trim());
  return {
    postPrefix: postPrefix.trim(),
    sites: [...new Set(named.filter((site) => site !== ''))],
    unitId,
    line: line.trim() === '' ? null : line.trim(),
  };
}

function missing({ postPrefix, unitId }: Fields): FieldProblem[] {
  return [
    ...(postPrefix.trim() === ''
      ? [{ field: FIELDS.postPrefix, message: 'Enter how the numbers of the posts begin' }]
      : []),
    ...(unitId === '' ? [{ field: FIELDS.unitId, message: 'Choose the unit of these posts' }] : []),
  ];
}

function useMapping(mapping: PostMapping | null) {
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: postMappingsQuery.queryKey });
  const on = ({ id, version }: PostMapping) => ({
    path: { id },
    header: { ...csrf(), 'If-Match': etag(version) },
  });
  const save = useMutation({
    mutationFn: (body: NewMapping) =>
      mapping === null
        ? answer(api.POST('/api/v1/post-mappings', { params: { header: csrf() }, body }))
        : answer(api.PUT('/api/v1/post-mappings/{id}', { params: on(mapping), body })),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: async () => {
      if (mapping !== null) await answer(api.DELETE('/api/v1/post-mappings/{id}', { params: on(mapping) }));
    },
    onSettled,
  });
  return { save, remove };
}
