import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { useParams } from 'react-router';
import { peopleQuery, workedHoursQuery } from '../api/queries';
import { type WorkedShift } from '../api/types';
import { DataTable } from '../common/data-table';
import { addDays, formatClock, formatDay, today } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { entersHours } from '../session/permissions';
import { useSession } from '../session/use-session';
import { WorkedDialog } from './worked-dialog';
import { type Opened } from './worked-form-model';

/** What was worked, a day at a time. Only what differs from the rota is entered. */
export function WorkedHoursPage() {
  const { unitId = '' } = useParams();
  const session = useSession();
  const [date, setDate] = useState(today);
  const [opened, setOpened] = useState<Opened | null>(null);
  const shifts = useQuery(workedHoursQuery(unitId, date, date));
  const people = useQuery(peopleQuery(unitId, date));
  usePageTitle('Worked hours');
  const mayEnter = session !== null && entersHours(session.account, unitId) && date <= today();
  const nameOf = (personId: string) => {
    const person = people.data?.find(({ id }) => id === personId);
    return person === undefined ? '–' : `${person.familyName}, ${person.givenName}`;
  };
  return (
    <>
      <UnitHeading unitId={unitId} title="Worked hours" page="worked-hours" />
      <p>A shift counts as worked as planned until you say otherwise.</p>
      <div className="rw-day-choice">
        <button type="button" className="rw-link-button" onClick={() => setDate(addDays(date, -1))}>
          Day before
        </button>
        <span aria-live="polite">{formatDay(date)}</span>
        <button type="button" className="rw-link-button" onClick={() => setDate(addDays(date, 1))}>
          Day after
        </button>
      </div>
      {mayEnter ? (
        <Button type="button" small secondary onClick={() => setOpened({ shift: null })}>
          Enter extra work
        </Button>
      ) : (
        <p>What was worked can be entered once the day has come.</p>
      )}
      <Loaded query={shifts} what="the shifts of this day">
        {(found) =>
          found.length === 0 ? (
            <p>No published shifts on this day.</p>
          ) : (
            <DataTable
              caption={`Shifts on ${formatDay(date)}`}
              rows={found.toSorted((a, b) => nameOf(a.personId).localeCompare(nameOf(b.personId)))}
              rowKey={({ id }) => id}
              columns={[
                { title: 'Person', cell: ({ personId }) => nameOf(personId) },
                { title: 'Planned', cell: plannedWords },
                { title: 'Worked', cell: workedWords },
                { title: 'Note', cell: ({ entry }) => entry?.note ?? '' },
                {
                  title: 'Change',
                  cell: (shift) =>
                    mayEnter ? (
                      <button
                        type="button"
                        className="rw-link-button"
                        aria-label={`Change what ${nameOf(shift.personId)} worked`}
                        onClick={() => setOpened({ shift })}
                      >
                        Change
                      </button>
                    ) : null,
                },
              ]}
            />
          )
        }
      </Loaded>
      {opened === null ? null : (
        <WorkedDialog
          unitId={unitId}
          date={date}
          opened={opened}
          people={people.data ?? []}
          nameOf={nameOf}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function plannedWords({ shiftCode, plannedStartsAt, plannedEndsAt }: WorkedShift): string {
  if (!plannedStartsAt || !plannedEndsAt) return 'Not planned';
  return `${shiftCode ?? ''}, ${formatClock(plannedStartsAt)} to ${formatClock(plannedEndsAt)}`;
}

function workedWords({ entry }: WorkedShift): string {
  if (entry === null) return 'As planned';
  if (!entry.startsAt || !entry.endsAt) return 'Not worked';
  const pause = entry.unpaidBreakMin ? `, ${entry.unpaidBreakMin} min unpaid break` : '';
  return `${formatClock(entry.startsAt)} to ${formatClock(entry.endsAt)}${pause}`;
}
