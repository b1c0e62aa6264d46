import { Button } from 'nhsuk-react-components';
import { useEffect, useRef, useState } from 'react';
import { type Assignment, type GridPerson } from '../api/types';
import { formatDay } from '../common/dates';
import { Modal } from '../common/modal';
import { absenceWords, requestWords, shiftWords } from './cell-text';
import { CellForm, type Refused } from './cell-form';
import { type GridModel, isOfDays } from './grid-model';
import { MendableList, type MendTarget, WaysOut } from './mend-offers';
import { MoveForm } from './move-form';
import { breachesOf, Refusal } from './refusal';
import { type DoneEdit, type useEdits } from './use-edits';
import { useMends } from './use-mends';
import { ViolationList } from './violation-list';

export interface CellDialogProps {
  model: GridModel;
  person: GridPerson;
  date: string;
  edits: ReturnType<typeof useEdits>;
  mayEdit: boolean;
  onClose: () => void;
}

/** One person's day: what stands, why it may be wrong and what would mend it, and the ways to change it. */
export function CellDialog({ model, person, date, edits, mayEdit, onClose }: CellDialogProps) {
  const assignment = model.assignment(person.id, date);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [saved, setSaved] = useState<DoneEdit | null>(null);
  const mends = useMends(edits, { onTaken: onClose, onRefused: (error) => setRefused({ error }) });
  const done = (edit: DoneEdit) => {
    setRefused(null);
    // What was just broken is read before the dialog goes; a hard breach was read when the reason for it was given.
    if (edit.verdict.introduced.some((found) => found.level !== 'hard' && isOfDays(found))) setSaved(edit);
    else onClose();
  };
  const target = { model, personId: person.id, date, mends };
  return (
    <Modal title={`${person.displayName}, ${formatDay(date)}`} onClose={onClose}>
      {saved === null ? null : <Saved edit={saved} onClose={onClose} />}
      <Facts {...target} person={person} assignment={assignment} mayEdit={mayEdit} />
      {refused === null ? null : (
        <>
          <Refusal error={refused.error} model={model} />
          {breachesOf(refused.error).length === 0 ? null : (
            <WaysOut {...target} violations={breachesOf(refused.error)} proposed={refused.edit} />
          )}
        </>
      )}
      {mayEdit && saved === null ? (
        <CellForm
          key={`${assignment?.id ?? 'none'}-${assignment?.version ?? 0}`}
          model={model}
          person={person}
          date={date}
          assignment={assignment}
          edits={edits}
          refused={refused}
          onRefused={setRefused}
          onDone={done}
          onClose={onClose}
        />
      ) : null}
      {mayEdit && saved === null && assignment !== undefined ? (
        <MoveForm model={model} assignment={assignment} edits={edits} onClose={onClose} />
      ) : null}
    </Modal>
  );
}

/** The change stands, and this is what it broke: the list below says how to mend it. */
function Saved({ edit, onClose }: { edit: DoneEdit; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      className="nhsuk-inset-text nhsuk-u-margin-top-0"
      role="group"
      aria-label="Saved"
      tabIndex={-1}
      ref={box}
    >
      <p className="nhsuk-u-font-weight-bold">{`Saved: ${edit.edit.label}.`}</p>
      <p>It is allowed, but not as it should be. See below what is wrong, or leave it.</p>
      <Button type="button" small secondary className="nhsuk-u-margin-bottom-0" onClick={onClose}>
        Leave it as it is
      </Button>
    </div>
  );
}

function Facts({
  person,
  assignment,
  mayEdit,
  ...target
}: MendTarget & {
  date: string;
  person: GridPerson;
  assignment: Assignment | undefined;
  mayEdit: boolean;
}) {
  const { model, date } = target;
  const absence = model.absence(person.id, date);
  const requests = model.requests(person.id, date);
  const violations = model.violationsOn(person.id, date);
  const facts = [
    assignment === undefined
      ? 'Off.'
      : `${shiftWords(model, assignment)}${assignment.pinned ? ', pinned' : ''}.`,
    ...(absence === undefined ? [] : [`${absenceWords(absence.kind).words}.`]),
    ...requests.map((request) => `${requestWords(request).words}.`),
    ...(assignment?.overrideReason ? [`Let stand because: ${assignment.overrideReason}`] : []),
  ];
  return (
    <>
      <p className="nhsuk-u-margin-bottom-2">
        <strong>Now:</strong> {facts.join(' ')}
      </p>
      <p className="rw-secondary nhsuk-u-margin-bottom-2">
        {person.gradeCode}
        {person.skills.length === 0 ? '' : `; ${person.skills.join(', ')}`}
      </p>
      {violations.length === 0 ? null : (
        <>
          <h3 className="nhsuk-heading-xs nhsuk-u-margin-bottom-1">What is wrong around this day</h3>
          {mayEdit ? (
            <MendableList violations={violations} {...target} />
          ) : (
            <ViolationList violations={violations} />
          )}
        </>
      )}
    </>
  );
}
