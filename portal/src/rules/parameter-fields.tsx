import { Select, TextInput } from 'nhsuk-react-components';
import { type RuleNumber } from '../api/types';
import { type FieldProblem, problemFor } from '../common/problems';
import { boundWords, parameterWords } from './number-words';
import { parameterField, type SettableRule } from './override-form-model';

/** A field for each number of a rule; what is left empty stays as the pack has it. */
export function ParameterFields({
  rule,
  values,
  problems,
  onChange,
}: {
  rule: SettableRule;
  values: Readonly<Record<string, string>>;
  problems: readonly FieldProblem[];
  onChange: (values: Readonly<Record<string, string>>) => void;
}) {
  return (
    <fieldset className="nhsuk-fieldset nhsuk-u-margin-bottom-4">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">Numbers here</legend>
      <p className="rw-secondary nhsuk-u-margin-bottom-2">
        Leave a field empty to keep what the pack says.
        {rule.localAgreement === null ? '' : ` Locally: ${rule.localAgreement}.`}
      </p>
      {rule.numbers.map((number) => (
        <ParameterField
          key={number.name}
          number={number}
          value={values[number.name] ?? ''}
          error={problemFor(problems, parameterField(number.name))}
          onChange={(value) => onChange({ ...values, [number.name]: value })}
        />
      ))}
    </fieldset>
  );
}

function ParameterField({
  number,
  value,
  error,
  onChange,
}: {
  number: RuleNumber;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const { words, unit } = parameterWords(number.name);
  const label = words.charAt(0).toUpperCase() + words.slice(1);
  const id = parameterField(number.name);
  if (number.value === 'true' || number.value === 'false') {
    return (
      <Select
        id={id}
        label={label}
        hint={`The pack says ${number.value === 'true' ? 'yes' : 'no'}`}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <Select.Option value="">As the pack says</Select.Option>
        <Select.Option value="true">Yes</Select.Option>
        <Select.Option value="false">No</Select.Option>
      </Select>
    );
  }
  const bounds = boundWords(number);
  return (
    <TextInput
      id={id}
      label={unit === '' ? label : `${label} (${unit})`}
      hint={`The pack says ${number.value}${bounds === '' ? '' : `; a unit may set ${bounds}`}`}
      inputMode="decimal"
      width="5"
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
