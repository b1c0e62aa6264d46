import { type PublishedShift } from '../publication/publication-diff.js';
import { totalWte } from './contract.js';
import { weightsByType } from './fair-share.js';
import { sharersOf } from './problem-builder.js';
import { rotaClock, type RotaClock } from './rota-clock.js';
import { type RotaInput } from './rota-input.js';

export const SHARED_KINDS = ['nights', 'weekends', 'bank-holidays'] as const;
export type SharedKind = (typeof SHARED_KINDS)[number];

/** How much of the unit's burdens one person carries. */
export interface UnitShare {
  readonly kind: SharedKind;
  /** What they have. */
  readonly own: number;
  /** What they would have, were it spread by working time over all who may work the same shift types and are not away; to two places. */
  readonly fair: number;
  /** What the whole unit has. */
  readonly unit: number;
}

/** A burden that somebody carries, and the shift type that it comes with. */
interface Burden {
  readonly personId: string;
  readonly typeId: string;
}

type ShiftTypeInput = RotaInput['shiftTypes'][number];

const SATURDAY = 5;
const DAYS_PER_WEEK = 7;

/** Published shifts with the shift types that they were published from; off days left out. */
export function typedShifts(
  input: RotaInput,
  published: readonly PublishedShift[],
): { shift: PublishedShift; type: ShiftTypeInput }[] {
  const byCode = new Map(input.shiftTypes.map((type) => [type.code, type]));
  const byId = new Map(input.shiftTypes.map((type) => [type.id, type]));
  // A code may have been changed since the publication.
  const typeIdOf = new Map(
    input.people.flatMap(({ work }) => work.map((each) => [each.id, each.shiftTypeId] as const)),
  );
  return published.flatMap((shift) => {
    const type = byCode.get(shift.shiftCode) ?? byId.get(typeIdOf.get(shift.assignmentId) ?? '');
    return type === undefined || type.kind === 'off' ? [] : [{ shift, type }];
  });
}

/** Nights, weekends and bank holidays of a person in a published rota against the unit's. A weekend counts once, whichever of its days is worked. */
export function unitShares(
  input: RotaInput,
  published: readonly PublishedShift[],
  personId: string,
): UnitShare[] {
  const clock = rotaClock(
    input.rota.firstDate,
    input.rota.lastDate,
    input.timeZone,
    new Set(input.bankHolidays.keys()),
  );
  const sharers = sharersOf(input, clock);
  const weights = weightsByType(input, sharers);
  const own = sharers.find(({ person }) => person.person.id === personId);
  const weight = own === undefined ? 0 : totalWte(input, own.person) * own.presence;
  const burdens = burdensOf(input, published, clock);
  return SHARED_KINDS.map((kind) => {
    const all = burdens[kind];
    const fair = all
      .filter(({ typeId }) => own?.typeIds.has(typeId) === true)
      .reduce((sum, { typeId }) => sum + 1 / (weights.get(typeId) ?? Infinity), 0);
    return {
      kind,
      own: all.filter((each) => each.personId === personId).length,
      // Whoever is away all the time has no share, also where everybody is.
      fair: weight === 0 ? 0 : Math.round(fair * weight * 100) / 100,
      unit: all.length,
    };
  });
}

function burdensOf(
  input: RotaInput,
  published: readonly PublishedShift[],
  clock: RotaClock,
): Record<SharedKind, readonly Burden[]> {
  const nights: Burden[] = [];
  const bankHolidays: Burden[] = [];
  const weekends = new Map<string, Burden>();
  for (const { shift, type } of typedShifts(input, published)) {
    const burden = { personId: shift.personId, typeId: type.id };
    if (type.kind === 'night') nights.push(burden);
    if (input.bankHolidays.has(shift.date)) bankHolidays.push(burden);
    const weekday = (new Date(`${shift.date}T00:00:00Z`).getUTCDay() + 6) % DAYS_PER_WEEK;
    if (weekday < SATURDAY) continue;
    const key = `${shift.personId} ${clock.dayIndex(shift.date) - weekday}`;
    if (!weekends.has(key)) weekends.set(key, burden);
  }
  return { nights, weekends: [...weekends.values()], 'bank-holidays': bankHolidays };
}
