import { explainPerson, newViolations, type Violation } from '../../../../solver/explain/index.js';
import { OFF, type Person, type Rota } from '../../../../solver/model/index.js';
import { buildProblem, type BuiltProblem } from './problem-builder.js';
import { dateInWords, shiftInstants } from './rota-clock.js';
import { standingRota } from './rota-cells.js';
import { type PersonInput, type RotaInput } from './rota-input.js';
import { isNeeded } from './needed-on-holiday.js';

/** A shift that somebody's line gives them. */
export interface LineShift {
  readonly personId: string;
  /** ISO date of the rota. */
  readonly date: string;
  readonly shiftTypeId: string;
}

export const UNPLACED = [
  'leave',
  'unavailable',
  'bank-holiday',
  'not-placed',
  'not-qualified',
  'other-work',
  'rule',
] as const;
export type UnplacedWhy = (typeof UNPLACED)[number];

/** A shift of a line that the rota cannot take, and why. */
export interface UnplacedShift extends LineShift {
  readonly why: UnplacedWhy;
  /** Code of the rule; null for what is no rule of a contract. */
  readonly rule: string | null;
  readonly message: string;
}

export interface LinePlan {
  readonly placed: readonly LineShift[];
  readonly unplaced: readonly UnplacedShift[];
}

/** A person's part of the plan while it is made. */
interface PersonalPlan {
  readonly built: BuiltProblem;
  readonly person: Person;
  /** What the rota holds without the line, day by day. */
  readonly base: readonly number[];
  readonly cells: number[];
  /** Days on which the line has put something, with what. */
  readonly wanted: Map<number, LineShift>;
}

/**
 * Which shifts of people's lines a rota takes: none on leave or other days on which somebody cannot work, none that a bank holiday has no
 * need of, none beside other work, none that breaks a hard rule. Of shifts that break one together as few as possible stay
 * out. Every shift is either placed or told with its reason.
 *
 * @param input without the shifts that lines have given before.
 */
export function planLines(input: RotaInput, wanted: readonly LineShift[]): LinePlan {
  const built = buildProblem(input, 'none');
  const standing = standingRota(input, built.problem, built.clock);
  const placed: LineShift[] = [];
  const unplaced: UnplacedShift[] = [];
  const byPerson = new Map<string, LineShift[]>();
  for (const shift of wanted) byPerson.set(shift.personId, [...(byPerson.get(shift.personId) ?? []), shift]);
  for (const [personId, own] of byPerson) {
    const index = built.problem.people.findIndex(({ id }) => id === personId);
    const personInput = input.people.find(({ person }) => person.id === personId);
    const person = built.problem.people[index];
    if (person === undefined || personInput === undefined) {
      unplaced.push(...own.map((shift) => notPlaced(input, shift)));
      continue;
    }
    const possible = new PossibleShifts(input, built, person, personInput);
    const able = own
      .toSorted((a, b) => a.date.localeCompare(b.date))
      .filter((shift) => {
        const reason = possible.refusal(shift);
        if (reason !== null) unplaced.push({ ...shift, ...reason });
        return reason === null;
      });
    const base = standing.cells[index] ?? [];
    const plan = { built, person, base, cells: [...base], wanted: new Map<number, LineShift>() };
    for (const shift of able) put(plan, shift);
    unplaced.push(...leaveOut(plan));
    placed.push(...plan.wanted.values());
  }
  return { placed, unplaced: unplaced.toSorted((a, b) => a.date.localeCompare(b.date)) };
}

function notPlaced({ unitName }: RotaInput, shift: LineShift): UnplacedShift {
  const message = `Not placed in ${unitName} on ${dateInWords(shift.date)}.`;
  return { ...shift, why: 'not-placed', rule: null, message };
}

type Refusal = Pick<UnplacedShift, 'why' | 'rule' | 'message'>;

/** Why blocks keep somebody from a shift, by their codes; anything else is a matter of availability. */
const BLOCKS: Readonly<Record<string, UnplacedWhy>> = {
  leave: 'leave',
  sickness: 'leave',
  'no-placement': 'not-placed',
  contract: 'not-placed',
  'not-qualified': 'not-qualified',
  'works-elsewhere': 'other-work',
};

/** What of one person's line can be given at all, before any rule is asked. */
class PossibleShifts {
  private readonly taken: {
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly date: string;
    readonly label: string;
  }[];

  constructor(
    private readonly input: RotaInput,
    private readonly built: BuiltProblem,
    private readonly person: Person,
    { work }: PersonInput,
  ) {
    this.taken = work.map(({ startsAt, endsAt, date, code, unitName, unitId }) => ({
      startsAt,
      endsAt,
      date,
      label: unitId === input.rota.unitId ? code : `${code} in ${unitName}`,
    }));
  }

