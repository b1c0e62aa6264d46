import { Button, Checkboxes, Select, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { type RulePack, type Unit } from '../api/types';
import { formatDate } from '../common/dates';
import { type FieldProblem, problemFor, Problems } from '../common/problems';
import { TableField } from './table-field';
import {
  EMPTY,
  EXAMPLE,
  FIELDS,
  inputFrom,
  type TemplateFields,
  type TemplateInput,
} from './template-form-model';

/** The two tables of a template, and by what to check it. */
export function TemplateForm({
  packs,
  units,
  problems,
  onProblems,
  onAnalyse,
  isPending,
}: {
  packs: readonly RulePack[];
  units: readonly Unit[];
  problems: readonly FieldProblem[];
  onProblems: (problems: readonly FieldProblem[]) => void;
  onAnalyse: (input: TemplateInput) => void;
  isPending: boolean;
}) {
  const newest = packs.findLast(({ code }) => code === 'doctors2016') ?? packs[0];
  const [fields, setFields] = useState<TemplateFields>({ ...EMPTY, pack: newest?.label ?? '' });
  const set = (change: Partial<TemplateFields>) => setFields((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { input, problems: found } = inputFrom(fields);
    if (found.length > 0) onProblems(found);
    else onAnalyse(input);
  };
  return (
    <form onSubmit={submit} noValidate className="rw-template-form">
      <Problems problems={problems} />
      <Select
        id={FIELDS.pack}
        label="Rules"
        value={fields.pack}
        error={problemFor(problems, FIELDS.pack)}
        onChange={(event) => set({ pack: event.currentTarget.value })}
      >
        {packs.map(({ label, name, effectiveFrom }) => (
          <Select.Option key={label} value={label}>
            {`${name}, from ${formatDate(effectiveFrom)}`}
          </Select.Option>
        ))}
      </Select>
      {units.length === 0 ? null : (
        <Select
          id="template-unit"
          label="What a unit has agreed otherwise"
          value={fields.unitId}
          onChange={(event) => set({ unitId: event.currentTarget.value })}
        >
          <Select.Option value="">The pack as it stands</Select.Option>
          {units.map(({ id, name }) => (
            <Select.Option key={id} value={id}>
              {`As agreed in ${name}`}
            </Select.Option>
          ))}
        </Select>
      )}
      <TableField
        id={FIELDS.lines}
        label="Lines"
        hint="Columns: line, week, Mon to Sun with a shift code each, and if you like wte"
        value={fields.lines}
        error={problemFor(problems, FIELDS.lines)}
        onChange={(lines) => set({ lines })}
      />
      <TableField
        id={FIELDS.shifts}
        label="Shifts"
        hint="Columns: code, name, start, hours, work, weekday_only, on_call, resident; if you know them work_hours, paid_break_minutes, episodes, rest_hours, longest_rest_hours"
        value={fields.shifts}
        error={problemFor(problems, FIELDS.shifts)}
        onChange={(shifts) => set({ shifts })}
      />
      <Button type="button" secondary small onClick={() => set(EXAMPLE)}>
        Fill in an example
      </Button>
      <Figures fields={fields} problems={problems} onChange={set} />
      <Button type="submit" disabled={isPending}>
        Check the template
      </Button>
    </form>
  );
}

/** What is known beyond the tables: leave, working time, what was agreed with the doctor. */
function Figures({
  fields,
  problems,
  onChange,
}: {
  fields: TemplateFields;
  problems: readonly FieldProblem[];
  onChange: (change: Partial<TemplateFields>) => void;
}) {
  const number = (name: 'leaveWeeks' | 'leaveHours' | 'wte', label: string, hint: string) => (
    <TextInput
      id={FIELDS[name]}
      label={label}
      hint={hint}
      inputMode="decimal"
      width="5"
      value={fields[name]}
      error={problemFor(problems, FIELDS[name])}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <div className="rw-pay-form__fields">
        {number('leaveWeeks', 'Weeks of leave a year', 'Where colleagues cover leave, for example 6.5')}
        {number('leaveHours', 'Hours in a week of leave', 'For example 40')}
        {number('wte', 'Share of full time to work out', 'For example 0.8')}
      </div>
      <Checkboxes name="terms" idPrefix="terms" small>
        <Checkboxes.Item
          value="opted-out"
          checked={fields.optedOut}
          onChange={(event) => onChange({ optedOut: event.currentTarget.checked })}
        >
          Has opted out of the average of 48 hours
        </Checkboxes.Item>
        <Checkboxes.Item
          value="weekends-authorised"
          checked={fields.weekendsAuthorised}
          onChange={(event) => onChange({ weekendsAuthorised: event.currentTarget.checked })}
        >
          More weekends than 1 in 3 have been authorised
        </Checkboxes.Item>
      </Checkboxes>
    </>
  );
}
