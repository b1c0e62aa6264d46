import { Button, Fieldset, TextInput } from 'nhsuk-react-components';
import { DateField } from '../common/date-field';
import { type FieldProblem, problemFor } from '../common/problems';
import { type GroupFields, type PeriodFields } from './limits-form-model';

interface ListProps<Item> {
  problems: readonly FieldProblem[];
  onChange: (items: Item[]) => void;
}

/** Groups of people of whom not too many may be away. */
export function Groups({ groups, problems, onChange }: { groups: GroupFields[] } & ListProps<GroupFields>) {
  const set = (index: number, change: Partial<GroupFields>) =>
    onChange(groups.map((group, each) => (each === index ? { ...group, ...change } : group)));
  const field = (index: number, name: keyof GroupFields, key: string, label: string) => (
    <TextInput
      id={`group-${index}-${key}`}
      label={label}
      value={groups[index]![name]}
      error={problemFor(problems, `group-${index}-${key}`)}
      onChange={(event) => set(index, { [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <h2 className="nhsuk-heading-m">Groups</h2>
      {groups.map((_, index) => (
        <Fieldset key={index} className="rw-list-entry">
          <Fieldset.Legend size="s">Group {index + 1}</Fieldset.Legend>
          {field(index, 'name', 'name', 'Name')}
          {field(index, 'grades', 'grades', 'Grades, by code, separated by commas (empty: every grade)')}
          {field(index, 'skill', 'skill', 'Skill, by code (empty: any)')}
          {field(index, 'maxAway', 'max', 'Of them away on a day at most')}
          <Remove
            what={`group ${index + 1}`}
            onRemove={() => onChange(groups.filter((__, each) => each !== index))}
          />
        </Fieldset>
      ))}
      <Button
        type="button"
        secondary
        small
        onClick={() => onChange([...groups, { name: '', grades: '', skill: '', maxAway: '1' }])}
      >
        Add a group
      </Button>
    </>
  );
}

/** Days on which no leave is given by itself. */
export function BlockedPeriods({
  periods,
  problems,
  onChange,
}: { periods: PeriodFields[] } & ListProps<PeriodFields>) {
  const set = (index: number, change: Partial<PeriodFields>) =>
    onChange(periods.map((period, each) => (each === index ? { ...period, ...change } : period)));
  return (
    <>
      <h2 className="nhsuk-heading-m">Days without leave</h2>
      {periods.map((period, index) => (
        <Fieldset key={index} className="rw-list-entry">
          <Fieldset.Legend size="s">Period {index + 1}</Fieldset.Legend>
          <DateField
            prefix={`period-${index}-from`}
            legend="From"
            value={period.from}
            error={problemFor(problems, `period-${index}-from-day`)}
            onChange={(from) => set(index, { from })}
          />
          <DateField
            prefix={`period-${index}-until`}
            legend="To"
            value={period.until}
            error={problemFor(problems, `period-${index}-until-day`)}
            onChange={(until) => set(index, { until })}
          />
          <TextInput
            id={`period-${index}-reason`}
            label="Why"
            value={period.reason}
            error={problemFor(problems, `period-${index}-reason`)}
            onChange={(event) => set(index, { reason: event.currentTarget.value })}
          />
          <Remove
            what={`period ${index + 1}`}
            onRemove={() => onChange(periods.filter((__, each) => each !== index))}
          />
        </Fieldset>
      ))}
      <Button
        type="button"
        secondary
        small
        onClick={() => onChange([...periods, { from: {}, until: {}, reason: '' }])}
      >
        Add days
      </Button>
    </>
  );
}

function Remove({ what, onRemove }: { what: string; onRemove: () => void }) {
  return (
    <button type="button" className="rw-link-button nhsuk-u-margin-bottom-3" onClick={onRemove}>
      Remove {what}
    </button>
  );
}
