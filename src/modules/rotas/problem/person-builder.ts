import {
  type Block,
  type ConstraintData,
  elapsedMin,
  type FixedShift,
  type Person,
  type Pin,
  type Request,
} from '../../../../solver/model/index.js';
import { RuleError, type RuleOverrides } from '../../../../solver/rules/index.js';
import { compileContract, placementsHere, type Shares, totalWte } from './contract.js';
import { holdsSkill } from './qualification.js';
import { dateInWords, type RotaClock, workedMin } from './rota-clock.js';
import { type PersonInput, type RotaInput, type WorkInput } from './rota-input.js';

/** What the building of each person needs. */
export interface BuildContext {
  readonly input: RotaInput;
  readonly clock: RotaClock;
  readonly overrides: RuleOverrides;
  /** Fair shares of nights, weekends and bank holidays, by person. */
  readonly shares: ReadonlyMap<string, Shares>;
  /** Whether an assignment of this rota must stay. */
  readonly keeps: (work: WorkInput, person: PersonInput) => boolean;
  readonly note: (text: string) => void;
  /** The problem is to be filled, not only judged. */
  readonly fills: boolean;
}

/** Family name first, as rotas are read. */
export function displayName(person: { givenName: string; familyName: string }): string {
  return `${person.familyName}, ${person.givenName}`;
}

/** A person of the problem. Whatever contradicts itself is solved around, and noted. */
export function buildPerson(context: BuildContext, person: PersonInput): Person {
  const constraints = compileConstraints(context, person);
  const types = context.fills && !isOfUnit(context.input, person) ? [] : qualifiedTypes(context, person);
  const working = person.work.filter((work) => work.kind !== 'off');
  const elsewhere = working.filter((work) => work.rotaId !== context.input.rota.id);
  const kept = working.filter((work) => work.rotaId === context.input.rota.id && context.keeps(work, person));
  const twice = kept.filter((work) => elsewhere.some(({ date }) => date === work.date));
  for (const work of twice) noteTwice(context, person, work);
  const pins = buildPins(
    context,
    kept.filter((work) => !twice.includes(work)),
  );
  const blocks = [
    ...(constraints === null ? everyDay(context, 'contract', 'contract whose rules are not known') : []),
    ...placementBlocks(context, person),
    ...absenceBlocks(context, person),
    ...unavailableBlocks(context, person),
    ...skillBlocks(context, person, types),
    ...elsewhereBlocks(context, elsewhere),
    ...dayOffBlocks(context, person),
  ];
  return {
    id: person.person.id,
    name: displayName(person.person),
    grade: person.person.gradeCode,
    wte: totalWte(context.input, person),
    shiftTypeIds: [...new Set([...types, ...pins.map((pin) => pin.shiftTypeId!)])],
    constraints: constraints ?? [],
    blocks: withoutPinned(context, person, blocks, pins, types),
    requests: buildRequests(context, person),
    pins,
    fixedShifts: [...elsewhere, ...twice].map((work) => fixedShift(context, work)),
  };
}

/** Bank and agency staff, and those who help out for a day, work what they have claimed: a fill gives them nothing. */
function isOfUnit(input: RotaInput, person: PersonInput): boolean {
  const here = placementsHere(input, person);
  return here.length === 0 || here.some(({ engagement }) => engagement === 'substantive');
}

function compileConstraints(context: BuildContext, person: PersonInput): ConstraintData[] | null {
  const { input, clock, overrides } = context;
  try {
    return compileContract(input, clock, person, overrides, context.shares.get(person.person.id));
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    context.note(`${displayName(person.person)} is given no shifts: ${error.message}`);
    return null;
  }
}

/** Shift types that the person may work on some day of the rota, by grade and skills. */
export function qualifiedTypes(
  context: Pick<BuildContext, 'input' | 'clock'>,
  person: PersonInput,
): string[] {
  return context.input.shiftTypes
    .filter((type) => type.active && type.kind !== 'off')
    .filter((type) => type.gradeCodes.length === 0 || type.gradeCodes.includes(person.person.gradeCode))
    .filter((type) =>
      context.clock.days.some((day) =>
        type.skillCodes.every((code) => holdsSkill(person.skills, code, day.date)),
      ),
    )
    .map((type) => type.id);
}

