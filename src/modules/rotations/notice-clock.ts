/** What doctors and employers are owed before a rotation, by the Code of Practice. */
export const STEPS = ['deanery-data', 'work-schedule', 'duty-roster'] as const;
export type Step = (typeof STEPS)[number];

/** Weeks before the start. */
export const WEEKS_BEFORE: Readonly<Record<Step, number>> = {
  'deanery-data': 12,
  'work-schedule': 8,
  'duty-roster': 6,
};

export const STEP_NAMES: Readonly<Record<Step, string>> = {
  'deanery-data': 'Deanery data taken in',
  'work-schedule': 'Work schedules sent',
  'duty-roster': 'Duty roster published',
};

export const STATES = ['upcoming', 'due-today', 'overdue', 'on-time', 'late'] as const;
export type DeadlineState = (typeof STATES)[number];

const MS_PER_DAY = 86_400_000;

/**
 * The last day on which a step is on time: whole weeks before the start, by the calendar. Neither a change of the clocks nor a bank
 * holiday moves it.
 */
export function dueDate(startDate: string, step: Step): string {
  return new Date(midnight(startDate) - WEEKS_BEFORE[step] * 7 * MS_PER_DAY).toISOString().slice(0, 10);
}

/** @param today by the hospital's calendar */
export function stateOf(due: string, doneOn: string | null, today: string): DeadlineState {
  if (doneOn !== null) return doneOn <= due ? 'on-time' : 'late';
  if (today === due) return 'due-today';
  return today < due ? 'upcoming' : 'overdue';
}

/** Days until the deadline; negative: since it. */
export function daysLeft(due: string, today: string): number {
  return Math.round((midnight(due) - midnight(today)) / MS_PER_DAY);
}

function midnight(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

export interface JudgedDeadline {
  readonly unitId: string;
  readonly unitName: string;
  readonly step: Step;
  readonly startDate: string;
  readonly state: DeadlineState;
}

export interface OnTimeCount {
  readonly step: Step;
  readonly onTime: number;
  /** Deadlines of which it is known: done, or past. */
  readonly known: number;
}

/** How many deadlines were kept, by step. One that is past and not done is not kept. */
export function onTimeCounts(deadlines: readonly JudgedDeadline[]): OnTimeCount[] {
  return STEPS.map((step) => {
    const known = deadlines.filter((each) => {
      return each.step === step && each.state !== 'upcoming' && each.state !== 'due-today';
    });
    return { step, onTime: known.filter(({ state }) => state === 'on-time').length, known: known.length };
  });
}
