import { type ExceptionReportDto, type ExceptionReportItemDto } from './exception-report.dto.js';
import { type ReportRow } from './exception-reports.repository.js';
import { TERMS, timeliness } from './terms.js';

const MS_PER_DAY = 86_400_000;

/** @param today by the hospital's calendar */
export function itemView(row: ReportRow, today: string): ExceptionReportItemDto {
  const { id, kind, route, immediateSafetyConcern, unitName, date, extraMin, actBy, state, version } = row;
  return {
    id,
    kind,
    route,
    immediateSafetyConcern,
    unitName,
    date,
    extraMin,
    routine: extraMin <= TERMS['routine-up-to'].value,
    raisedAt: row.raisedAt.toISOString(),
    actBy,
    daysLeft: Math.round((Date.parse(actBy) - Date.parse(today)) / MS_PER_DAY),
    timeliness: timeliness(row, today),
    state,
    escalated: row.escalatedAt !== null,
    version,
  };
}

/** With whose it is. */
export function reportView(row: ReportRow, today: string): ExceptionReportDto {
  const { personId, displayName, email, gradeName, unitId, assignmentId, missedBreakMin } = row;
  return {
    ...itemView(row, today),
    reporter: { personId, displayName, email, gradeName },
    unitId,
    assignmentId,
    plannedStartsAt: row.plannedStartsAt?.toISOString() ?? null,
    plannedEndsAt: row.plannedEndsAt?.toISOString() ?? null,
    actualStartsAt: row.actualStartsAt?.toISOString() ?? null,
    actualEndsAt: row.actualEndsAt?.toISOString() ?? null,
    missedBreakMin,
    whatHappened: row.whatHappened,
    choice: row.choice,
    escalationReason: row.escalationReason,
    decision: decisionView(row),
  };
}

function decisionView(row: ReportRow): ExceptionReportDto['decision'] {
  if (row.decidedAt === null) return null;
  return {
    // Of one that is escalated, the decision that the doctor does not accept.
    outcome: row.state === 'approved' ? 'approved' : 'refused',
    compensation: row.compensation,
    compensatedMin: row.compensatedMin,
    reason: row.decisionReason,
    safetyReason: row.safetyReason,
    decidedAt: row.decidedAt.toISOString(),
  };
}
