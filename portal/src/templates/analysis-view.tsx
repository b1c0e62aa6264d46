import { useEffect, useRef } from 'react';
import { type LineAnalysis, type TemplateAnalysis } from '../api/types';
import { count } from '../common/dates';
import { evidenceWords } from '../compliance/evidence-words';
import { LineSection } from './line-section';
import { frequencyWords, hoursWords } from './line-words';

/** What the lines of a template are like, side by side, and then each with its breaches. */
export function AnalysisView({
  analysis,
  takesFocus = true,
}: {
  analysis: TemplateAnalysis;
  /** It is what the reader has just asked for. */
  takesFocus?: boolean;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [analysis, takesFocus]);
  const { pack, packName, source, evidence, doctors, averageWeeklyHours, lines } = analysis;
  return (
    <section aria-labelledby="results">
      <h2 className="nhsuk-heading-m" id="results" tabIndex={-1} ref={heading}>
        Results
      </h2>
      <p>
        For {count(doctors, 'doctor')}, {hoursWords(averageWeeklyHours)} a week on average. Judged by{' '}
        {packName} ({pack}). Source: {source}. Evidence {evidence}: {evidenceWords(evidence)}.
      </p>
      <LinesTable lines={lines} />
      {lines.map((line) => (
        <LineSection key={line.line} line={line} />
      ))}
    </section>
  );
}

function LinesTable({ lines }: { lines: readonly LineAnalysis[] }) {
  const withShare = lines.some(({ ltft }) => ltft !== null);
  return (
    <div className="rw-table-scroller" role="region" aria-labelledby="lines-caption" tabIndex={0}>
      <table className="nhsuk-table rw-count-table rw-lines-table">
        <caption className="nhsuk-table__caption nhsuk-table__caption--s" id="lines-caption">
          Lines
        </caption>
        <thead className="nhsuk-table__head">
          <tr>
            <th scope="col">Line</th>
            <Head>Weeks</Head>
            <Head>Hours a week</Head>
            <Head>With prospective cover</Head>
            <Head>Weekends</Head>
            <Head>Nights</Head>
            <Head>Long shifts</Head>
            <Head>On-call</Head>
            <Head>Rules broken</Head>
            {withShare ? <th scope="col">Share of less than full time</th> : null}
          </tr>
        </thead>
        <tbody className="nhsuk-table__body">
          {lines.map((line) => (
            <tr key={line.line}>
              <th scope="row">{line.line}</th>
              <Cell>{line.weeks}</Cell>
              <Cell>{hoursWords(line.averageWeeklyHours)}</Cell>
              <Cell>{coveredWords(line)}</Cell>
              <Cell>{frequencyWords(line)}</Cell>
              <Cell>{line.nights}</Cell>
              <Cell>{line.longShifts}</Cell>
              <Cell>{line.onCallPeriods}</Cell>
              <Cell>{line.violations.filter(({ level }) => level === 'hard').length}</Cell>
              {withShare ? <td>{shareWords(line)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function coveredWords({
  averageWeeklyHours,
  averageWeeklyHoursWithProspectiveCover: covered,
}: LineAnalysis): string {
  return covered === null && averageWeeklyHours !== null ? 'No leave given' : hoursWords(covered);
}

function shareWords({ ltft }: LineAnalysis): string {
  if (ltft === null) return 'Not asked for';
  const { wte, averageWeeklyHours, weekends, nights, longShifts, onCallPeriods } = ltft;
  return `At ${wte}: ${hoursWords(averageWeeklyHours)} a week, ${weekends} weekends, ${nights} nights, ${longShifts} long shifts, ${onCallPeriods} on-call`;
}

function Head({ children }: { children: string }) {
  return (
    <th scope="col" className="nhsuk-table__header--numeric">
      {children}
    </th>
  );
}

function Cell({ children }: { children: React.ReactNode }) {
  return <td className="nhsuk-table__cell--numeric">{children}</td>;
}
