import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearchParams } from 'react-router';
import { rulePacksQuery } from '../api/queries';
import { type RulePack } from '../api/types';
import { DataTable } from '../common/data-table';
import { formatDate } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { evidenceWords } from '../compliance/evidence-words';
import { UnitHeading } from '../layout/unit-heading';
import { numberWords } from './number-words';
import { UnitRules } from './unit-rules';

const LEVELS = {
  hard: 'Hard: a rota that breaks it needs a reason',
  soft: 'Soft: it should be kept',
  advisory: 'Advice',
} as const;

/** Every rule that is checked, with its numbers, sources and edges, and what the unit has agreed otherwise. */
export function RulesPage() {
  const { unitId } = useParams();
  const packs = useQuery(rulePacksQuery);
  usePageTitle('Rules');
  return (
    <>
      {unitId === undefined ? (
        <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-3">Rules</h1>
      ) : (
        <UnitHeading unitId={unitId} title="Rules" page="rules" />
      )}
      <Loaded query={packs} what="the rules">
        {(found) => (
          <>
            {unitId === undefined ? null : <UnitRules unitId={unitId} packs={found} />}
            <Catalogue packs={found} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Catalogue({ packs }: { packs: readonly RulePack[] }) {
  const [search] = useSearchParams();
  const chosen =
    packs.find(({ label }) => label === search.get('pack')) ??
    packs.findLast(({ code }) => code === 'doctors2016') ??
    packs[0];
  if (chosen === undefined) return null;
  return (
    <section aria-labelledby="catalogue">
      <h2 className="nhsuk-heading-m" id="catalogue">
        What is checked
      </h2>
      <p>
        Rules come in packs: a contract or a law as it stands from a date on. Everybody is judged by the pack
        of their contract that was in force when the rota began.
      </p>
      <nav aria-label="Rule packs">
        <ul className="rw-inline-list">
          {packs.map(({ label, name, effectiveFrom }) => (
            <li key={label}>
              <Link
                to={`?pack=${encodeURIComponent(label)}`}
                aria-current={label === chosen.label ? 'true' : undefined}
              >
                {`${name}, from ${formatDate(effectiveFrom)}`}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Pack pack={chosen} />
    </section>
  );
}

function Pack({ pack }: { pack: RulePack }) {
  const { label, name, effectiveFrom, source, evidence, rules } = pack;
  return (
    <>
      <h3 className="nhsuk-heading-s nhsuk-u-margin-top-4">{`${name} (${label})`}</h3>
      <p>
        In force from {formatDate(effectiveFrom)}. Source: {source}. Evidence {evidence}:{' '}
        {evidenceWords(evidence)}.
      </p>
      <div className="rw-dense">
        <DataTable
          caption={`Rules of ${label}`}
          rows={rules}
          rowKey={({ code }) => code}
          columns={[
            { title: 'Clause', cell: ({ clause }) => clause },
            {
              title: 'Rule',
              cell: ({ code, name: ruleName, level }) => (
                <>
                  {ruleName}
                  <span className="rw-secondary rw-violation__rule">{LEVELS[level]}</span>
                  <span className="rw-secondary rw-violation__rule">{code}</span>
                </>
              ),
            },
            {
              title: 'Numbers',
              cell: ({ numbers, localAgreement }) => (
                <>
                  {numbers.length === 0 ? 'None' : numbers.map(numberWords).join('; ')}
                  {localAgreement === null ? null : (
                    <span className="rw-secondary rw-violation__rule">Locally: {localAgreement}</span>
                  )}
                </>
              ),
            },
            { title: 'Just keeps it', cell: ({ passes }) => passes ?? 'Not given' },
            { title: 'Just breaks it', cell: ({ fails }) => fails ?? 'Not given' },
            {
              title: 'Source',
              cell: ({ source: ruleSource, evidence: letter }) => (
                <>
                  {letter}: {evidenceWords(letter)}
                  {ruleSource === source ? null : (
                    <span className="rw-secondary rw-violation__rule">{ruleSource}</span>
                  )}
                </>
              ),
            },
          ]}
        />
      </div>
    </>
  );
}
