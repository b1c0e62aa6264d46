import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkboxes, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { isProblem } from '../api/problem';
import { type Ladder, type LadderStep } from '../api/staff-types';
import { announce } from '../common/announcer';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { fieldId, type StepFields, stepFields, stepsFrom } from './ladder-form-model';

const TITLES = {
  'other-units': 'People of other units',
  bank: 'The bank',
  agency: 'Agencies',
} as const;

/** When open shifts go out further, and what they may cost there. */
export function LadderForm({ ladder }: { ladder: Ladder }) {
  const [fields, setFields] = useState(() => stepFields(ladder));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const save = useSaveLadder(ladder);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { steps, problems: found } = stepsFrom(fields);
    setProblems(found);
    if (steps === null) return;
    save.mutate(steps, {
      onSuccess: () => announce('Saved the steps.'),
      onError: (error) => setProblems(refusal(error)),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      {fields.map((step, index) => (
        <StepFieldset
          key={step.audience}
          step={step}
          problems={problems}
          onChange={(change) => setFields(fields.with(index, { ...step, ...change }))}
        />
      ))}
      <Button type="submit" disabled={save.isPending}>
        Save the steps
      </Button>
    </form>
  );
}

function StepFieldset({
  step,
  problems,
  onChange,
}: {
  step: StepFields;
  problems: readonly FieldProblem[];
  onChange: (change: Partial<StepFields>) => void;
}) {
  const input = (name: 'afterHours' | 'beforeStartHours' | 'hourly' | 'maxCost', label: string) => (
    <TextInput
      id={fieldId(step.audience, name)}
      label={label}
      inputMode={name === 'hourly' || name === 'maxCost' ? 'decimal' : 'numeric'}
      width={5}
      value={step[name]}
      error={problemFor(problems, fieldId(step.audience, name))}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <fieldset className="nhsuk-fieldset rw-panel">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">{TITLES[step.audience]}</legend>
      <Checkboxes name={`${step.audience}-used`} idPrefix={`${step.audience}-used`} small>
        <Checkboxes.Item
          value="used"
          checked={step.used}
          onChange={(event) => onChange({ used: event.currentTarget.checked })}
        >
          {`Offer open shifts to: ${TITLES[step.audience].toLowerCase()}`}
        </Checkboxes.Item>
      </Checkboxes>
      {step.used ? (
        <div className="rw-step">
          {input('afterHours', 'Hours after it was opened')}
          {input('beforeStartHours', 'Or hours before it begins')}
          {input('hourly', 'Cost of an hour (£)')}
          {input('maxCost', 'Most for one shift (£, empty: no limit)')}
        </div>
      ) : null}
    </fieldset>
  );
}

function refusal(error: Error): FieldProblem[] {
  if (!isProblem(error, 'stale-version')) return problemsOf(error);
  return [
    {
      field: null,
      message:
        'Somebody changed the steps meanwhile; they are shown as they are now. Look at them and save again.',
    },
  ];
}

function useSaveLadder({ unitId, version }: Ladder) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (steps: LadderStep[]) =>
      answer(
        api.PUT('/api/v1/units/{unitId}/vacancy-ladder', {
          params: { path: { unitId }, header: { ...csrf(), 'If-Match': etag(version) } },
          body: { steps },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['vacancy-ladder', unitId] }),
  });
}
