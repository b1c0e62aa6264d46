import { useState } from 'react';
import { type Assignment, type GridPerson } from '../api/types';
import { formatDay } from '../common/dates';
import { Modal } from '../common/modal';
import { absenceWords, requestWords, shiftWords } from './cell-text';
import { CellForm } from './cell-form';
import { type GridModel } from './grid-model';
import { MoveForm } from './move-form';
import { type useEdits } from './use-edits';
import { ViolationList } from './violation-list';

export interface CellDialogProps {
  model: GridModel;
  person: GridPerson;
  date: string;
  edits: ReturnType<typeof useEdits>;
  mayEdit: boolean;
  onClose: () => void;
}

/** One person's day: what stands, why it may be wrong, and the ways to change it. */
export function CellDialog({ model, person, date, edits, mayEdit, onClose }: CellDialogProps) {
  const assignment = model.assignment(person.id, date);
  const [refusal, setRefusal] = useState<Error | null>(null);
  return (
    <Modal title={`${person.displayName}, ${formatDay(date)}`} onClose={onClose}>
      <Facts model={model} person={person} date={date} assignment={assignment} />
      {mayEdit ? (
        <CellForm
          key={`${assignment?.id ?? 'none'}-${assignment?.version ?? 0}`}
          model={model}
          person={person}
          date={date}
          assignment={assignment}
          edits={edits}
          refusal={refusal}
          onRefusal={setRefusal}
          onClose={onClose}
        />
      ) : null}
      {mayEdit && assignment !== undefined ? (
        <MoveForm model={model} assignment={assignment} edits={edits} onClose={onClose} />
      ) : null}
    </Modal>
  );
}

function Facts({
  model,
  person,
  date,
  assignment,
}: {
  model: GridModel;
  person: GridPerson;
  date: string;
  assignment: Assignment | undefined;
}) {
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
          <ViolationList violations={violations} />
        </>
      )}
    </>
  );
}
