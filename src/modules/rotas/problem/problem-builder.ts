import { type Problem, type ShiftType } from '../../../../solver/model/index.js';
import { buildCover } from './cover-builder.js';
import { carriedOver } from './carried-over.js';
import { placementsHere, type Shares, usableOverrides } from './contract.js';
import { fairShares, type Sharer } from './fair-share.js';
import { buildPerson, qualifiedTypes } from './person-builder.js';
import { rotaClock, type RotaClock } from './rota-clock.js';
import { type PersonInput, type RotaInput, type WorkInput } from './rota-input.js';

/**
 * Which assignments of the rota must stay: those that are pinned, or all of them. For a repair, `most`: the pinned ones and those that
 * somebody let stand on purpose, apart from days on which the person has become absent. Where a rota is judged and not filled,
 * `none`: what was set by hand is then judged like everything else.
 */
export type Keep = 'pinned' | 'all' | 'most' | 'none';

export interface BuiltProblem {
  readonly problem: Problem;
  readonly clock: RotaClock;
  /** What contradicts itself or cannot be met, in plain words, each once. */
  readonly notes: readonly string[];
}

/**
 * The solver's problem of a rota: its days, shift types, people with what binds them, and the cover that is needed.
 * Nothing in the input makes it fail: what cannot be used is solved around and told in `notes`.
 */
export function buildProblem(input: RotaInput, keep: Keep): BuiltProblem {
  const notes = new Set<string>();
  const note = (text: string): void => void notes.add(text);
  const { rota } = input;
  const holidays = new Set(input.bankHolidays.keys());
  const clock = rotaClock(rota.firstDate, rota.lastDate, input.timeZone, holidays);
  noteUnknownCodes(input, note);
  noteUnestimated(input, note);
  const overrides = usableOverrides(input, note);
  const shares = sharesOf(input, clock);
  const context = { input, clock, note, overrides, shares, keeps: keeps(keep), fills: keep !== 'none' };
  const people = input.people.map((person) => buildPerson(context, person));
  const blockedOn = new Map(
    people.map((person) => [
      person.id,
      new Set([
        ...person.blocks.filter((block) => block.shiftTypeId === null).map((block) => block.dayIndex),
        ...person.fixedShifts.map((shift) => shift.dayIndex),
      ]),
    ]),
  );
  const problem = {
    id: rota.id,
    name: rota.name,
    timeZone: input.timeZone,
    days: clock.days,
    shiftTypes: buildShiftTypes(input),
    people,
    cover: buildCover(input, clock.days, blockedOn, note),
  };
  return { problem, clock, notes: [...notes] };
}

function sharesOf(input: RotaInput, clock: RotaClock): Map<string, Shares> {
  // What is fair cannot be said of some people alone.
  if (!input.everybody) return new Map();
  const sharers = sharersOf(input, clock);
  const carried = carriedOver(input, sharers);
  return new Map(
    [...fairShares(input, clock.days, sharers)].map(([id, fullTimeShare]) => [
      id,
      { fullTimeShare, carried: carried.get(id) ?? {} },
    ]),
  );
}

/** Everybody among whom the work of the rota is shared out. */
export function sharersOf(input: RotaInput, clock: RotaClock): Sharer[] {
  return input.people.map((person) => ({
    person,
    typeIds: new Set(qualifiedTypes({ input, clock }, person)),
    presence: presenceOf(input, clock, person),
  }));
}

/** Days on which the person is placed here and not away, of all days. */
function presenceOf(input: RotaInput, clock: RotaClock, person: PersonInput): number {
  const covers = (period: { firstDate: string; lastDate: string | null }, date: string): boolean =>
    period.firstDate <= date && (period.lastDate ?? date) >= date;
  const present = clock.days.filter(
    ({ date }) =>
      placementsHere(input, person).some((placement) => covers(placement, date)) &&
      !person.absences.some((absence) => covers(absence, date)),
  );
  return present.length / clock.days.length;
}

/** Whether an assignment of the rota must stay. */
export function keeps(keep: Keep): (work: WorkInput, person: PersonInput) => boolean {
  if (keep === 'none') return () => false;
  if (keep === 'all') return () => true;
  if (keep === 'pinned') return (work) => work.pinned;
  return ({ pinned, overrideReason, date }, { absences }) => {
    const absent = absences.some(({ firstDate, lastDate }) => firstDate <= date && date <= lastDate);
    return !absent && (pinned || overrideReason !== null);
  };
}

const MINUTES_PER_DAY = 1440;

function buildShiftTypes(input: RotaInput): ShiftType[] {
  const types = input.shiftTypes.filter((type) => type.kind !== 'off');
  return types.map((type) => ({
    id: type.id,
    code: type.code,
    name: type.name,
    kind: type.kind,
    timed: true,
    startMin: type.startMin,
    endMin: type.endMin,
    workMin: type.onCallEstimate?.workMin ?? type.endMin - type.startMin - type.unpaidBreakMin,
    ...plannedBreaks(type),
    ...onCallEstimate(type),
    // Whatever a contract says about rest, nobody is in two places at once.
    forbiddenNext: types
      .filter((next) => next.startMin + MINUTES_PER_DAY < type.endMin)
      .map((next) => next.id),
  }));
}

/** Without an estimate rules about calls and rest leave on-call alone, and every minute of it counts as work. */
function onCallEstimate({
  onCallEstimate: estimate,
}: RotaInput['shiftTypes'][number]): Pick<ShiftType, 'onCall'> {
  if (estimate === null) return {};
  const { episodes, restMin, longestRestMin } = estimate;
  return { onCall: { episodes, restMin, longestRestMin } };
}

/** A shift type without any break is one whose breaks nobody has entered: rules about breaks leave it alone. */
function plannedBreaks({
  paidBreakMin,
  unpaidBreakMin,
}: RotaInput['shiftTypes'][number]): Pick<ShiftType, 'paidBreakMin' | 'breakMin'> {
  const breakMin = paidBreakMin + unpaidBreakMin;
  return breakMin === 0 ? {} : { paidBreakMin, breakMin };
}

function noteUnestimated({ shiftTypes }: RotaInput, note: (text: string) => void): void {
  const codes = shiftTypes.filter(
    (type) => type.kind === 'on-call' && type.active && type.onCallEstimate === null,
  );
  if (codes.length === 0) return;
  note(
    `Nobody has estimated how much of ${codes.map(({ code }) => code).join(', ')} is work, so all of it counts as work; enter an estimate with the shift type`,
  );
}

function noteUnknownCodes(input: RotaInput, note: (text: string) => void): void {
  for (const type of input.shiftTypes) {
    for (const code of type.gradeCodes) {
      if (!input.grades.some((grade) => grade.code === code)) {
        note(`Shift type ${type.code} allows grade "${code}", which does not exist; correct the shift type`);
      }
    }
    for (const code of type.skillCodes) {
      if (!input.skillCodes.has(code)) {
        note(
          `Shift type ${type.code} asks for skill "${code}", which does not exist; correct the shift type`,
        );
      }
    }
  }
}
