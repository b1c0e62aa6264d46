import { type PlannedShift } from '../../rotas/planned-work.service.js';
import { type WorkedEntryEntity } from '../../worked-hours/worked-entry.entity.js';
import { type Basis, type PayrollPerson } from './payroll-input.js';

/** A shift as it is paid. */
export interface WorkDone {
  /** Of the planned shift, or of the entry of extra work. */
  readonly id: string;
  readonly date: string;
  /** Null for extra work. */
  readonly shiftCode: string | null;
  readonly shiftName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly unpaidBreakMin: number;
  /** On call from home; then `called` is the work that was really done, where that was entered. */
  readonly onCall: boolean;
  /** What was expected of it beforehand. */
  readonly estimate: { readonly workMin: number; readonly enhancedMin: number } | null;
  readonly called: { readonly startsAt: Date; readonly endsAt: Date } | null;
  /** True where what was worked is not what was planned. */
  readonly changed: boolean;
}

/** Shifts of a person in the order of their start: as planned, or as worked. */
export function workDone(
  { shifts, entries }: Pick<PayrollPerson, 'shifts' | 'entries'>,
  basis: Basis,
): WorkDone[] {
  if (basis === 'planned') return shifts.map((shift) => asPlanned(shift));
  const entryOf = new Map(entries.map((entry) => [entry.assignmentId, entry]));
  const done = [
    ...shifts.flatMap((shift) => asWorked(shift, entryOf.get(shift.assignmentId))),
    ...entries.filter(({ kind }) => kind === 'extra').map(extra),
  ];
  return done.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
}

function asPlanned(shift: PlannedShift): WorkDone {
  const { assignmentId, date, shiftCode, shiftName, startsAt, endsAt, unpaidBreakMin, kind } = shift;
  const onCall = kind === 'on-call';
  const estimate = shift.onCallEstimate;
  const times = { startsAt, endsAt, unpaidBreakMin, onCall, estimate, called: null, changed: false };
  return { id: assignmentId, date, shiftCode, shiftName, ...times };
}

function asWorked(shift: PlannedShift, entry: WorkedEntryEntity | undefined): WorkDone[] {
  const planned = asPlanned(shift);
  if (entry === undefined) return [planned];
  if (entry.startsAt === null || entry.endsAt === null) return [];
  const times = { startsAt: entry.startsAt, endsAt: entry.endsAt };
  const unpaidBreakMin = entry.unpaidBreakMin ?? 0;
  // Whoever is on call is available for all of it, and works while called.
  if (planned.onCall) return [{ ...planned, unpaidBreakMin, called: times, changed: true }];
  return [{ ...planned, ...times, unpaidBreakMin, changed: true }];
}

function extra({ id, date, startsAt, endsAt, unpaidBreakMin }: WorkedEntryEntity): WorkDone {
  if (startsAt === null || endsAt === null) throw new Error(`extra work ${id} has no times`);
  const times = { startsAt, endsAt, unpaidBreakMin: unpaidBreakMin ?? 0 };
  return {
    id,
    date,
    shiftCode: null,
    shiftName: 'Extra work',
    ...times,
    onCall: false,
    estimate: null,
    called: null,
    changed: true,
  };
}

/** Minutes of work; null for on-call of which nobody has said how much was work. */
export function workMinutes(work: WorkDone): number | null {
  if (work.onCall && work.called === null) return work.estimate?.workMin ?? null;
  const { startsAt, endsAt } = work.called ?? work;
  return Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000) - work.unpaidBreakMin;
}
