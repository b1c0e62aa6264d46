import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'nhsuk-react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { rotasQuery } from '../api/queries';
import { DataTable } from '../common/data-table';
import { count, formatDay, formatPeriod } from '../common/dates';
import { groupBy } from '../common/group-by';
import { type FieldProblem, Problems, problemsOf } from '../common/problems';
import { type Allocation, type DutyRoster } from './types';
import { useAllocation } from './use-allocation';

const ROTA = 'roster-rota';

/** Puts the shifts of the lines into a draft, and tells what stayed out. */
export function RosterSection({ allocation }: { allocation: Allocation }) {
  const rotas = useQuery(rotasQuery(allocation.unitId));
  const drafts = (rotas.data ?? []).filter(
    ({ state, firstDate, lastDate }) =>
      state === 'draft' && firstDate <= allocation.lastDate && allocation.firstDate <= lastDate,
  );
  const [rotaId, setRotaId] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const { makeRoster } = useAllocation(allocation);
  const chosen = rotaId ?? drafts[0]?.id ?? '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setProblems([]);
    makeRoster.mutate(
      { rotaId: chosen === '' ? null : chosen },
      {
        onSuccess: ({ rota }) => setRotaId(rota.id),
        onError: (error) => setProblems(problemsOf(error, { rotaId: ROTA })),
      },
    );
  };
  return (
    <section aria-labelledby="roster-heading">
      <form onSubmit={submit} noValidate className="rw-fill-form">
        <Problems problems={problems} />
        <h2 className="nhsuk-heading-m" id="roster-heading">
          Duty roster
        </h2>
        <p>
          The shifts of the lines go into a draft, around leave, bank holidays and the rules. What stays out
          is listed, and a fill can give it to others. Making it again keeps what was entered by hand.
        </p>
        <Select
          id={ROTA}
          label="Rota"
          value={chosen}
          onChange={(event) => setRotaId(event.currentTarget.value)}
        >
          {drafts.map(({ id, name, firstDate, lastDate }) => (
            <Select.Option key={id} value={id}>
              {`${name}, ${formatPeriod(firstDate, lastDate)}`}
            </Select.Option>
          ))}
          <Select.Option value="">A new rota for these days</Select.Option>
        </Select>
        <Button type="submit" small disabled={makeRoster.isPending}>
          {makeRoster.isPending ? 'Making the duty roster…' : 'Make the duty roster'}
        </Button>
      </form>
      {makeRoster.data === undefined || makeRoster.isPending ? null : <Outcome roster={makeRoster.data} />}
    </section>
  );
}

function Outcome({ roster }: { roster: DutyRoster }) {
  const { rota, placed, added, changed, removed, unplaced, open } = roster;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [roster]);
  return (
    <>
      <h3 className="nhsuk-heading-s" tabIndex={-1} ref={heading}>
        {count(placed, 'shift')} of the lines in <Link to={`/rotas/${rota.id}`}>{rota.name}</Link>
      </h3>
      <p>
        {added} added, {changed} changed, {removed} removed. {count(unplaced.length, 'shift')} stayed out, and{' '}
        {count(open.length, 'shift')} of lines {open.length === 1 ? 'is' : 'are'} nobody’s.
      </p>
      {unplaced.length === 0 ? null : (
        <DataTable
          caption="Shifts that stayed out"
          rows={unplaced}
          rowKey={({ personId, date }) => `${personId} ${date}`}
          columns={[
            { title: 'Day', cell: ({ date }) => formatDay(date) },
            { title: 'Doctor', cell: ({ displayName, lineName }) => `${displayName}, ${lineName}` },
            { title: 'Shift', cell: ({ code }) => code },
            { title: 'Why', cell: ({ message }) => message },
          ]}
        />
      )}
      {open.length === 0 ? null : <OpenShifts open={open} />}
    </>
  );
}

const OPEN_WORDS: Readonly<Record<DutyRoster['open'][number]['why'], string>> = {
  nobody: 'Nobody is on the line',
  'day-off': 'Fixed day off of who is on the line',
  'beyond-share': 'Beyond the share of who is on the line',
};

function OpenShifts({ open }: { open: DutyRoster['open'] }) {
  const groups = [...groupBy(open, ({ lineName, why, code }) => `${lineName}|${why}|${code}`).values()];
  return (
    <DataTable
      caption="Shifts that are nobody’s, for a fill"
      rows={groups}
      rowKey={([each]) => `${each?.lineName} ${each?.why} ${each?.code}`}
      columns={[
        { title: 'Line', cell: ([each]) => each?.lineName },
        { title: 'Shift', cell: ([each]) => each?.code },
        { title: 'How many', cell: (group) => group.length },
        { title: 'Why', cell: ([each]) => (each === undefined ? '' : OPEN_WORDS[each.why]) },
      ]}
    />
  );
}
