import { SummaryList } from 'nhsuk-react-components';
import { useState } from 'react';
import { type GridPerson } from '../api/types';
import { count, formatHours, formatPeriod } from '../common/dates';
import { Modal } from '../common/modal';
import { absenceWords } from './cell-text';
import { type GridModel } from './grid-model';
import { MendableList } from './mend-offers';
import { Refusal } from './refusal';
import { type useEdits } from './use-edits';
import { useMends } from './use-mends';
import { ViolationList } from './violation-list';

/** What there is to know of a person on this rota. */
export function PersonDialog({
  model,
  person,
  edits,
  mayEdit,
  onClose,
}: {
  model: GridModel;
  person: GridPerson;
  edits: ReturnType<typeof useEdits>;
  mayEdit: boolean;
  onClose: () => void;
}) {
  const [refused, setRefused] = useState<Error | null>(null);
  const mends = useMends(edits, { onTaken: onClose, onRefused: setRefused });
  const violations = model.violationsOf(person.id);
  const shifts = model.grid.assignments.filter(({ personId }) => personId === person.id).length;
  const facts: [string, string][] = [
    ['Grade', person.gradeCode],
    ['Working time', workingTime(person)],
    ['Contract', person.contractCode ?? 'None'],
    ['Skills', person.skills.length === 0 ? 'None recorded' : person.skills.join(', ')],
    [
      'Hours',
      `${formatHours(person.workedMin)} in ${count(shifts, 'shift')}, of ${formatHours(person.targetMin)} contracted`,
    ],
    [
      'Away',
      person.absences.length === 0
        ? 'Not in this period'
        : person.absences
            .map(
              (absence) =>
                `${absenceWords(absence.kind).words}, ${formatPeriod(absence.firstDate, absence.lastDate)}`,
            )
            .join('; '),
    ],
  ];
  return (
    <Modal title={person.displayName} onClose={onClose}>
      <SummaryList>
        {facts.map(([key, value]) => (
          <SummaryList.Row key={key}>
            <SummaryList.Key>{key}</SummaryList.Key>
            <SummaryList.Value>{value}</SummaryList.Value>
          </SummaryList.Row>
        ))}
      </SummaryList>
      <h3 className="nhsuk-heading-s">Rule breaks and advice</h3>
      {refused === null ? null : <Refusal error={refused} model={model} />}
      {violations.length === 0 ? <p>None.</p> : null}
      {mayEdit ? (
        <MendableList violations={violations} model={model} personId={person.id} mends={mends} />
      ) : (
        <ViolationList violations={violations} />
      )}
    </Modal>
  );
}

function workingTime({ wte }: GridPerson): string {
  if (wte === null) return 'No placement on this unit';
  return wte === 1 ? 'Full time' : `${wte} of full time`;
}
