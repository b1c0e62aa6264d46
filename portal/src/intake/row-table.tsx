import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Select } from 'nhsuk-react-components';
import { useState } from 'react';
import { DataTable } from '../common/data-table';
import { count } from '../common/dates';
import { Failure, Loading } from '../common/states';
import { intakeRowsQuery } from './queries';
import { type Intake, type IntakeRow, type RowFilter } from './types';
import { FILTERS, placeWords, reasons, rowName, STATE_WORDS, whoWords } from './row-words';

/** The rows of a sheet, those of one kind at a time. */
export function RowTable({ intake }: { intake: Intake }) {
  const [filter, setFilter] = useState<RowFilter>('changes');
  const rows = useInfiniteQuery(intakeRowsQuery(intake, filter));
  const found = rows.data?.pages.flatMap(({ items }) => items);
  return (
    <section aria-labelledby="rows-heading">
      <h2 className="nhsuk-heading-m" id="rows-heading">
        Row by row
      </h2>
      <Select
        id="row-filter"
        label="Show"
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value as RowFilter)}
      >
        {FILTERS.map(({ filter: value, label }) => (
          <Select.Option key={value} value={value}>
            {label}
          </Select.Option>
        ))}
      </Select>
      {rows.error === null ? null : <Failure error={rows.error} onRetry={() => void rows.refetch()} />}
      {found === undefined && rows.error === null ? <Loading what="the rows" /> : null}
      {found === undefined ? null : <Rows rows={found} more={rows.hasNextPage} />}
      {rows.hasNextPage ? (
        <Button
          type="button"
          small
          secondary
          disabled={rows.isFetchingNextPage}
          onClick={() => void rows.fetchNextPage()}
        >
          Show more rows
        </Button>
      ) : null}
    </section>
  );
}

function Rows({ rows, more }: { rows: readonly IntakeRow[]; more: boolean }) {
  if (rows.length === 0) return <p>There are no such rows.</p>;
  return (
    <DataTable
      caption={more ? `The first ${rows.length} rows` : count(rows.length, 'row')}
      rows={rows}
      rowKey={({ position }) => String(position)}
      columns={[
        { title: 'Row', cell: (row) => <span className="rw-nowrap">{rowName(row)}</span> },
        {
          title: 'Result',
          cell: ({ state }) => <strong className={TAGS[state]}>{STATE_WORDS[state]}</strong>,
        },
        { title: 'Who', cell: (row) => <span className="rw-whole-words">{whoWords(row)}</span> },
        { title: 'Post', cell: (row) => <Lines lines={placeWords(row)} none="Cannot be read" /> },
        { title: 'Why', cell: (row) => <Lines lines={reasons(row)} none="Nothing to say" /> },
      ]}
    />
  );
}

const TAGS: Readonly<Record<IntakeRow['state'], string>> = {
  added: 'nhsuk-tag nhsuk-tag--green',
  changed: 'nhsuk-tag nhsuk-tag--blue',
  removed: 'nhsuk-tag nhsuk-tag--orange',
  unchanged: 'nhsuk-tag nhsuk-tag--grey',
  refused: 'nhsuk-tag nhsuk-tag--red',
};

function Lines({ lines, none }: { lines: readonly string[]; none: string }) {
  if (lines.length === 0) return none;
  return (
    <span className="rw-lines">
      {lines.map((line) => (
        <span key={line}>{line} </span>
      ))}
    </span>
  );
}
