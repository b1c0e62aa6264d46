import {
  type Assignment,
  type CoverCell,
  type Grid,
  type GridDay,
  type GridPerson,
  type GridShiftType,
  type Violation,
} from '../api/types';
import { groupBy } from '../common/group-by';

/** The grid's answer, indexed for drawing. */
export interface GridModel {
  grid: Grid;
  people: readonly GridPerson[];
  days: readonly GridDay[];
  shiftTypes: ReadonlyMap<string, GridShiftType>;
  personName: (personId: string) => string;
  assignment: (personId: string, date: string) => Assignment | undefined;
  absence: (personId: string, date: string) => GridPerson['absences'][number] | undefined;
  requests: (personId: string, date: string) => readonly GridPerson['requests'][number][];
  /** Rule breaks that a person's day is part of. */
  violationsOn: (personId: string, date: string) => readonly Violation[];
  violationsOf: (personId: string) => readonly Violation[];
  assignmentsOn: (date: string) => readonly Assignment[];
  cover: (date: string) => readonly CoverCell[];
  /** People short of minimum cover on a day, summed over its cover lines. */
  short: (date: string) => number;
}

/** A breach of a longer window (average hours, say) is told of the person, not of every single day. */
const LONGEST_WINDOW_IN_CELLS_DAYS = 8;
const MS_PER_DAY = 86_400_000;

export function buildGridModel(grid: Grid): GridModel {
  const assignments = new Map(grid.assignments.map((one) => [cellKey(one.personId, one.date), one]));
  const absences = new Map<string, GridPerson['absences'][number]>();
  const requests = new Map<string, GridPerson['requests'][number][]>();
  for (const person of grid.people) {
    for (const absence of person.absences) {
      for (const { date } of grid.days) {
        if (absence.firstDate <= date && date <= absence.lastDate)
          absences.set(cellKey(person.id, date), absence);
      }
    }
    for (const request of person.requests) pushTo(requests, cellKey(person.id, request.date), request);
  }
  const onDays = violationsByCell(grid, assignments);
  const ofPeople = groupBy(grid.violations, ({ personId }) => personId ?? '');
  const byDate = groupBy(grid.assignments, ({ date }) => date);
  const cover = groupBy(grid.cover, ({ date }) => date);
  const names = new Map(grid.people.map(({ id, displayName }) => [id, displayName]));
  return {
    grid,
    people: grid.people,
    days: grid.days,
    shiftTypes: new Map(grid.shiftTypes.map((type) => [type.id, type])),
    personName: (personId) => names.get(personId) ?? 'Somebody who is not on this unit',
    assignment: (personId, date) => assignments.get(cellKey(personId, date)),
    absence: (personId, date) => absences.get(cellKey(personId, date)),
    requests: (personId, date) => requests.get(cellKey(personId, date)) ?? [],
    violationsOn: (personId, date) => onDays.get(cellKey(personId, date)) ?? [],
    violationsOf: (personId) => ofPeople.get(personId) ?? [],
    assignmentsOn: (date) => byDate.get(date) ?? [],
    cover: (date) => cover.get(date) ?? [],
    short: (date) => (cover.get(date) ?? []).reduce((sum, line) => sum + line.short, 0),
  };
}

function cellKey(personId: string, date: string): string {
  return `${personId}|${date}`;
}

function pushTo<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function violationsByCell(
  grid: Grid,
  assignments: ReadonlyMap<string, Assignment>,
): Map<string, Violation[]> {
  const byCell = new Map<string, Violation[]>();
  for (const violation of grid.violations) {
    const { personId, fromDate, toDate } = violation;
    if (!personId || !isOfDays(violation)) continue;
    for (const { date } of grid.days) {
      const key = cellKey(personId, date);
      if (fromDate <= date && date <= toDate && assignments.has(key)) pushTo(byCell, key, violation);
    }
  }
  return byCell;
}

/** Whether a breach is told of single days, rather than of the person alone. */
export function isOfDays({ fromDate, toDate }: Violation): boolean {
  return windowDays(fromDate, toDate) <= LONGEST_WINDOW_IN_CELLS_DAYS;
}

function windowDays(fromDate: string, toDate: string): number {
  return (Date.parse(toDate) - Date.parse(fromDate)) / MS_PER_DAY + 1;
}
