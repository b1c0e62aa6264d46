import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import { type ReportedViolation, type Rota } from '../api/types';
import { formatHospitalInstant, listOf } from '../common/dates';
import { violationKey } from '../grid/use-edits';
import { levelWords, ruleWords, violationDates } from '../grid/violation-list';
import { amountWords, marginWords } from './measure-words';

const PAGE = 25;
const MOST_SHIFTS = 10;

/** Breaches, each with its rule, window, what was measured, the limit, the margin and the mend. */
export function BreachList({
  rota,
  violations,
  personName,
}: {
  rota: Rota;
  violations: readonly ReportedViolation[];
  personName: (personId: string) => string;
}) {
  const [shown, setShown] = useState(PAGE);
  return (
    <>
      <ol className="rw-breaches">
        {violations.slice(0, shown).map((violation) => (
          <li key={violationKey(violation)} className={`rw-violation rw-violation--${violation.level}`}>
            <Breach rota={rota} violation={violation} name={personName(violation.personId)} />
          </li>
        ))}
      </ol>
      {violations.length > shown ? (
        <Button type="button" secondary onClick={() => setShown(shown + PAGE)}>
          {`Show more (${violations.length - shown} not shown)`}
        </Button>
      ) : null}
    </>
  );
}

function Breach({ rota, violation, name }: { rota: Rota; violation: ReportedViolation; name: string }) {
  const { personId, level, message, measured, limit, unit, startsAt, endsAt, clockChange } = violation;
  const facts: [string, string][] = [
    ['Rule', ruleWords(violation)],
    ['Measured', amountWords(measured, unit)],
    ['Limit', amountWords(limit, unit)],
    ['Margin', marginWords(violation)],
    ['Window', `${formatHospitalInstant(startsAt)} to ${formatHospitalInstant(endsAt)}`],
    ...(violation.shifts.length === 0 ? [] : [['Shifts', shiftsWords(violation)] as [string, string]]),
    ['Mend', mendWords(violation)],
  ];
  return (
    <>
      <p className="nhsuk-u-margin-bottom-1">
        <span className="rw-violation__level">
          {levelWords(level)}
          {clockChange ? ', by the change of the clock alone' : ''}
        </span>
        <Link to={`/rotas/${rota.id}?person=${personId}&date=${dayInRota(rota, violation)}`}>
          {`${name}, ${violationDates(violation)}`}
          <span className="nhsuk-u-visually-hidden">: show in the rota</span>
        </Link>
      </p>
      <p className="nhsuk-u-margin-bottom-1">{message}</p>
      <dl className="rw-facts">
        {facts.map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Who cannot work a day at all is helped by a day off; else what the service says. */
function mendWords({ mend, clause }: ReportedViolation): string {
  if (mend !== null) return mend;
  return clause === null ? 'Leave the day free.' : 'Nothing that may still be changed would end it.';
}

function dayInRota(rota: Rota, { fromDate, toDate, shifts }: ReportedViolation): string {
  const own = shifts.filter(({ fixed, date }) => !fixed && date >= rota.firstDate && date <= rota.lastDate);
  const last = own.at(-1)?.date ?? (toDate < rota.lastDate ? toDate : rota.lastDate);
  if (own.length > 0 || last >= rota.firstDate) return last;
  return fromDate > rota.firstDate ? fromDate : rota.firstDate;
}

function shiftsWords({ shifts }: ReportedViolation): string {
  const words = shifts
    .slice(0, MOST_SHIFTS)
    .map(
      ({ code, startsAt, fixed }) => `${code} ${formatHospitalInstant(startsAt)}${fixed ? ' (stands)' : ''}`,
    );
  const more = shifts.length - words.length;
  return more > 0 ? `${words.join('; ')}; and ${more} more` : listOf(words);
}
