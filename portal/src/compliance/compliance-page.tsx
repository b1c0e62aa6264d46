import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Link, useOutletContext, useSearchParams } from 'react-router';
import { complianceQuery } from '../api/queries';
import { type Compliance, type Rota } from '../api/types';
import { count, formatDate } from '../common/dates';
import { Notes } from '../common/notes';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { BreachList } from './breach-list';
import { CountTable } from './count-table';
import { JudgedBy } from './judged-by';
import { RedFlags } from './red-flags';

/** What a rota breaks: by person, rule and week, and each breach with all that was measured, worst first. */
export function CompliancePage() {
  const rota = useOutletContext<Rota>();
  const compliance = useQuery(complianceQuery(rota.id));
  usePageTitle(`Compliance, ${rota.name}`);
  return (
    <>
      <h2 className="nhsuk-heading-m">Compliance</h2>
      <Loaded query={compliance} what="what the rules say of this rota">
        {(found) => <Found rota={rota} compliance={found} />}
      </Loaded>
    </>
  );
}

function Found({ rota, compliance }: { rota: Rota; compliance: Compliance }) {
  const { violations, byPerson, byRule, byWeek, notes } = compliance;
  const affected = byPerson.filter(({ hard, soft, advisory }) => hard + soft + advisory > 0);
  const packs = compliance.packs.map(({ code, effectiveFrom }) => `${code}@${effectiveFrom}`);
  return (
    <>
      <p>{summaryWords(compliance)}</p>
      <Notes notes={notes} />
      {violations.length === 0 ? (
        <p>
          Nobody on this rota breaks a rule of{' '}
          {packs.length === 0 ? 'any pack, for nobody is placed on it' : packs.join(', ')}.
        </p>
      ) : (
        <>
          <div className="rw-columns">
            <CountTable
              caption="By person"
              rows={affected}
              rowKey={({ personId }) => personId}
              name={({ personId, displayName }) => (
                <Filter name="person" value={personId}>
                  {displayName}
                </Filter>
              )}
            />
            <CountTable
              caption="By rule"
              rows={byRule}
              rowKey={({ rule }) => rule}
              name={({ rule, name, clause }) => (
                <Filter name="rule" value={rule}>
                  {clause === null || clause === 'unit' ? name : `${name}, ${clause}`}
                </Filter>
              )}
            />
            <CountTable
              caption="By week"
              rows={byWeek}
              rowKey={({ firstDate }) => firstDate}
              name={({ firstDate }) => (
                <Filter name="week" value={firstDate}>
                  {`From ${formatDate(firstDate)}`}
                </Filter>
              )}
            />
          </div>
          <Breaches rota={rota} compliance={compliance} />
        </>
      )}
      <RedFlags flags={compliance.redFlags} />
      <JudgedBy compliance={compliance} unitId={rota.unitId} />
    </>
  );
}

function summaryWords({ violations, redFlags }: Compliance): string {
  const of = (level: string) => violations.filter((violation) => violation.level === level).length;
  const hard = of('hard');
  const rest = [
    ...(of('soft') > 0
      ? [count(of('soft'), 'thing that should be better', 'things that should be better')]
      : []),
    ...(of('advisory') > 0 ? [count(of('advisory'), 'piece of advice', 'pieces of advice')] : []),
  ];
  const flags = redFlags.length === 0 ? [] : [count(redFlags.length, 'red flag')];
  const first = hard === 0 ? 'No rule is broken' : count(hard, 'rule break');
  return `${[first, ...rest, ...flags].join(', ')}.`;
}

type FilterName = 'person' | 'rule' | 'week';

/** Narrows the list of breaches; the address keeps it, so that it can be passed on. */
function Filter({ name, value, children }: { name: FilterName; value: string; children: string }) {
  return <Link to={{ search: `${name}=${encodeURIComponent(value)}` }}>{children}</Link>;
}

function Breaches({ rota, compliance }: { rota: Rota; compliance: Compliance }) {
  const [search] = useSearchParams();
  const heading = useFocusOnChange(search.toString());
  const names = new Map(compliance.byPerson.map(({ personId, displayName }) => [personId, displayName]));
  const person = search.get('person');
  const rule = search.get('rule');
  const week = search.get('week');
  const shown = compliance.violations.filter(
    (violation) =>
      (person === null || violation.personId === person) &&
      (rule === null || violation.rule === rule) &&
      (week === null || inWeek(compliance, week, violation.fromDate)),
  );
  const only =
    (person !== null && `Of ${names.get(person) ?? 'somebody'} only.`) ||
    (rule !== null &&
      `Of the rule ${compliance.byRule.find((each) => each.rule === rule)?.name ?? rule} only.`) ||
    (week !== null && `From the week of ${formatDate(week)} only.`);
  return (
    <section aria-labelledby="breaches">
      <h3 className="nhsuk-heading-s" id="breaches" tabIndex={-1} ref={heading}>
        Every breach, worst first
      </h3>
      {only === false ? null : (
        <p>
          {only} <Link to={{ search: '' }}>Show all</Link>
        </p>
      )}
      <BreachList
        key={search.toString()}
        rota={rota}
        violations={shown}
        personName={(id) => names.get(id) ?? 'Somebody'}
      />
    </section>
  );
}

/** Takes the reader to the list when another part of it was chosen. */
function useFocusOnChange(choice: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(choice);
  useEffect(() => {
    if (before.current !== choice) heading.current?.focus();
    before.current = choice;
  }, [choice]);
  return heading;
}

/** The service counts a breach in the week in which it begins, or in the first where it begins earlier. */
function inWeek({ byWeek }: Compliance, week: string, fromDate: string): boolean {
  const index = byWeek.findIndex(({ firstDate }) => firstDate === week);
  const next = byWeek[index + 1]?.firstDate;
  return (index === 0 || fromDate >= week) && (next === undefined || fromDate < next);
}
