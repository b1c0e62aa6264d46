import { dateInWords } from './words.js';
import { coversDate } from './entitlement.js';

/** People of some grades, or with a skill, of whom not too many may be away. No grade given: every grade. */
export interface LeaveGroup {
  readonly name: string;
  readonly gradeCodes: readonly string[];
  readonly skillCode: string | null;
  readonly maxAway: number;
}

export interface BlockedPeriod {
  readonly firstDate: string;
  readonly lastDate: string;
  readonly reason: string;
}

/** How many may be away at once; null: no such limit. */
export interface CapacityLimits {
  readonly maxAway: number | null;
  readonly maxAwayPercent: number | null;
  readonly groups: readonly LeaveGroup[];
  readonly blocked: readonly BlockedPeriod[];
}

export interface CapacityPerson {
  readonly personId: string;
  /** As one says it. */
  readonly name: string;
  readonly gradeCode: string;
  /** In the unit. */
  readonly placements: readonly { readonly firstDate: string; readonly lastDate: string | null }[];
  readonly skills: readonly {
    readonly code: string;
    readonly validFrom: string;
    readonly validUntil: string | null;
  }[];
}

export interface CapacityAbsence {
  readonly personId: string;
  readonly kind: string;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly state: 'approved' | 'requested';
}

export interface GroupDay {
  readonly name: string;
  readonly limit: number;
  readonly taken: number;
  readonly asked: number;
}

/** How many are on leave on a day, and how many more could be. Sickness counts nowhere: nobody plans it. */
export interface CapacityDay {
  readonly date: string;
  readonly placed: number;
  /** The smaller of the two limits on everybody; null: none. */
  readonly limit: number | null;
  readonly taken: number;
  readonly asked: number;
  /** Why no leave is given by itself on this day; null: it is not blocked. */
  readonly blocked: string | null;
  readonly groups: readonly GroupDay[];
}

export function capacityDays(
  dates: readonly string[],
  people: readonly CapacityPerson[],
  absences: readonly CapacityAbsence[],
  limits: CapacityLimits,
): CapacityDay[] {
  const leave = absences.filter(({ kind }) => kind !== 'sickness');
  return dates.map((date) => {
    const placed = people.filter(({ placements }) => placements.some((own) => coversDate(own, date)));
    const away = (among: readonly CapacityPerson[], state: CapacityAbsence['state']): number => {
      const ids = new Set(
        leave.filter((each) => each.state === state && coversDate(each, date)).map((each) => each.personId),
      );
      return among.filter(({ personId }) => ids.has(personId)).length;
    };
    return {
      date,
      placed: placed.length,
      limit: limitOf(limits, placed.length),
      taken: away(placed, 'approved'),
      asked: away(placed, 'requested'),
      blocked: limits.blocked.find((period) => coversDate(period, date))?.reason ?? null,
      groups: limits.groups.map((group) => {
        const members = placed.filter((person) => belongsTo(group, person, date));
        return {
          name: group.name,
          limit: group.maxAway,
          taken: away(members, 'approved'),
          asked: away(members, 'requested'),
        };
      }),
    };
  });
}

/** Why leave of a person on these days is beyond the limits, each reason once, in sentences. */
export function beyondCapacity(
  days: readonly CapacityDay[],
  person: CapacityPerson,
  limits: CapacityLimits,
): string[] {
  const reasons = days.flatMap((day) => {
    const when = dateInWords(day.date);
    const found: string[] = [];
    if (day.blocked !== null) found.push(`No leave is planned on ${when}: ${day.blocked}.`);
    if (day.limit !== null && day.taken >= day.limit) {
      found.push(`On ${when} ${day.taken} ${areAway(day.taken)}; the limit is ${day.limit}.`);
    }
    for (const [index, group] of limits.groups.entries()) {
      const { taken, limit } = day.groups[index]!;
      if (taken >= limit && belongsTo(group, person, day.date)) {
        found.push(`On ${when} ${taken} of "${group.name}" ${areAway(taken)}; the limit is ${limit}.`);
      }
    }
    return found;
  });
  return [...new Set(reasons)];
}

function areAway(count: number): string {
  return count === 1 ? 'is away already' : 'are away already';
}

function limitOf({ maxAway, maxAwayPercent }: CapacityLimits, placed: number): number | null {
  const ofShare = maxAwayPercent === null ? null : Math.floor((placed * maxAwayPercent) / 100);
  if (maxAway === null || ofShare === null) return maxAway ?? ofShare;
  return Math.min(maxAway, ofShare);
}

function belongsTo(group: LeaveGroup, { gradeCode, skills }: CapacityPerson, date: string): boolean {
  if (group.gradeCodes.length > 0 && !group.gradeCodes.includes(gradeCode)) return false;
  if (group.skillCode === null) return true;
  return skills.some(
    ({ code, validFrom, validUntil }) =>
      code === group.skillCode && validFrom <= date && (validUntil ?? date) >= date,
  );
}