  /** Null: it can be given, and is from now on in the way of others. */
  refusal(shift: LineShift): Refusal | null {
    const type = this.input.shiftTypes.find(({ id }) => id === shift.shiftTypeId);
    const day = this.built.clock.dayIndex(shift.date);
    const shown = dateInWords(shift.date);
    if (type === undefined || type.kind === 'off' || this.built.clock.days[day] === undefined)
      throw new Error(`a line gives ${shift.shiftTypeId} on ${shift.date}, which is no work of the rota`);
    const block = this.person.blocks.find(
      ({ dayIndex, shiftTypeId }) => dayIndex === day && (shiftTypeId === null || shiftTypeId === type.id),
    );
    if (block !== undefined) {
      const message = `${type.code} on ${shown}: ${block.reason}.`;
      return { why: BLOCKS[block.code] ?? 'unavailable', rule: null, message };
    }
    if (!this.person.shiftTypeIds.includes(type.id)) {
      const reason = type.active ? 'grade or skills do not allow it' : 'the shift type is not used any more';
      return { why: 'not-qualified', rule: null, message: `${type.code} on ${shown}: ${reason}.` };
    }
    if (!isNeeded(this.input, this.built.clock.days[day], type)) {
      const name = this.input.bankHolidays.get(shift.date) ?? 'a bank holiday';
      return {
        why: 'bank-holiday',
        rule: null,
        message: `${type.code} is not worked on ${shown}, ${name}.`,
      };
    }
    const instants = shiftInstants(shift.date, type, this.input.timeZone);
    const other = this.taken.find(
      ({ date, startsAt, endsAt }) =>
        date === shift.date || (startsAt < instants.endsAt && instants.startsAt < endsAt),
    );
    if (other !== undefined) {
      const message = `${type.code} on ${shown}: has ${other.label} on ${dateInWords(other.date)} already.`;
      return { why: 'other-work', rule: null, message };
    }
    this.taken.push({ ...instants, date: shift.date, label: type.code });
    return null;
  }
}

function put({ built, cells, wanted }: PersonalPlan, shift: LineShift): void {
  const day = built.clock.dayIndex(shift.date);
  cells[day] = built.problem.shiftTypes.findIndex(({ id }) => id === shift.shiftTypeId);
  wanted.set(day, shift);
}

function take({ base, cells, wanted }: PersonalPlan, day: number): void {
  cells[day] = base[day] ?? OFF;
  wanted.delete(day);
}

/** Takes shifts out until no hard rule is broken that was not broken without the line, then puts back what turns out to be harmless. */
function leaveOut(plan: PersonalPlan): UnplacedShift[] {
  const before = judged(plan, plan.base);
  const breaches = (): Violation[] =>
    newViolations(before, judged(plan, plan.cells)).filter(({ level }) => level === 'hard');
  const out = new Map<number, LineShift>();
  for (let broken = breaches(); broken.length > 0; broken = breaches()) {
    const days = hittingDays(plan, broken);
    if (days.length === 0) break;
    for (const day of days) {
      out.set(day, plan.wanted.get(day)!);
      take(plan, day);
    }
  }
  const told: UnplacedShift[] = [];
  for (const [day, shift] of [...out].toSorted(([a], [b]) => a - b)) {
    put(plan, shift);
    const [breach] = breaches();
    if (breach === undefined) continue;
    take(plan, day);
    told.push({ ...shift, why: 'rule', rule: breach.rule, message: said(plan, shift, breach) });
  }
  return told;
}

function judged({ built, person }: PersonalPlan, cells: readonly number[]): Violation[] {
  const rota: Rota = { cells: built.problem.people.map(({ id }) => (id === person.id ? cells : [])) };
  return explainPerson(built.problem, rota, person.id).filter(({ toDay }) => toDay >= 0);
}

/** Few days of the line of which every breach has one: the one in most breaches first, the later of two. */
function hittingDays({ wanted }: PersonalPlan, broken: readonly Violation[]): number[] {
  const choices = broken.map(({ shifts, fromDay, toDay }) => {
    const involved = shifts.map(({ dayIndex }) => dayIndex).filter((day) => wanted.has(day));
    return involved.length > 0
      ? involved
      : [...wanted.keys()].filter((day) => fromDay <= day && day <= toDay);
  });
  const chosen: number[] = [];
  for (let left = choices.filter((days) => days.length > 0); left.length > 0;) {
    const counts = new Map<number, number>();
    for (const day of left.flat()) counts.set(day, (counts.get(day) ?? 0) + 1);
    const [best = -1] = [...counts].reduce((a, b) => (b[1] > a[1] || (b[1] === a[1] && b[0] > a[0]) ? b : a));
    chosen.push(best);
    left = left.filter((days) => !days.includes(best));
  }
  return chosen;
}

function said({ built }: PersonalPlan, shift: LineShift, { message }: Violation): string {
  const code = built.problem.shiftTypes.find(({ id }) => id === shift.shiftTypeId)?.code ?? 'The shift';
  return `${code} on ${dateInWords(shift.date)}: ${message}`;
}
