import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { type Answer } from '../api/types';
import { unitsQuery } from '../api/queries';
import { announce } from '../common/announcer';
import { FormDialog } from '../common/form-dialog';
import { type FieldProblem, problemFor, problemsOf } from '../common/problems';

export type Unit = Answer<'/api/v1/units/{id}', 'get'>;

const FIELDS = { name: 'unit-name', code: 'unit-code' };

/** A new unit, or another name of one. */
export function UnitDialog({ unit, onClose }: { unit: Unit | null; onClose: () => void }) {
  const [name, setName] = useState(unit?.name ?? '');
  const [code, setCode] = useState(unit?.code ?? '');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const save = useSaveUnit(unit);
  const submit = () => {
    const found = [
      ...(name.trim() === '' ? [{ field: FIELDS.name, message: 'Enter the name of the unit' }] : []),
      ...(code.trim() === '' ? [{ field: FIELDS.code, message: 'Enter a short code, like ED' }] : []),
    ];
    setProblems(found);
    if (found.length > 0) return;
    save.mutate(
      { name: name.trim(), code: code.trim() },
      {
        onSuccess: () => {
          announce('Saved the unit.');
          onClose();
        },
        onError: (error) => setProblems(problemsOf(error, FIELDS)),
      },
    );
  };
  return (
    <FormDialog
      title={unit === null ? 'Add a unit' : 'Rename a unit'}
      problems={problems}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        id={FIELDS.name}
        label="Name"
        value={name}
        error={problemFor(problems, FIELDS.name)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        id={FIELDS.code}
        label="Code"
        hint="Short, and its own in the hospital"
        width={10}
        value={code}
        error={problemFor(problems, FIELDS.code)}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function useSaveUnit(unit: Unit | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; code: string }) =>
      unit === null
        ? answer(api.POST('/api/v1/units', { params: { header: csrf() }, body }))
        : answer(
            api.PUT('/api/v1/units/{id}', {
              params: { path: { id: unit.id }, header: { ...csrf(), 'If-Match': etag(unit.version) } },
              body,
            }),
          ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: unitsQuery.queryKey }),
  });
}
