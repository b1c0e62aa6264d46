import { Button, Radios } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { type PayChoice } from '../api/queries';
import { DateField, fieldsOf } from '../common/date-field';
import { dateFromParts } from '../common/dates';
import { type FieldProblem, problemFor, Problems } from '../common/problems';
import { BASIS_WORDS } from './pay-choice';

const FROM = 'pay-from-day';
const TO = 'pay-to-day';

/** Chooses which days are paid, and whether from planned or from worked hours. */
export function PayForm({ choice, onChoose }: { choice: PayChoice; onChoose: (choice: PayChoice) => void }) {
  const [from, setFrom] = useState(() => fieldsOf(choice.from));
  const [to, setTo] = useState(() => fieldsOf(choice.to));
  const [basis, setBasis] = useState(choice.basis);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const first = dateFromParts(from);
    const last = dateFromParts(to);
    const found = problemsOfPeriod(first, last);
    setProblems(found);
    if (found.length === 0) onChoose({ from: first ?? '', to: last ?? '', basis });
  };
  return (
    <form onSubmit={submit} noValidate className="rw-pay-form">
      <Problems problems={problems} />
      <div className="rw-pay-form__fields">
        <DateField
          prefix="pay-from"
          legend="First day"
          value={from}
          onChange={setFrom}
          error={problemFor(problems, FROM)}
        />
        <DateField
          prefix="pay-to"
          legend="Last day"
          value={to}
          onChange={setTo}
          error={problemFor(problems, TO)}
        />
        <Radios
          name="basis"
          idPrefix="basis"
          legend="From"
          hint="Worked hours are the planned ones, but where something else was entered"
          small
          onChange={(event) =>
            setBasis((event.target as HTMLInputElement).value === 'planned' ? 'planned' : 'worked')
          }
        >
          {(['worked', 'planned'] as const).map((value) => (
            <Radios.Item key={value} value={value} defaultChecked={choice.basis === value}>
              {BASIS_WORDS[value]}
            </Radios.Item>
          ))}
        </Radios>
      </div>
      <Button type="submit" small>
        Show pay
      </Button>
    </form>
  );
}

function problemsOfPeriod(first: string | null, last: string | null): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (first === null)
    problems.push({ field: FROM, message: 'Enter the first day as a real date, like 5 8 2026' });
  if (last === null)
    problems.push({ field: TO, message: 'Enter the last day as a real date, like 1 9 2026' });
  if (first !== null && last !== null && last < first) {
    problems.push({ field: TO, message: 'The last day must be the first day or later' });
  }
  return problems;
}
