import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkboxes } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { answer, api, csrf } from '../api/client';
import { DateField, type DateFields } from '../common/date-field';
import { dateFromParts } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { templatesQuery } from './queries';
import { type StoredTemplate } from './types';

const FIELDS = {
  firstDate: 'allocation-first-day',
  lastDate: 'allocation-last-day',
  templates: 'allocation-templates',
};

/** Begins to put doctors on the lines of a template, and of others of the unit beside it, for some days. */
export function NewAllocationForm({ template: { id: templateId, unitId } }: { template: StoredTemplate }) {
  const [first, setFirst] = useState<DateFields>({});
  const [last, setLast] = useState<DateFields>({});
  const [beside, setBeside] = useState<readonly string[]>([]);
  const others = (useQuery(templatesQuery(unitId)).data ?? []).filter(({ id }) => id !== templateId);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation({
    mutationFn: (days: { firstDate: string; lastDate: string }) =>
      answer(
        api.POST('/api/v1/line-allocations', {
          params: { header: csrf() },
          body: {
            unitId,
            templates: [templateId, ...beside].map((id) => ({ templateId: id })),
            rotationId: null,
            ...days,
          },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['line-allocations'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const firstDate = dateFromParts(first);
    const lastDate = dateFromParts(last);
    const unread = [
      ...(firstDate === null
        ? [{ field: FIELDS.firstDate, message: 'Enter the first day, like 5 8 2026' }]
        : []),
      ...(lastDate === null
        ? [{ field: FIELDS.lastDate, message: 'Enter the last day, like 2 2 2027' }]
        : []),
    ];
    setProblems(unread);
    if (firstDate === null || lastDate === null) return;
    create.mutate(
      { firstDate, lastDate },
      {
        onSuccess: ({ id }) => void navigate(`/units/${unitId}/lines/${id}`),
        onError: (error) => setProblems(problemsOf(error, FIELDS)),
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate className="rw-fill-form">
      <Problems problems={problems} />
      <h2 className="nhsuk-heading-m">Put doctors on these lines</h2>
      <DateField
        prefix="allocation-first"
        legend="First day"
        value={first}
        onChange={setFirst}
        error={problemFor(problems, FIELDS.firstDate)}
      />
      <DateField
        prefix="allocation-last"
        legend="Last day"
        value={last}
        onChange={setLast}
        error={problemFor(problems, FIELDS.lastDate)}
      />
      {others.length === 0 ? null : (
        <Checkboxes
          name={FIELDS.templates}
          idPrefix={FIELDS.templates}
          legend="Other templates that are worked beside it"
          hint="Grades and skills say who can be on which line."
          error={problemFor(problems, FIELDS.templates)}
          small
        >
          {others.map(({ id, name }) => (
            <Checkboxes.Item
              key={id}
              value={id}
              onChange={({ currentTarget: { checked } }) =>
                setBeside((chosen) => (checked ? [...chosen, id] : chosen.filter((each) => each !== id)))
              }
            >
              {name}
            </Checkboxes.Item>
          ))}
        </Checkboxes>
      )}
      <Button type="submit" small disabled={create.isPending}>
        Begin an allocation
      </Button>
    </form>
  );
}
