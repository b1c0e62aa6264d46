import { useId } from 'react';
import { count } from '../../common/dates';
import { levelWords } from '../../grid/violation-list';
import { hoursWords } from '../../templates/line-words';
import { type Draft, lineProblems } from './draft';
import { type TemplateVerdict, type useVerdict } from './use-verdict';

/** What the rules say of every line, as it is drawn. */
export function VerdictPanel({ draft, verdict }: { draft: Draft; verdict: ReturnType<typeof useVerdict> }) {
  const id = useId();
  const own = [...new Set(draft.flatMap(lineProblems))];
  const { data, error, isUpToDate } = verdict;
  return (
    <section aria-labelledby={id} className="rw-verdict" tabIndex={0}>
      <h2 className="nhsuk-heading-s" id={id}>
        What the rules say
      </h2>
      <p role="status" className="nhsuk-u-font-weight-bold">
        {own.length > 0 ? 'Not judged until this is corrected.' : statusWords(data, error, isUpToDate)}
      </p>
      {own.length > 0 ? <Sentences sentences={own} /> : null}
      {own.length === 0 && data !== undefined ? <Found verdict={data} /> : null}
    </section>
  );
}

function statusWords(verdict: TemplateVerdict | undefined, error: Error | null, isUpToDate: boolean): string {
  if (error !== null) return `The rules could not be asked: ${error.message}`;
  if (verdict === undefined || !isUpToDate) return 'Checking…';
  const { faults, analysis } = verdict;
  if (analysis === null) return `${count(faults.length, 'fault')}: it cannot be saved like this.`;
  const broken = analysis.lines.filter(({ violations }) => violations.some(({ level }) => level === 'hard'));
  return broken.length === 0
    ? 'No line breaks a rule that could be judged.'
    : `${count(broken.length, 'line')} of ${analysis.lines.length} ${broken.length === 1 ? 'breaks' : 'break'} rules.`;
}

function Found({ verdict: { faults, analysis } }: { verdict: TemplateVerdict }) {
  if (analysis === null) return <Sentences sentences={faults.map(({ message }) => message)} />;
  return (
    <>
      <p>
        {hoursWords(analysis.averageWeeklyHours)} a week on average, judged by {analysis.packName} (
        {analysis.pack}).
      </p>
      {analysis.lines.map(({ line, averageWeeklyHours, nights, violations, notJudged }) => (
        <section key={line} aria-label={line} className="nhsuk-u-margin-bottom-3">
          <h3 className="nhsuk-heading-xs nhsuk-u-margin-bottom-1">
            {line}: {hoursWords(averageWeeklyHours)} a week, {count(nights, 'night')},{' '}
            {violations.length === 0 ? 'no breach' : count(violations.length, 'breach', 'breaches')}
          </h3>
          {violations.length === 0 ? null : (
            <ul className="rw-breaches">
              {violations.map(({ rule, level, from, message }) => (
                <li key={`${rule} ${from} ${message}`} className={`rw-violation rw-violation--${level}`}>
                  <span className="rw-violation__level">{levelWords(level)}</span>
                  {message}
                </li>
              ))}
            </ul>
          )}
          {notJudged.length === 0 ? null : (
            <p className="nhsuk-u-margin-bottom-1">
              Not judged: {notJudged.map(({ name, reason }) => `${name} (${reason})`).join('; ')}
            </p>
          )}
        </section>
      ))}
    </>
  );
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
