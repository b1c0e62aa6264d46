import { Button, Details, Select } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { type Assignment } from '../api/types';
import { announce } from '../common/announcer';
import { formatDate, formatDay } from '../common/dates';
import { type GridModel } from './grid-model';
import { outcomeWords } from './outcome-words';
import { breachesOf, Refusal } from './refusal';
import { WaysOut } from './mend-offers';
import { type Edit, type useEdits } from './use-edits';
import { useMends } from './use-mends';

/** Moves a shift to another person or day: what dragging does, for everybody. */
export function MoveForm({
  model,
  assignment,
  edits,
  onClose,
}: {
  model: GridModel;
  assignment: Assignment;
  edits: ReturnType<typeof useEdits>;
  onClose: () => void;
}) {
  const [personId, setPersonId] = useState(assignment.personId);
  const [date, setDate] = useState(assignment.date);
  const [refused, setRefused] = useState<{ error: Error; edit: Edit } | null>(null);
  const mends = useMends(edits, {
    onTaken: onClose,
    onRefused: (error) => setRefused(refused && { ...refused, error }),
  });
  const stays = personId === assignment.personId && date === assignment.date;
  const taken = stays ? undefined : model.assignment(personId, date);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { shiftTypeId, pinned } = assignment;
    const shift = model.shiftTypes.get(shiftTypeId)?.name ?? 'shift';
    const label = `${shift} moved to ${model.personName(personId)} on ${formatDate(date)}`;
    const edit = { from: assignment, to: { personId, date, shiftTypeId, pinned }, label };
    edits.make.mutate(edit, {
      onSuccess: (done) => {
        announce(outcomeWords(done));
        onClose();
      },
      onError: (error) => setRefused({ error, edit }),
    });
  };

  return (
    <Details className="nhsuk-u-margin-bottom-0">
      <Details.Summary>Move to…</Details.Summary>
      <Details.Text>
        <form onSubmit={submit} noValidate>
          {refused === null ? null : <Refusal error={refused.error} model={model} />}
          {refused?.edit.to === undefined || breachesOf(refused.error).length === 0 ? null : (
            <WaysOut
              model={model}
              personId={refused.edit.to.personId}
              date={refused.edit.to.date}
              violations={breachesOf(refused.error)}
              proposed={refused.edit}
              mends={mends}
            />
          )}
          <Select
            id="move-person"
            label="Person"
            value={personId}
            onChange={(event) => setPersonId(event.currentTarget.value)}
          >
            {model.people.map(({ id, displayName }) => (
              <Select.Option key={id} value={id}>
                {displayName}
              </Select.Option>
            ))}
          </Select>
          <Select
            id="move-date"
            label="Day"
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          >
            {model.days.map((day) => (
              <Select.Option key={day.date} value={day.date}>
                {formatDay(day.date)}
              </Select.Option>
            ))}
          </Select>
          <p role="status">
            {taken === undefined
              ? ''
              : `${model.personName(personId)} already works on that day: ${model.shiftTypes.get(taken.shiftTypeId)?.name ?? 'a shift'}. Choose another person or day.`}
          </p>
          <Button
            type="submit"
            small
            secondary
            disabled={stays || taken !== undefined || edits.make.isPending}
            className="nhsuk-u-margin-bottom-0"
          >
            Move the shift
          </Button>
        </form>
      </Details.Text>
    </Details>
  );
}
