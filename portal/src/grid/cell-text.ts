import { type Assignment, type CoverCell } from '../api/types';
import { count, formatShiftTimes } from '../common/dates';
import { type GridModel } from './grid-model';

/** How a cell looks and what it says. */
export interface CellText {
  /** What stands in the cell. */
  code: string;
  /** All of it in words, for who cannot see the cell. */
  name: string;
  colour: string | null;
  pinned: boolean;
  mark: 'hard' | 'soft' | null;
  request: string | null;
}

const ABSENCES: Readonly<Record<string, { code: string; words: string }>> = {
  'annual-leave': { code: 'AL', words: 'Annual leave' },
  'study-leave': { code: 'SL', words: 'Study leave' },
  'parental-leave': { code: 'PL', words: 'Parental leave' },
  sickness: { code: 'Sick', words: 'Sick' },
};

/** Others' reasons for being away are no business of a colleague's: the service then says "away". */
export function absenceWords(kind: string): { code: string; words: string } {
  return ABSENCES[kind] ?? { code: 'Away', words: 'Away' };
}

const REQUESTS: Readonly<Record<string, { code: string; words: string }>> = {
  cannot: { code: 'no', words: 'Cannot work' },
  'rather-not': { code: 'no?', words: 'Would rather not work' },
  'would-like': { code: 'yes?', words: 'Would like to work' },
};

export function requestWords(request: { kind: string; shiftKind: string | null }): {
  code: string;
  words: string;
} {
  const found = REQUESTS[request.kind] ?? { code: '?', words: request.kind };
  const shift = request.shiftKind ? ` (${request.shiftKind.replace('-', ' ')})` : '';
  return { code: found.code, words: `${found.words}${shift}` };
}

export function describeCell(model: GridModel, personId: string, date: string): CellText {
  const assignment = model.assignment(personId, date);
  const absence = model.absence(personId, date);
  const requests = model.requests(personId, date);
  const violations = assignment === undefined ? [] : model.violationsOn(personId, date);
  const hard = violations.filter(({ level }) => level === 'hard');
  const words = [
    assignment === undefined
      ? absence
        ? absenceWords(absence.kind).words
        : 'Off'
      : shiftWords(model, assignment),
  ];
  if (assignment !== undefined && absence)
    words.push(`But ${absenceWords(absence.kind).words.toLowerCase()}`);
  if (assignment?.pinned) words.push('Pinned');
  words.push(...requests.map((request) => requestWords(request).words));
  words.push(
    ...violations.map(({ level, message }) => `${level === 'hard' ? 'Breaks a rule' : 'Advice'}: ${message}`),
  );
  const shiftType = assignment && model.shiftTypes.get(assignment.shiftTypeId);
  return {
    code: shiftType?.code ?? (assignment ? '?' : absence ? absenceWords(absence.kind).code : '–'),
    name: words.join('. '),
    colour: shiftType?.colour ?? null,
    pinned: assignment?.pinned ?? false,
    mark: hard.length > 0 ? 'hard' : violations.length > 0 ? 'soft' : null,
    request: requests[0] === undefined ? null : requestWords(requests[0]).code,
  };
}

/** "Long day, 08:00 to 20:30" */
export function shiftWords(model: GridModel, assignment: Assignment): string {
  const type = model.shiftTypes.get(assignment.shiftTypeId);
  return type === undefined
    ? 'Unknown shift'
    : `${type.name}, ${formatShiftTimes(type.startMin, type.endMin)}`;
}

/** What a cover line has and needs: "Registrar, night: 1 of at least 2, 1 short". */
export function coverWords(line: CoverCell): string {
  const short = line.short > 0 ? `, ${line.short} short` : '';
  if (line.measure === 'share') {
    const needed = Math.round((line.minShare ?? 0) * 100);
    const share = line.base === 0 ? 0 : Math.round((line.have / line.base) * 100);
    return `${line.name}: ${share} % (${line.have} of ${line.base}), needs ${needed} %${short}`;
  }
  return `${line.name}: ${line.have}, needs ${needs(line)}${short}`;
}

function needs(line: CoverCell): string {
  const minimum = line.minimum ?? 0;
  if (line.maximum !== null && line.maximum !== undefined) {
    return line.maximum === minimum ? String(minimum) : `${minimum} to ${line.maximum}`;
  }
  return `at least ${minimum}`;
}

export function unmetWords(short: number): string {
  return short === 0 ? 'Minimum cover is met' : `${count(short, 'person', 'people')} short of minimum cover`;
}
