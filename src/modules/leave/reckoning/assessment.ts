import { type PlannedShift } from '../../rotas/planned-work.service.js';
import { type LeavePreviewDto } from '../leave-requests.dto.js';
import { type CapacityDay } from './capacity.js';
import { type LeaveStatement } from './statement.js';

/** Why leave cannot be given at all, with what stands against it. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly current: unknown;
}

export interface AssessedYear {
  readonly statement: LeaveStatement;
  /** Of the leave that is looked at; 0 for all but annual leave. */
  readonly costMin: number;
}

export interface AssessedUnit {
  readonly unitName: string;
  readonly automatic: boolean;
  /** Notice that the unit asks for, and that is given. */
  readonly noticeDays: number;
  readonly notice: number;
  /** Why it is beyond the limits on people away. */
  readonly beyond: readonly string[];
  readonly days: readonly (CapacityDay & { readonly away: readonly string[] })[];
  /** Lines for which others are too few. */
  readonly cover: readonly {
    readonly date: string;
    readonly lineName: string;
    readonly minimum: number;
    readonly able: number;
  }[];
}

/** Leave looked at from every side. */
export interface Assessment {
  readonly units: readonly AssessedUnit[];
  readonly years: readonly AssessedYear[];
  readonly dayMinutes: Record<string, number>;
  readonly lostShifts: readonly PlannedShift[];
  readonly broken: readonly string[];
  readonly refusals: readonly Refusal[];
  /** Why a person has to decide; none: it is approved at once. */
  readonly reasons: readonly string[];
}

export function previewView(assessment: Assessment): LeavePreviewDto {
  const { units, years, lostShifts, broken, refusals, reasons } = assessment;
  return {
    costMin: years.reduce((sum, { costMin }) => sum + costMin, 0),
    years: years.map(({ statement: { yearFrom, yearTo, remainingMin }, costMin }) => ({
      yearFrom,
      yearTo,
      costMin,
      remainingMin,
    })),
    days: units.flatMap(({ unitName, days }) =>
      days.map(({ date, limit, taken, asked, blocked, groups, away }) => ({
        date,
        unitName,
        limit,
        taken,
        asked,
        blocked,
        groups: [...groups],
        away: [...away],
      })),
    ),
    cover: units.flatMap(({ cover }) => cover.map((line) => ({ ...line }))),
    lostShifts: lostShifts.map(({ assignmentId, date, shiftName, startsAt, endsAt }) => ({
      assignmentId,
      date,
      shiftName,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    })),
    broken: [...broken],
    automatic: reasons.length + refusals.length === 0,
    reasons: [...reasons],
    refusals: refusals.map(({ code, message }) => ({ code, message })),
  };
}
