import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkboxes, TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { unitsQuery } from '../api/queries';
import { announce } from '../common/announcer';
import { DateField, type DateFields, fieldsOf } from '../common/date-field';
import { dateFromParts } from '../common/dates';
import { FormDialog } from '../common/form-dialog';
import { type FieldProblem, problemFor, problemsOf } from '../common/problems';
import { rotationsQuery } from './queries';
import { type Rotation } from './types';

const FIELDS = {
  programme: 'rotation-programme',
  startDate: 'rotation-start-day',
  unitIds: 'rotation-unit-0',
};

interface Input {
  readonly programme: string;
  readonly startDate: string;
  readonly unitIds: string[];
}

/** A new rotation, or other days and units of one. */
export function RotationDialog({ rotation, onClose }: { rotation: Rotation | null; onClose: () => void }) {
  const units = useQuery(unitsQuery);
  const [programme, setProgramme] = useState(rotation?.programme ?? '');
  const [start, setStart] = useState<DateFields>(() =>
    rotation === null ? {} : fieldsOf(rotation.startDate),
  );
  const [unitIds, setUnitIds] = useState<readonly string[]>(() => [
    ...new Set((rotation?.deadlines ?? []).map(({ unitId }) => unitId)),
  ]);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const save = useSaveRotation(rotation);
  const submit = () => {
    const startDate = dateFromParts(start);
    const found = problemsIn(programme, startDate, unitIds);
    setProblems(found);
    if (found.length > 0 || startDate === null) return;
    save.mutate(
      { programme: programme.trim(), startDate, unitIds: [...unitIds] },
      {
        onSuccess: () => {
          announce('Saved the rotation.');
          onClose();
        },
        onError: (error) => setProblems(problemsOf(error, FIELDS)),
      },
    );
  };
  const toggle = (id: string, on: boolean) =>
    setUnitIds(on ? [...unitIds, id] : unitIds.filter((each) => each !== id));
  return (
    <FormDialog
      title={rotation === null ? 'Add a rotation' : 'Change the rotation'}
      problems={problems}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        id={FIELDS.programme}
        label="Programme"
        hint="For example, Foundation Year 2"
        value={programme}
        error={problemFor(problems, FIELDS.programme)}
        onChange={(event) => setProgramme(event.currentTarget.value)}
      />
      <DateField
        prefix="rotation-start"
        legend="First day"
        value={start}
        onChange={setStart}
        error={problemFor(problems, FIELDS.startDate)}
      />
      <Checkboxes
        name="rotation-units"
        idPrefix="rotation-unit"
        legend="Units to which they come"
        small
        error={problemFor(problems, FIELDS.unitIds)}
      >
        {(units.data ?? []).map(({ id, name }, index) => (
          <Checkboxes.Item
            key={id}
            id={`rotation-unit-${index}`}
            value={id}
            defaultChecked={unitIds.includes(id)}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          >
            {name}
          </Checkboxes.Item>
        ))}
      </Checkboxes>
    </FormDialog>
  );
}

function problemsIn(programme: string, startDate: string | null, unitIds: readonly string[]): FieldProblem[] {
  return [
    ...(programme.trim() === '' ? [{ field: FIELDS.programme, message: 'Enter the programme' }] : []),
    ...(startDate === null
      ? [{ field: FIELDS.startDate, message: 'Enter the first day as a real date, like 5 8 2026' }]
      : []),
    ...(unitIds.length === 0 ? [{ field: FIELDS.unitIds, message: 'Choose at least one unit' }] : []),
  ];
}

function useSaveRotation(rotation: Rotation | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Input) =>
      rotation === null
        ? answer(api.POST('/api/v1/rotations', { params: { header: csrf() }, body }))
        : answer(
            api.PUT('/api/v1/rotations/{id}', {
              params: {
                path: { id: rotation.id },
                header: { ...csrf(), 'If-Match': etag(rotation.version) },
              },
              body,
            }),
          ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: rotationsQuery.queryKey }),
  });
}
