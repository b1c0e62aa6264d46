import { Button, Checkboxes, Radios, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { isProblem } from '../api/problem';
import { type Assignment, type GridPerson, type GridShiftType } from '../api/types';
import { announce } from '../common/announcer';
import { formatDate, formatShiftTimes } from '../common/dates';
import { type GridModel } from './grid-model';
import { outcomeWords } from './outcome-words';
import { type DoneEdit, type Edit, type useEdits } from './use-edits';

const OFF = 'off';

interface Choice {
  shiftTypeId: string;
  pinned: boolean;
  reason: string;
}

/** An edit that was refused, and why. */
export interface Refused {
  error: Error;
  /** Left out where it was not one of this form. */
  edit?: Edit;
}

/** Chooses the shift of a person's day. Stays open with the rules that a choice would break. */
export function CellForm({
  model,
  person,
  date,
  assignment,
  edits,
  refused,
  onRefused,
  onDone,
  onClose,
}: {
  model: GridModel;
  person: GridPerson;
  date: string;
  assignment: Assignment | undefined;
  edits: ReturnType<typeof useEdits>;
  /** The last choice that was refused. Kept by the caller: it outlives a form that starts anew with what stands now. */
  refused: Refused | null;
  onRefused: (refused: Refused | null) => void;
  onDone: (done: DoneEdit) => void;
  onClose: () => void;
}) {
  const [choice, setChoice] = useState<Choice>({
    shiftTypeId: assignment?.shiftTypeId ?? OFF,
    pinned: assignment?.pinned ?? false,
    reason: '',
  });
  const breaksRule = refused !== null && isProblem(refused.error, 'breaks-a-rule');
  const select = (shiftTypeId: string) => {
    setChoice({ ...choice, shiftTypeId });
    onRefused(null);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const edit = editFor(model, person, date, assignment, choice);
    if (edit === null) {
      onClose();
      return;
    }
    edits.make.mutate(edit, {
      onSuccess: (done) => {
        announce(outcomeWords(done));
        onDone(done);
      },
      onError: (error) => onRefused({ error, edit }),
    });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Radios
        name="shift"
        idPrefix="shift"
        legend="Shift"
        legendProps={{ size: 's' }}
        small
        className="rw-shift-choices"
        onChange={(event) => select((event.target as HTMLInputElement).value)}
      >
        {offeredShifts(model, person, assignment).map((type) => (
          <Radios.Item key={type.id} value={type.id} defaultChecked={choice.shiftTypeId === type.id}>
            {shiftLabel(person, type)}
          </Radios.Item>
        ))}
        <Radios.Item value={OFF} defaultChecked={choice.shiftTypeId === OFF}>
          Off
        </Radios.Item>
      </Radios>
      {choice.shiftTypeId === OFF ? null : (
        <Checkboxes name="pinned" idPrefix="pinned" small>
          <Checkboxes.Item
            value="pinned"
            hint="A fill leaves a pinned shift where it is"
            checked={choice.pinned}
            onChange={(event) => setChoice({ ...choice, pinned: event.currentTarget.checked })}
          >
            Pinned
          </Checkboxes.Item>
        </Checkboxes>
      )}
      {breaksRule ? (
        <TextInput
          id="override-reason"
          label="Reason for breaking the rule"
          hint="It is kept with the shift and in the audit log"
          value={choice.reason}
          onChange={(event) => setChoice({ ...choice, reason: event.currentTarget.value })}
        />
      ) : null}
      <div className="rw-buttons">
        <Button
          type="submit"
          small
          warning={breaksRule}
          disabled={edits.make.isPending || (breaksRule && choice.reason.trim() === '')}
        >
          {breaksRule ? 'Save anyway' : 'Save'}
        </Button>
        <Button type="button" small secondary onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** What can be put on a day: the unit's shifts in use, those first that the person's grade and skills allow. */
function offeredShifts(
  model: GridModel,
  person: GridPerson,
  assignment: Assignment | undefined,
): GridShiftType[] {
  const offered = [...model.shiftTypes.values()].filter(
    (type) => (type.active && type.kind !== 'off') || type.id === assignment?.shiftTypeId,
  );
  return offered.sort((a, b) => Number(mayWork(person, b)) - Number(mayWork(person, a)));
}

function mayWork(person: GridPerson, { gradeCodes, skillCodes }: GridShiftType): boolean {
  const gradeFits = gradeCodes.length === 0 || gradeCodes.includes(person.gradeCode);
  return gradeFits && skillCodes.every((code) => person.skills.includes(code));
}

function shiftLabel(person: GridPerson, type: GridShiftType): string {
  const label = `${type.code}: ${type.name}, ${formatShiftTimes(type.startMin, type.endMin)}`;
  return mayWork(person, type) ? label : `${label} (needs another grade or skill)`;
}

/** Null: nothing to change. */
function editFor(
  model: GridModel,
  person: GridPerson,
  date: string,
  from: Assignment | undefined,
  choice: Choice,
): Edit | null {
  const where = `${person.displayName} on ${formatDate(date)}`;
  if (choice.shiftTypeId === OFF) {
    return from === undefined
      ? null
      : { from, label: `${shiftName(model, from.shiftTypeId)} taken from ${where}` };
  }
  const reason = choice.reason.trim();
  const unchanged = from?.shiftTypeId === choice.shiftTypeId && from.pinned === choice.pinned;
  if (unchanged && reason === '') return null;
  return {
    ...(from === undefined ? {} : { from }),
    to: {
      personId: person.id,
      date,
      shiftTypeId: choice.shiftTypeId,
      pinned: choice.pinned,
      ...(reason === '' ? {} : { overrideReason: reason }),
    },
    label: `${shiftName(model, choice.shiftTypeId)} for ${where}`,
  };
}

function shiftName(model: GridModel, shiftTypeId: string): string {
  return model.shiftTypes.get(shiftTypeId)?.name ?? 'shift';
}