function everyDay(context: BuildContext, code: string, reason: string): Block[] {
  return context.clock.days.map((day) => ({ dayIndex: day.index, shiftTypeId: null, code, reason }));
}

function placementBlocks(context: BuildContext, person: PersonInput): Block[] {
  const placements = placementsHere(context.input, person);
  return context.clock.days
    .filter(
      ({ date }) =>
        !placements.some(({ firstDate, lastDate }) => firstDate <= date && (lastDate ?? date) >= date),
    )
    .map((day) => ({
      dayIndex: day.index,
      shiftTypeId: null,
      code: 'no-placement',
      reason: `not placed in ${context.input.unitName} on ${dateInWords(day.date)}`,
    }));
}

function absenceBlocks(context: BuildContext, person: PersonInput): Block[] {
  return person.absences.flatMap((absence) => {
    const sick = absence.kind === 'sickness';
    // Who is sick is nobody's business but of those who enter it: the reason says only that they are away.
    const reason = sick || absence.kind === 'other' ? 'away' : `on ${absence.kind.replace('-', ' ')}`;
    return daysBetween(context, absence.firstDate, absence.lastDate).map((dayIndex) => ({
      dayIndex,
      shiftTypeId: null,
      code: sick ? 'sickness' : 'leave',
      reason,
    }));
  });
}

function unavailableBlocks(context: BuildContext, person: PersonInput): Block[] {
  return person.availability
    .filter((entry) => entry.kind === 'cannot')
    .flatMap((entry) =>
      daysOfEntry(context, entry).flatMap((dayIndex): Block[] => {
        const block = { dayIndex, code: 'unavailable' };
        if (entry.shiftKind === null)
          return [{ ...block, shiftTypeId: null, reason: 'cannot work on this day' }];
        const reason = `cannot work a ${entry.shiftKind.replace('-', ' ')} shift on this day`;
        return typesOfKind(context, entry.shiftKind).map((shiftTypeId) => ({
          ...block,
          shiftTypeId,
          reason,
        }));
      }),
    );
}

function skillBlocks(context: BuildContext, person: PersonInput, typeIds: readonly string[]): Block[] {
  const types = context.input.shiftTypes.filter((type) => typeIds.includes(type.id));
  return types.flatMap((type) =>
    context.clock.days.flatMap((day) => {
      const missing = type.skillCodes.filter((code) => !holdsSkill(person.skills, code, day.date));
      if (missing.length === 0) return [];
      const reason = `does not hold ${missing.join(' and ')} on ${dateInWords(day.date)}`;
      return [{ dayIndex: day.index, shiftTypeId: type.id, code: 'not-qualified', reason }];
    }),
  );
}

/** Work elsewhere takes its own day whole; on the days around it, no shift that overlaps. */
function elsewhereBlocks(context: BuildContext, elsewhere: readonly WorkInput[]): Block[] {
  const { days } = context.clock;
  return elsewhere.flatMap((work) => {
    const at = context.clock.dayIndex(work.date);
    const around = [at - 2, at - 1, at + 1, at + 2].filter((dayIndex) => days[dayIndex] !== undefined);
    if (around.length === 0) return [];
    const from = context.clock.elapsedMin(work.startsAt);
    const to = context.clock.elapsedMin(work.endsAt);
    const reason = `works ${work.code} in ${work.unitName} on ${dateInWords(work.date)}`;
    return around.flatMap((dayIndex) =>
      context.input.shiftTypes
        .filter((type) => elapsedMin(days, dayIndex, type.startMin) < to)
        .filter((type) => elapsedMin(days, dayIndex, type.endMin) > from)
        .map((type) => ({ dayIndex, shiftTypeId: type.id, code: 'works-elsewhere', reason })),
    );
  });
}

