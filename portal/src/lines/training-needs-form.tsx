import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Select, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { isProblem } from '../api/problem';
import { type ShiftType } from '../api/types';
import { announce } from '../common/announcer';
import { count } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { allocationQuery, trainingNeedsQuery } from './queries';
import { type Allocation, type TrainingNeeds } from './types';

/** A need as it is entered. */
interface NeedFields {
  readonly key: string;
  readonly personId: string;
  readonly shiftTypeId: string;
  readonly atLeast: string;
}

interface FormProps {
  readonly allocation: Allocation;
  /** Over which the form is saved. */
  readonly seen: TrainingNeeds;
  readonly shiftTypes: readonly Pick<ShiftType, 'id' | 'code' | 'name'>[];
  readonly onSaved: (saved: TrainingNeeds) => void;
  /** Begins anew with what stands now. */
  readonly onReload: () => void;
}

const fieldId = (row: number, name: keyof NeedFields): string => `need-${row}-${name}`;

/** Who needs which shifts, a row each. */
export function TrainingNeedsForm({ allocation, seen, shiftTypes, onSaved, onReload }: FormProps) {
  const [rows, setRows] = useState<readonly NeedFields[]>(() => seen.needs.map(fieldsOf));
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const save = useSaveNeeds(allocation.id, seen.version);
  const isStale = isProblem(save.error, 'stale-version');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = rows.flatMap(rowProblems);
    setProblems(found);
    if (found.length > 0) return;
    save.mutate(
      rows.map(({ personId, shiftTypeId, atLeast }) => ({ personId, shiftTypeId, atLeast: Number(atLeast) })),
      {
        onSuccess: (saved) => {
          announce(`Saved ${count(saved.needs.length, 'need')}.`);
          onSaved(saved);
        },
        onError: (error) => setProblems(problemsOf(error, fieldsAt(rows.length))),
      },
    );
  };
  const change = (at: number, more: Partial<NeedFields>) =>
    setRows((before) => before.map((row, index) => (index === at ? { ...row, ...more } : row)));
  const add = () => setRows((before) => [...before, emptyRow()]);
  const people = peopleOf(allocation, seen);
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      {isStale ? (
        <p>
          <Button type="button" small secondary onClick={onReload}>
            Begin again with what stands now
          </Button>
        </p>
      ) : null}
      {rows.length === 0 ? <p>Nobody has said what is needed.</p> : null}
      {rows.map((row, index) => (
        <fieldset key={row.key} className="nhsuk-fieldset rw-need">
          <legend className="nhsuk-u-visually-hidden">Need {index + 1}</legend>
          <Select
            id={fieldId(index, 'personId')}
            label="Doctor"
            value={row.personId}
            error={problemFor(problems, fieldId(index, 'personId'))}
            onChange={(event) => change(index, { personId: event.currentTarget.value })}
          >
            <Select.Option value="">Choose a doctor</Select.Option>
            {people.map(([id, name]) => (
              <Select.Option key={id} value={id}>
                {name}
              </Select.Option>
            ))}
          </Select>
          <Select
            id={fieldId(index, 'shiftTypeId')}
            label="Shift"
            value={row.shiftTypeId}
            error={problemFor(problems, fieldId(index, 'shiftTypeId'))}
            onChange={(event) => change(index, { shiftTypeId: event.currentTarget.value })}
          >
            <Select.Option value="">Choose a shift</Select.Option>
            {shiftTypes.map(({ id, code, name }) => (
              <Select.Option key={id} value={id}>
                {`${code}: ${name}`}
              </Select.Option>
            ))}
          </Select>
          <TextInput
            id={fieldId(index, 'atLeast')}
            label="At least"
            width="4"
            inputMode="numeric"
            value={row.atLeast}
            error={problemFor(problems, fieldId(index, 'atLeast'))}
            onChange={(event) => change(index, { atLeast: event.currentTarget.value })}
          />
          <Button
            type="button"
            small
            secondary
            onClick={() => setRows((before) => before.toSpliced(index, 1))}
          >
            Remove<span className="nhsuk-u-visually-hidden"> need {index + 1}</span>
          </Button>
        </fieldset>
      ))}
      <div className="rw-buttons">
        <Button type="button" small secondary onClick={add}>
          Add a need
        </Button>
        <Button type="submit" small disabled={save.isPending || isStale}>
          Save the needs
        </Button>
      </div>
    </form>
  );
}

function fieldsOf({ personId, shiftTypeId, atLeast }: TrainingNeeds['needs'][number]): NeedFields {
  return { key: `${personId} ${shiftTypeId}`, personId, shiftTypeId, atLeast: String(atLeast) };
}

function emptyRow(): NeedFields {
  return { key: crypto.randomUUID(), personId: '', shiftTypeId: '', atLeast: '' };
}

function rowProblems({ personId, shiftTypeId, atLeast }: NeedFields, row: number): FieldProblem[] {
  const number = Number(atLeast);
  const isCount = /^\d+$/.test(atLeast.trim()) && number >= 1 && number <= 400;
  return [
    ...(personId === '' ? [{ field: fieldId(row, 'personId'), message: 'Choose a doctor' }] : []),
    ...(shiftTypeId === '' ? [{ field: fieldId(row, 'shiftTypeId'), message: 'Choose a shift' }] : []),
    ...(isCount
      ? []
      : [
          {
            field: fieldId(row, 'atLeast'),
            message: `"${atLeast}" is not a number of shifts from 1 to 400`,
          },
        ]),
  ];
}

/** Which field stands for which member of the request. */
function fieldsAt(rows: number): Record<string, string> {
  const all = Array.from({ length: rows }, (_, row) => [
    [`needs[${row}]`, fieldId(row, 'personId')],
    [`needs[${row}].personId`, fieldId(row, 'personId')],
    [`needs[${row}].shiftTypeId`, fieldId(row, 'shiftTypeId')],
  ]);
  return Object.fromEntries(all.flat()) as Record<string, string>;
}

/** Everybody who is or was meant, by name. */
function peopleOf({ places, withoutLine }: Allocation, { needs }: TrainingNeeds): [string, string][] {
  const names = new Map(
    [...needs, ...withoutLine, ...places].map(({ personId, displayName }) => [personId, displayName]),
  );
  return [...names].toSorted(([, a], [, b]) => a.localeCompare(b));
}

function useSaveNeeds(allocationId: string, version: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (needs: { personId: string; shiftTypeId: string; atLeast: number }[]) =>
      answer(
        api.PUT('/api/v1/line-allocations/{id}/training-needs', {
          params: { path: { id: allocationId }, header: { ...csrf(), 'If-Match': etag(version) } },
          body: { needs },
        }),
      ),
    onSuccess: (saved) => {
      queryClient.setQueryData(trainingNeedsQuery(allocationId).queryKey, saved);
      // What is done next with the lines is done over this version.
      queryClient.setQueryData(
        allocationQuery(allocationId).queryKey,
        (before) => before && { ...before, version: saved.version, trainingNeeds: saved.needs },
      );
    },
    // Not waited for: the form is at the saved version at once, before anything more is typed.
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ['line-allocations'] }),
  });
}
