import { SummaryList } from 'nhsuk-react-components';
import { type GridPerson } from '../api/types';
import { count, formatHours, formatPeriod } from '../common/dates';
import { Modal } from '../common/modal';
import { absenceWords } from './cell-text';
import { type GridModel } from './grid-model';
import { ViolationList } from './violation-list';

/** What there is to know of a person on this rota. */
export function PersonDialog({
  model,
  person,
  onClose,
}: {
  model: GridModel;
  person: GridPerson;
  onClose: () => void;
}) {
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
      {violations.length === 0 ? <p>None.</p> : <ViolationList violations={violations} />}
    </Modal>
  );
}

function workingTime({ wte }: GridPerson): string {
  if (wte === null) return 'No placement on this unit';
  return wte === 1 ? 'Full time' : `${wte} of full time`;
}
