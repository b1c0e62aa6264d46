import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api, csrf, etag } from '../api/client';
import { rotasQuery } from '../api/queries';
import { announce } from '../common/announcer';
import { DataTable } from '../common/data-table';
import { formatDay, formatHospitalInstant } from '../common/dates';
import { type FieldProblem, Problems, problemsOf } from '../common/problems';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { picksQuery, type Round, roundsQuery } from './request-queries';
import { ChangeRoundForm, PlanRoundForm } from './round-form';

const STATES: Readonly<Record<Round['state'], string>> = {
  planned: 'Planned',
  open: 'Open',
  closing: 'Being decided',
  closed: 'Closed',
};

const PICK_STATES = { waiting: 'Waits', won: 'Has it', lost: 'Lost it', refused: 'Not possible' } as const;

/** When staff may ask for days of a rota, and pick its shifts. */
export function RoundsPage() {
  const { unitId = '' } = useParams();
  const rounds = useQuery(roundsQuery(unitId));
  const rotas = useQuery(rotasQuery(unitId));
  const [changedId, setChangedId] = useState<string | null>(null);
  const changed = rounds.data?.find(({ id, state }) => id === changedId && state !== 'closed');
  usePageTitle('Rounds of requests');
  return (
    <>
      <UnitHeading unitId={unitId} title="Rounds of requests" page="rounds" />
      <p>
        While a rota has rounds, staff ask for its days only while one is open. A rota without any is open for
        requests until it is published.{' '}
        <Link to={`/units/${unitId}/requests`}>What staff have asked for</Link>
      </p>
      <Loaded query={rounds} what="the rounds">
        {(found) =>
          found.length === 0 ? (
            <p>There are no rounds yet.</p>
          ) : (
            <Rounds rounds={found} onChange={setChangedId} />
          )
        }
      </Loaded>
      {changed === undefined ? (
        <Loaded query={rotas} what="the rotas">
          {(found) => {
            const drafts = found
              .filter(({ state }) => state === 'draft')
              .sort((a, b) => a.firstDate.localeCompare(b.firstDate));
            return drafts.length === 0 ? (
              <p>Create a rota first; rounds are for drafts.</p>
            ) : (
              <PlanRoundForm drafts={drafts} />
            );
          }}
        </Loaded>
      ) : (
        <ChangeRoundForm key={changed.id} round={changed} onDone={() => setChangedId(null)} />
      )}
    </>
  );
}

function Rounds({ rounds, onChange }: { rounds: readonly Round[]; onChange: (id: string) => void }) {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [open, setOpen] = useState<Round | null>(null);
  const { close, remove } = useRoundChanges();
  const on = (words: string) => ({
    onSuccess: () => {
      setProblems([]);
      announce(words);
    },
    onError: (error: Error) => setProblems(problemsOf(error)),
  });
  const nameOf = (round: Round) => `${round.rotaName}, round ${round.number}`;
  const action = (round: Round, words: string, run: () => void) => (
    <button key={words} type="button" className="rw-link-button" onClick={run}>
      {words}
      <span className="nhsuk-u-visually-hidden"> {nameOf(round)}</span>
    </button>
  );
  return (
    <>
      <Problems problems={problems} />
      <DataTable
        caption="Rounds"
        rows={rounds}
        rowKey={({ id }) => id}
        columns={[
          { title: 'Rota', cell: nameOf },
          { title: 'State', cell: ({ state }) => <span className="rw-nowrap">{STATES[state]}</span> },
          { title: 'Opens', cell: ({ opensAt }) => formatHospitalInstant(opensAt) },
          { title: 'Closes', cell: ({ closesAt }) => formatHospitalInstant(closesAt) },
          { title: 'Days a person', cell: quotaWords },
          {
            title: 'Shifts picked',
            cell: (round) =>
              round.picks ? action(round, 'Show picks', () => setOpen(round)) : 'None are picked',
          },
          {
            title: 'Change',
            cell: (round) => {
              if (round.state !== 'open' && round.state !== 'planned') return 'Nothing to change';
              return (
                <div className="rw-buttons">
                  {action(round, 'Change', () => onChange(round.id))}
                  {round.state === 'open'
                    ? action(round, 'Close now', () => close.mutate(round, on('Closed.')))
                    : action(round, 'Remove', () => remove.mutate(round, on('Removed.')))}
                </div>
              );
            },
          },
        ]}
      />
      {open === null ? null : <Picks round={open} />}
    </>
  );
}

function Picks({ round }: { round: Round }) {
  const picks = useQuery(picksQuery(round.id));
  return (
    <Loaded query={picks} what="the picks">
      {(found) =>
        found.length === 0 ? (
          <p>Nobody has picked a shift in this round.</p>
        ) : (
          <DataTable
            caption={`Shifts picked in ${round.rotaName}, round ${round.number}`}
            rows={found}
            rowKey={({ id }) => id}
            columns={[
              { title: 'Day', cell: ({ date }) => formatDay(date) },
              { title: 'Shift', cell: ({ shiftName }) => shiftName },
              { title: 'Who', cell: ({ displayName }) => displayName },
              { title: 'What came of it', cell: ({ state, reason }) => `${PICK_STATES[state]}. ${reason}` },
            ]}
          />
        )
      }
    </Loaded>
  );
}

/** "3 cannot, any rather not, 2 would like" */
function quotaWords({ maxCannot, maxRatherNot, maxWouldLike }: Round): string {
  const most = (number: number | null) => number ?? 'any';
  return `${most(maxCannot)} cannot, ${most(maxRatherNot)} rather not, ${most(maxWouldLike)} would like`;
}

function useRoundChanges() {
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: ['rounds'] });
  const params = ({ id, version }: Round) => ({
    path: { id },
    header: { ...csrf(), 'If-Match': etag(version) },
  });
  const close = useMutation({
    mutationFn: (round: Round) => answer(api.POST('/api/v1/rounds/{id}/close', { params: params(round) })),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (round: Round) => answer(api.DELETE('/api/v1/rounds/{id}', { params: params(round) })),
    onSettled,
  });
  return { close, remove };
}
