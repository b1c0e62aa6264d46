import { DateInput } from 'nhsuk-react-components';

export interface DateFields {
  day?: string;
  month?: string;
  year?: string;
}

/** A date as three fields. The first has the id `${prefix}-day`. */
export function DateField({
  prefix,
  legend,
  value,
  onChange,
  error,
}: {
  prefix: string;
  legend: string;
  value: DateFields;
  onChange: (value: DateFields) => void;
  error: string | undefined;
}) {
  const part = (name: keyof DateFields) => ({
    id: `${prefix}-${name}`,
    name: `${prefix}-${name}`,
    value: value[name] ?? '',
    error: error ?? (false as const),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ ...value, [name]: event.currentTarget.value }),
  });
  return (
    <DateInput id={prefix} legend={legend} hint="For example, 5 8 2026" error={error}>
      <DateInput.Day {...part('day')} />
      <DateInput.Month {...part('month')} />
      <DateInput.Year {...part('year')} />
    </DateInput>
  );
}

/** The fields of an ISO date. */
export function fieldsOf(date: string): DateFields {
  const [year = '', month = '', day = ''] = date.split('-');
  return { day: String(Number(day)), month: String(Number(month)), year };
}

/** Nothing was typed into any of the fields. */
export function isEmptyDate({ day = '', month = '', year = '' }: DateFields): boolean {
  return `${day}${month}${year}`.trim() === '';
}
