import { formatDate, formatDay, formatHours, formatInstant } from '../common/dates';
import { lengthMin, shiftTimes } from '../common/shift-words';
import { type Report } from './types';
import { CHOICE_WORDS, kindWords, outcomeWords } from './report-words';

/** What was reported, and what came of it. */
export function ReportFacts({ report }: { report: Report }) {
  return (
    <dl className="nhsuk-summary-list">
      {facts(report).map(([name, words]) => (
        <div key={name} className="nhsuk-summary-list__row">
          <dt className="nhsuk-summary-list__key">{name}</dt>
          <dd className="nhsuk-summary-list__value">{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function facts(report: Report): [string, string][] {
  const { decision, choice, missedBreakMin, extraMin } = report;
  const given: [string, string | null][] = [
    ['About', kindWords(report.kind)],
    ['Day and unit', `${formatDay(report.date)}, ${report.unitName}`],
    ['Planned', spanWords(report.plannedStartsAt, report.plannedEndsAt)],
    ['Worked', spanWords(report.actualStartsAt, report.actualEndsAt)],
    ['Break that was missed', missedBreakMin === null ? null : `${missedBreakMin} minutes`],
    ['Beyond the plan', extraMin === 0 || missedBreakMin !== null ? null : formatHours(extraMin)],
    ['The doctor wants', choice === null ? null : CHOICE_WORDS[choice]],
    ['What happened', report.whatHappened],
    ['Immediate danger', report.immediateSafetyConcern ? 'Yes' : null],
    ['Sent', formatInstant(report.raisedAt)],
    ['To be answered by', formatDate(report.actBy)],
    ['Asked of the guardian', report.escalationReason || null],
    ['State', outcomeWords(report)],
    ['Answered', decision === null ? null : formatInstant(decision.decidedAt)],
    ['Reason', decision?.reason ?? null],
    ['Why safety demands time off', decision?.safetyReason ?? null],
  ];
  return given.flatMap(([name, words]) => (words === null || words === '' ? [] : [[name, words]]));
}

function spanWords(startsAt: string | null, endsAt: string | null): string | null {
  if (startsAt === null || endsAt === null) return null;
  const span = { startsAt, endsAt };
  return `${shiftTimes(span)} (${formatHours(lengthMin(span))})`;
}
