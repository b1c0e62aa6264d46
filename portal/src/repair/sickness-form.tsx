import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Details, Select } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf } from '../api/client';
import { type Grid } from '../api/types';
import { announce } from '../common/announcer';
import { DateField, type DateFields, fieldsOf } from '../common/date-field';
import { dateFromParts, today } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { spokenName } from '../common/shift-words';

const PERSON = 'sick-person';
const FROM = 'sick-from-day';
const UNTIL = 'sick-until-day';

interface Sickness {
  personId: string;
  firstDate: string;
  lastDate: string;
}

/** Enters that somebody is sick, which the repair then reads. */
export function SicknessForm({ grid }: { grid: Grid }) {
  const queryClient = useQueryClient();
  const [personId, setPersonId] = useState('');
  const [from, setFrom] = useState<DateFields>(() => fieldsOf(today()));
  const [until, setUntil] = useState<DateFields>({});
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const enter = useMutation({
    mutationFn: (sickness: Sickness) =>
      answer(
        api.POST('/api/v1/leave', { params: { header: csrf() }, body: { ...sickness, kind: 'sickness' } }),
      ),
    onSuccess: () => {
      announce('Entered that they are away.');
      setPersonId('');
    },
    onError: (error) =>
      setProblems(problemsOf(error, { personId: PERSON, firstDate: FROM, lastDate: UNTIL })),
    onSettled: () =>
      Promise.all(['rota', 'leave'].map((key) => queryClient.invalidateQueries({ queryKey: [key] }))),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { sickness, problems: found } = sicknessFrom(personId, from, until);
    setProblems(found);
    if (sickness !== null) enter.mutate(sickness);
  };
  return (
    <Details className="nhsuk-u-margin-bottom-4">
      <Details.Summary>Somebody else has gone sick</Details.Summary>
      <Details.Text>
        <form onSubmit={submit} noValidate>
          <Problems problems={problems} />
          <Select
            id={PERSON}
            label="Who is sick"
            value={personId}
            error={problemFor(problems, PERSON)}
            onChange={(event) => setPersonId(event.currentTarget.value)}
          >
            <Select.Option value="">Choose a person</Select.Option>
            {grid.people.map(({ id, displayName }) => (
              <Select.Option key={id} value={id}>
                {spokenName(displayName)}
              </Select.Option>
            ))}
          </Select>
          <DateField
            prefix="sick-from"
            legend="First day"
            value={from}
            onChange={setFrom}
            error={problemFor(problems, FROM)}
          />
          <DateField
            prefix="sick-until"
            legend="Last day, as far as one knows"
            value={until}
            onChange={setUntil}
            error={problemFor(problems, UNTIL)}
          />
          <Button type="submit" small secondary disabled={enter.isPending}>
            Enter the sickness
          </Button>
        </form>
      </Details.Text>
    </Details>
  );
}

function sicknessFrom(
  personId: string,
  from: DateFields,
  until: DateFields,
): { sickness: Sickness | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const [firstDate, lastDate] = [dateFromParts(from), dateFromParts(until)];
  if (personId === '') problems.push({ field: PERSON, message: 'Choose who is sick' });
  if (firstDate === null)
    problems.push({ field: FROM, message: 'Enter the first day as a real date, like 5 8 2026' });
  if (lastDate === null)
    problems.push({ field: UNTIL, message: 'Enter the last day as a real date, like 5 8 2026' });
  else if (firstDate !== null && lastDate < firstDate) {
    problems.push({ field: UNTIL, message: 'Enter a last day that is not before the first' });
  }
  if (firstDate === null || lastDate === null || problems.length > 0) return { sickness: null, problems };
  return { sickness: { personId, firstDate, lastDate }, problems };
}
