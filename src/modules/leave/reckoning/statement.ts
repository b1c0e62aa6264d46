import { costMin, datesOf, entitlementMin, type LeavePlacement, type LeaveYear } from './entitlement.js';

export interface LeaveAdjustment {
  readonly kind: 'carry-over' | 'adjustment';
  readonly minutes: number;
}

/** Annual leave that is approved or asked for. */
export interface CountedLeave {
  readonly firstDate: string;
  readonly lastDate: string;
  readonly state: 'approved' | 'requested';
  readonly dayMinutes: Readonly<Record<string, number>>;
}

/** All that the annual leave of a person depends on. */
export interface LeaveAccount {
  readonly placements: readonly LeavePlacement[];
  readonly serviceFrom: string;
  /** Of the year. */
  readonly adjustments: readonly LeaveAdjustment[];
  readonly leave: readonly CountedLeave[];
}

/** A leave year of a person, in minutes. */
export interface LeaveStatement {
  readonly yearFrom: string;
  readonly yearTo: string;
  readonly entitlementMin: number;
  readonly carriedOverMin: number;
  readonly adjustedMin: number;
  readonly approvedMin: number;
  readonly askedMin: number;
  /** What can still be asked for. */
  readonly remainingMin: number;
}

export function statementOf(year: LeaveYear, account: LeaveAccount): LeaveStatement {
  const { placements, serviceFrom, adjustments, leave } = account;
  const of = (kind: LeaveAdjustment['kind']): number =>
    adjustments.filter((each) => each.kind === kind).reduce((sum, { minutes }) => sum + minutes, 0);
  const used = (state: CountedLeave['state']): number =>
    leave
      .filter((each) => each.state === state)
      .reduce((sum, each) => sum + costInYear(year, each, placements), 0);
  const entitled = entitlementMin(year, placements, serviceFrom);
  const [carriedOverMin, adjustedMin] = [of('carry-over'), of('adjustment')];
  const [approvedMin, askedMin] = [used('approved'), used('requested')];
  return {
    yearFrom: year.firstDate,
    yearTo: year.lastDate,
    entitlementMin: entitled,
    carriedOverMin,
    adjustedMin,
    approvedMin,
    askedMin,
    remainingMin: entitled + carriedOverMin + adjustedMin - approvedMin - askedMin,
  };
}

/** Minutes that leave costs of one leave year. */
export function costInYear(
  year: LeaveYear,
  leave: Pick<CountedLeave, 'firstDate' | 'lastDate' | 'dayMinutes'>,
  placements: readonly LeavePlacement[],
): number {
  const first = leave.firstDate > year.firstDate ? leave.firstDate : year.firstDate;
  const last = leave.lastDate < year.lastDate ? leave.lastDate : year.lastDate;
  return costMin(datesOf(first, last), placements, leave.dayMinutes);
}
