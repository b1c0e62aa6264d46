import { useQuery } from '@tanstack/react-query';
import { Button, Checkboxes, Select, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { announce } from '../common/announcer';
import { formatInstant } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { Loaded } from '../common/states';
import { confirmationOf } from '../intake/confirmation';
import { intakesQuery } from '../intake/queries';
import { type Intake } from '../intake/types';
import { useStartRun } from './use-runs';

const SHEET = 'run-sheet';
const CONFIRM = 'confirm-sheet-1';
const FILL = 'run-fill';
const MOST_SECONDS = 600;
const FIELDS = { fillSeconds: FILL, 'intake.id': SHEET };

/** What a run begins with: a sheet that HR has looked at, and how long gaps are searched. */
export function StartForm({ rotationId, again }: { rotationId: string; again: boolean }) {
  const intakes = useQuery(intakesQuery);
  return (
    <Loaded query={intakes} what="the sheets">
      {({ items }) => (
        <Form
          rotationId={rotationId}
          again={again}
          sheets={items.filter(({ state }) => state === 'checked')}
        />
      )}
    </Loaded>
  );
}

function Form({
  rotationId,
  again,
  sheets,
}: {
  rotationId: string;
  again: boolean;
  sheets: readonly Intake[];
}) {
  const start = useStartRun(rotationId);
  const [sheetId, setSheetId] = useState('');
  const [confirmed, setConfirmed] = useState('');
  const [fill, setFill] = useState('');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const sheet = sheets.find(({ id }) => id === sheetId);
  const words = sheet === undefined ? null : confirmationOf(sheet);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = [
      ...(words !== null && confirmed !== sheetId
        ? [{ field: CONFIRM, message: 'Confirm the rows that stay out and the placements that are removed' }]
        : []),
      ...(isFillTime(fill)
        ? []
        : [{ field: FILL, message: `Enter whole seconds from 1 to ${MOST_SECONDS}, or nothing` }]),
    ];
    setProblems(found);
    if (found.length > 0) return;
    const fillSeconds = fill === '' ? undefined : Number(fill);
    start.mutate(
      { sheet, fillSeconds },
      {
        onSuccess: () => announce('The run has begun.'),
        onError: (error) => setProblems(problemsOf(error, FIELDS)),
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Prepare a run">
      <Problems problems={problems} />
      <Select
        id={SHEET}
        label="Sheet of the deanery"
        hint={
          sheets.length === 0
            ? 'There is no dry run that waits to be applied.'
            : 'A dry run that you have looked at. It is applied first, and taken back with the run until you approve.'
        }
        value={sheetId}
        error={problemFor(problems, SHEET)}
        onChange={(event) => setSheetId(event.currentTarget.value)}
      >
        <Select.Option value="">None: placements are here already</Select.Option>
        {sheets.map(({ id, fileNames, checkedAt }) => (
          <Select.Option key={id} value={id}>
            {`${fileNames.join(', ')}, checked on ${formatInstant(checkedAt)}`}
          </Select.Option>
        ))}
      </Select>
      {sheet === undefined ? null : (
        <p>
          <Link to={`/intakes/${sheet.id}`}>Look at what this sheet does</Link>
        </p>
      )}
      {words === null ? null : (
        <Checkboxes key={sheetId} id="confirm-sheet" name="confirm-sheet" idPrefix="confirm-sheet" small>
          <Checkboxes.Item
            id={CONFIRM}
            value="yes"
            onChange={(event) => setConfirmed(event.currentTarget.checked ? sheetId : '')}
          >
            {words}
          </Checkboxes.Item>
        </Checkboxes>
      )}
      <TextInput
        id={FILL}
        name="fill"
        label="How long to search the gaps of each duty roster, in seconds"
        hint={`From 1 to ${MOST_SECONDS}. Nothing: gaps are left to the coordinators. You can skip the search at any time.`}
        inputMode="numeric"
        width={4}
        value={fill}
        onChange={(event) => setFill(event.currentTarget.value.trim())}
        error={problemFor(problems, FILL)}
      />
      <Button type="submit" disabled={start.isPending}>
        {again ? 'Prepare another run' : 'Prepare'}
      </Button>
    </form>
  );
}

function isFillTime(value: string): boolean {
  if (value === '') return true;
  const seconds = Number(value);
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= MOST_SECONDS;
}
