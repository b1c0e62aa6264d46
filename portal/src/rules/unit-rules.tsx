import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { ruleOverridesQuery } from '../api/queries';
import { type RuleOverride, type RulePack } from '../api/types';
import { DataTable } from '../common/data-table';
import { formatDate, today } from '../common/dates';
import { Loaded } from '../common/states';
import { setsRules } from '../session/permissions';
import { useSession } from '../session/use-session';
import { parametersInWords } from './number-words';
import { OverrideDialog } from './override-dialog';

/** What a unit has agreed otherwise than the packs say, with reason and approver. HR sets and withdraws it. */
export function UnitRules({ unitId, packs }: { unitId: string; packs: readonly RulePack[] }) {
  const overrides = useQuery(ruleOverridesQuery(unitId));
  const session = useSession();
  const maySet = session !== null && setsRules(session.account);
  const [opened, setOpened] = useState<RuleOverride | 'new' | null>(null);
  return (
    <section aria-labelledby="agreed" className="nhsuk-u-margin-bottom-5">
      <h2 className="nhsuk-heading-m" id="agreed">
        Agreed otherwise in this unit
      </h2>
      <Loaded query={overrides} what="what this unit has agreed">
        {(found) =>
          found.length === 0 ? (
            <p>Nothing. Every rule stands as its pack has it.</p>
          ) : (
            <div className="rw-dense">
              <Agreed overrides={found} onOpen={maySet ? setOpened : null} />
            </div>
          )
        }
      </Loaded>
      {maySet ? (
        <Button type="button" secondary small onClick={() => setOpened('new')}>
          Set a rule otherwise
        </Button>
      ) : null}
      {opened === null ? null : (
        <OverrideDialog
          unitId={unitId}
          packs={packs}
          override={opened === 'new' ? null : opened}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  );
}

function Agreed({
  overrides,
  onOpen,
}: {
  overrides: readonly RuleOverride[];
  /** Null for those who may only read. */
  onOpen: ((override: RuleOverride) => void) | null;
}) {
  const change = {
    title: 'Change',
    cell: (override: RuleOverride) => (
      <button type="button" className="rw-link-button" onClick={() => onOpen?.(override)}>
        Change or withdraw
        <span className="nhsuk-u-visually-hidden">{`: ${override.ruleName}`}</span>
      </button>
    ),
  };
  return (
    <DataTable
      caption="Rules that this unit sets otherwise"
      rows={overrides}
      rowKey={({ id }) => id}
      columns={[
        {
          title: 'Rule',
          cell: ({ ruleName, clause, ruleCode }) => (
            <>
              {clause === null || clause === 'unit' ? ruleName : `${ruleName}, ${clause}`}
              <span className="rw-secondary rw-violation__rule">{ruleCode}</span>
            </>
          ),
        },
        { title: 'Here', cell: ({ parameters }) => parametersInWords(parameters) },
        { title: 'For rotas that begin', cell: periodWords },
        { title: 'Reason', cell: ({ reason }) => reason },
        { title: 'Approved by', cell: ({ approvedBy }) => approvedBy },
        ...(onOpen === null ? [] : [change]),
      ]}
    />
  );
}

function periodWords({ effectiveFrom, effectiveUntil }: RuleOverride): string {
  const from = `from ${formatDate(effectiveFrom)}`;
  if (effectiveUntil === null) return from;
  const ended = effectiveUntil < today() ? ' (ended)' : '';
  return `${from} to ${formatDate(effectiveUntil)}${ended}`;
}
