import { AUDIENCES, type Audience } from './vacancy.entity.js';
import { type LadderStep } from './vacancy-ladder.entity.js';

const MS_PER_HOUR = 3_600_000;
const MS_PER_MINUTE = 60_000;

/** What of an open shift decides how far it goes out. */
export interface LadderShift {
  readonly audience: Audience;
  readonly createdAt: Date;
  readonly startsAt: Date;
  readonly workMin: number;
}

/** How far an open shift goes now. */
export interface LadderPlace {
  readonly audience: Audience;
  /** The next step is due, but dearer than its limit. */
  readonly held: Exclude<Audience, 'unit'> | null;
}

/** What working the shift costs at a step, in pence, rounded up. */
export function costPence({ hourlyPence }: LadderStep, workMin: number): number {
  return Math.ceil((hourlyPence * workMin) / 60);
}

/** Whether one audience includes another. */
export function reaches(audience: Audience, other: Audience): boolean {
  return AUDIENCES.indexOf(audience) >= AUDIENCES.indexOf(other);
}

/** Takes every step that is due, in their order, up to the first that costs too much. */
export function climb(shift: LadderShift, steps: readonly LadderStep[], now: Date): LadderPlace {
  let place: LadderPlace = { audience: shift.audience, held: null };
  for (const audience of AUDIENCES) {
    const step = steps.find((each) => each.audience === audience);
    if (step === undefined || reaches(shift.audience, audience) || !isDue(step, shift, now)) continue;
    if (step.maxCostPence !== null && costPence(step, shift.workMin) > step.maxCostPence) {
      return { ...place, held: step.audience };
    }
    place = { audience, held: null };
  }
  return place;
}

function isDue(
  { afterHours, beforeStartHours }: LadderStep,
  { createdAt, startsAt }: LadderShift,
  now: Date,
): boolean {
  const age = now.getTime() - createdAt.getTime();
  const left = startsAt.getTime() - now.getTime();
  if (afterHours !== null && age >= afterHours * MS_PER_HOUR) return true;
  return beforeStartHours !== null && left <= beforeStartHours * MS_PER_HOUR;
}

/** Minutes that are paid for, at the longest. */
export function workMinOf(
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
  unpaidBreakMin: number,
): number {
  return Math.round((endsAt.getTime() - startsAt.getTime()) / MS_PER_MINUTE) - unpaidBreakMin;
}
