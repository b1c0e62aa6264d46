import { cellsOf, type Slot } from '../cells/slots.js';
import { type LineShiftType, nameInTemplate } from '../cells/allocated-line.js';
import { isWork } from '../cells/share-out.js';
import { type AllocationFacts, type Doctor } from './doctor.js';
import { type Clashes, type Tally, tallyOf } from './tally.js';

/** One thing that speaks for or against a line for somebody. */
export interface FitPart {
  readonly kind:
    'post' | 'before' | 'leave' | 'wishes' | 'fairness' | 'training' | 'skills' | 'days-off' | 'standing';
  /** 0: nothing speaks against it. */
  readonly cost: number;
  /** A sentence. */
  readonly text: string;
}

/** How a line would suit somebody. */
export interface Fit {
  /** Null: they may have it; otherwise why they may not. */
  readonly impossible: string | null;
  /** Whole; lower is better. */
  readonly cost: number;
  readonly parts: readonly FitPart[];
}

export interface FitContext extends AllocationFacts {
  readonly bankHolidays: ReadonlyMap<string, string>;
  readonly shiftTypes: readonly LineShiftType[];
  /** Line that each doctor has now, by the doctor's key: another one has to be worth the change. */
  readonly standing: ReadonlyMap<string, string>;
}

/** What speaks against a line weighs as much as so many points. */
const POINTS = {
  otherThanPost: 300,
  otherThanBefore: 150,
  otherThanStanding: 40,
  needMissed: 25,
  unskilled: 8,
  clash: 6,
  hardClash: 12,
  dayOff: 2,
  /** Of a deviation of one night, weekend or bank holiday, squared. */
  night: 1,
  weekend: 2,
  bankHoliday: 4,
} as const;
const MOST_FAIRNESS = 250;

/** How every line would suit a doctor, by the line's key. */
export function fitsOf(doctor: Doctor, slots: readonly Slot[], context: FitContext): Map<string, Fit> {
  const tallies = slots.map((slot) => ({
    slot,
    tally: tallyOf(doctor, { ...context, cells: cellsOf(context, slot), cycleStart: slot.line.cycleStart }),
  }));
  // Lines of another grade say nothing about an even share.
  const own = tallies.filter(({ slot }) => whyNot(doctor, slot, context) === null);
  const usual = meanOf((own.length === 0 ? tallies : own).map(({ tally }) => tally));
  return new Map(tallies.map(({ slot, tally }) => [slot.key, fitOf(doctor, slot, tally, usual, context)]));
}

interface Burden {
  readonly nights: number;
  readonly weekends: number;
  readonly bankHolidays: number;
}

function meanOf(tallies: readonly Tally[]): Burden {
  const mean = (of: keyof Burden): number =>
    tallies.reduce((sum, tally) => sum + tally[of], 0) / Math.max(1, tallies.length);
  return { nights: mean('nights'), weekends: mean('weekends'), bankHolidays: mean('bankHolidays') };
}

function fitOf(doctor: Doctor, slot: Slot, tally: Tally, usual: Burden, context: FitContext): Fit {
  const parts = [
    ...postPart(doctor, slot, context),
    ...beforePart(doctor, slot, context),
    ...standingPart(doctor, slot, context),
    ...leaveParts(tally),
    ...wishesPart(tally),
    fairnessPart(doctor, slot, tally, usual),
    ...trainingParts(doctor, tally, context),
    ...skillsPart(tally),
    ...daysOffPart(tally),
  ];
  const cost = parts.reduce((sum, part) => sum + part.cost, 0);
  return { impossible: whyNot(doctor, slot, context), cost: Math.round(cost), parts };
}

function whyNot(doctor: Doctor, slot: Slot, context: FitContext): string | null {
  const work = new Set(
    cellsOf(context, slot)
      .filter(isWork)
      .map(({ id }) => id),
  );
  const forbidden = context.shiftTypes.filter(({ id }) => work.has(id) && !doctor.shiftTypeIds.has(id));
  if (forbidden.length === 0) return null;
  return `Grade ${doctor.gradeCode} or skills do not allow ${forbidden.map(({ code }) => code).join(', ')} of ${slot.name}.`;
}

function postPart({ personId }: Doctor, slot: Slot, { posts }: FitContext): FitPart[] {
  const mapped = posts.find((post) => post.personId === personId && post.line !== null);
  const line = mapped?.line ?? null;
  if (mapped === undefined || line === null) return [];
  const cost = isNamed(slot, line) ? 0 : POINTS.otherThanPost;
  return [{ kind: 'post', cost, text: `Post ${mapped.post} belongs to line ${line}.` }];
}

export function isNamed(slot: Slot, name: string): boolean {
  const asked = name.trim().toLowerCase();
  const names = [slot.name, nameInTemplate(slot.line, slot.startWeek)];
  return names.some((each) => each.toLowerCase() === asked);
}