/** A shift of kind "off" that somebody entered is a day that stays free. */
function dayOffBlocks(context: BuildContext, person: PersonInput): Block[] {
  return person.work
    .filter((work) => work.rotaId === context.input.rota.id && work.kind === 'off')
    .map((work) => ({
      dayIndex: context.clock.dayIndex(work.date),
      shiftTypeId: null,
      code: 'day-off',
      reason: `has ${work.code} on ${dateInWords(work.date)}`,
    }));
}

function buildPins(context: BuildContext, kept: readonly WorkInput[]): Pin[] {
  return kept.map((work) => ({ dayIndex: context.clock.dayIndex(work.date), shiftTypeId: work.shiftTypeId }));
}

/** Two pieces of work on one day are more than a cell can hold: both stand as work that is fixed already. */
function noteTwice(context: BuildContext, person: PersonInput, work: WorkInput): void {
  context.note(
    `${displayName(person.person)} keeps ${work.code} on ${dateInWords(work.date)}, which was set by hand, beside work ` +
      'in another unit on the same day; it is left as it is and not counted in the cover',
  );
}

/** What a coordinator pinned stands, also where it contradicts something else; the contradiction is told. */
function withoutPinned(
  context: BuildContext,
  person: PersonInput,
  blocks: readonly Block[],
  pins: readonly Pin[],
  typeIds: readonly string[],
): Block[] {
  const name = displayName(person.person);
  const code = (pin: Pin): string =>
    context.input.shiftTypes.find((type) => type.id === pin.shiftTypeId)?.code ?? 'a shift';
  const told = (pin: Pin, reason: string): void => {
    const date = dateInWords(context.clock.dateOf(pin.dayIndex));
    context.note(`${name} keeps ${code(pin)} on ${date}, which was set by hand, although: ${reason}`);
  };
  for (const pin of pins) {
    if (!typeIds.includes(pin.shiftTypeId!)) told(pin, 'grade or skills do not allow it');
  }
  return blocks.filter((block) => {
    const pin = pins.find((candidate) => candidate.dayIndex === block.dayIndex);
    const contradicts =
      pin !== undefined && (block.shiftTypeId === null || block.shiftTypeId === pin.shiftTypeId);
    if (contradicts) told(pin, block.reason);
    return !contradicts;
  });
}

function buildRequests(context: BuildContext, person: PersonInput): Request[] {
  return person.availability
    .filter((entry) => entry.kind !== 'cannot')
    .flatMap((entry) => {
      const shiftTypeIds = entry.shiftKind === null ? [] : typesOfKind(context, entry.shiftKind);
      // A wish about a kind of shift that the unit does not have can neither be met nor broken.
      if (entry.shiftKind !== null && shiftTypeIds.length === 0) return [];
      return daysOfEntry(context, entry).map((dayIndex) => ({
        id: `${entry.id}@${context.clock.dateOf(dayIndex)}`,
        dayIndex,
        shiftTypeIds,
        wants: entry.kind === 'would-like' ? ('work' as const) : ('not-work' as const),
        weight: entry.weight,
      }));
    });
}

function fixedShift(context: BuildContext, work: WorkInput): FixedShift {
  const ours = work.unitId === context.input.rota.unitId;
  return {
    dayIndex: context.clock.dayIndex(work.date),
    shiftTypeId: ours ? work.shiftTypeId : null,
    kind: work.kind,
    label: ours ? work.code : `${work.code} (${work.unitName})`,
    startMin: context.clock.elapsedMin(work.startsAt),
    endMin: context.clock.elapsedMin(work.endsAt),
    workMin: workedMin(work),
  };
}

function typesOfKind(context: BuildContext, kind: string): string[] {
  return context.input.shiftTypes.filter((type) => type.kind === kind).map((type) => type.id);
}

function daysBetween(context: BuildContext, firstDate: string, lastDate: string): number[] {
  return context.clock.days
    .filter(({ date }) => firstDate <= date && date <= lastDate)
    .map(({ index }) => index);
}

function daysOfEntry(context: BuildContext, entry: PersonInput['availability'][number]): number[] {
  return daysBetween(context, entry.firstDate, entry.lastDate).filter(
    (dayIndex) =>
      entry.weekdays.length === 0 || entry.weekdays.includes(context.clock.days[dayIndex]!.weekday),
  );
}