function beforePart({ personId }: Doctor, slot: Slot, { before }: FitContext): FitPart[] {
  const last = before.find((each) => each.personId === personId);
  if (last === undefined) return [];
  const isSame =
    last.templateId === slot.line.templateId &&
    last.lineName === slot.line.name &&
    last.startWeek === slot.startWeek;
  if (isSame) return [{ kind: 'before', cost: 0, text: `Had this line before, until ${last.lastDate}.` }];
  const text = `Had line ${last.lineName} before.`;
  return [{ kind: 'before', cost: POINTS.otherThanBefore, text }];
}

function standingPart({ key }: Doctor, slot: Slot, { standing }: FitContext): FitPart[] {
  const now = standing.get(key);
  if (now === undefined) return [];
  if (now === slot.key)
    return [{ kind: 'standing', cost: 0, text: 'Was on this line in the allocation already.' }];
  return [
    { kind: 'standing', cost: POINTS.otherThanStanding, text: 'Was on another line in the allocation.' },
  ];
}

function leaveParts({ leave, requested, cannot }: Tally): FitPart[] {
  const clashes = ({ all, hard }: Clashes): number => (all - hard) * POINTS.clash + hard * POINTS.hardClash;
  const cost = clashes(leave) + clashes(requested) + clashes(cannot);
  if (cost === 0) return [{ kind: 'leave', cost, text: 'No leave falls on its shifts.' }];
  const said = [
    { count: leave, on: 'on approved leave' },
    { count: requested, on: 'on leave that is asked for' },
    { count: cannot, on: 'on days that they cannot work' },
  ]
    .filter(({ count }) => count.all > 0)
    .map(
      ({ count, on }) =>
        `${counted(count.all, 'shift')} ${on}${count.hard > 0 ? ` (${count.hard} long, at night or at a weekend)` : ''}`,
    );
  return [{ kind: 'leave', cost, text: `${capital(said.join(', '))}.` }];
}

function wishesPart({ wishes }: Tally): FitPart[] {
  if (wishes === 0) return [];
  const text =
    wishes > 0
      ? 'It meets more of their wishes than it goes against.'
      : 'It goes against more of their wishes than it meets.';
  return [{ kind: 'wishes', cost: -Math.round(wishes / 10), text }];
}

function fairnessPart(doctor: Doctor, slot: Slot, tally: Tally, usual: Burden): FitPart {
  const part = Math.min(1, doctor.share / slot.capacity);
  const beyond = (of: keyof Burden): number => doctor.carried[of] + part * (tally[of] - usual[of]);
  const cost =
    POINTS.night * beyond('nights') ** 2 +
    POINTS.weekend * beyond('weekends') ** 2 +
    POINTS.bankHoliday * beyond('bankHolidays') ** 2;
  const own = [
    counted(Math.round(part * tally.nights), 'night'),
    counted(Math.round(part * tally.weekends), 'weekend'),
    counted(Math.round(part * tally.bankHolidays), 'bank holiday'),
  ].join(', ');
  const { nights, weekends, bankHolidays } = doctor.carried;
  const owed = [
    { beyond: nights, what: 'night' },
    { beyond: weekends, what: 'weekend' },
    { beyond: bankHolidays, what: 'bank holiday' },
  ]
    .filter((each) => Math.abs(each.beyond) >= 0.5)
    .map(
      (each) =>
        `${counted(Math.abs(Math.round(each.beyond * 10) / 10), what(each))} ${each.beyond > 0 ? 'more' : 'fewer'}`,
    );
  const carried = owed.length === 0 ? '' : ` Before, they worked ${owed.join(', ')} than an even share.`;
  return {
    kind: 'fairness',
    cost: Math.min(MOST_FAIRNESS, cost),
    text: `About ${own} in their time.${carried}`,
  };
}

function what(each: { readonly what: string }): string {
  return each.what;
}

function trainingParts(
  { personId, share }: Doctor,
  { byType }: Tally,
  { needs, shiftTypes }: FitContext,
): FitPart[] {
  return needs
    .filter((need) => need.personId === personId)
    .map((need) => {
      const has = Math.round(((byType.get(need.shiftTypeId) ?? 0) * Math.min(1000, share)) / 1000);
      const missed = Math.max(0, need.atLeast - has);
      const code = shiftTypes.find(({ id }) => id === need.shiftTypeId)?.code ?? 'a shift';
      const text = `${has} of the ${need.atLeast} ${code} that their training needs.`;
      return { kind: 'training', cost: missed * POINTS.needMissed, text };
    });
}

function skillsPart({ unskilled, missingSkills }: Tally): FitPart[] {
  if (unskilled === 0) return [];
  const text = `${capital(counted(unskilled, 'shift'))} on days without ${missingSkills.join(', ')}.`;
  return [{ kind: 'skills', cost: unskilled * POINTS.unskilled, text }];
}

function daysOffPart({ onDaysOff }: Tally): FitPart[] {
  if (onDaysOff === 0) return [];
  const text = `${capital(counted(onDaysOff, 'shift'))} on fixed days off, for somebody else.`;
  return [{ kind: 'days-off', cost: onDaysOff * POINTS.dayOff, text }];
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
