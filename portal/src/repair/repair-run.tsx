import { Button } from 'nhsuk-react-components';
import { useEffect } from 'react';
import { type Fill, type Grid } from '../api/types';
import { announce } from '../common/announcer';
import { DataTable } from '../common/data-table';
import { count, formatDay } from '../common/dates';
import { LinkButton } from '../common/link-button';
import { Notes } from '../common/notes';
import { spokenName } from '../common/shift-words';
import { hasEnded, useFillProgress } from '../fill/use-fill-progress';

type Change = NonNullable<Fill['changes']>[number];
type ShiftTypes = Grid['shiftTypes'];

/** A repair that runs, or what it changed: who stands in, and who is asked to change something. */
export function RepairRun({
  fillId,
  rotaId,
  shiftTypes,
  onAgain,
}: {
  fillId: string;
  rotaId: string;
  shiftTypes: ShiftTypes;
  onAgain: () => void;
}) {
  const { fill, progress } = useFillProgress(fillId, rotaId);
  const result = fill !== undefined && hasEnded(fill) ? resultWords(fill) : null;
  useEffect(() => {
    if (result !== null) announce(result);
  }, [result]);
  if (fill === undefined || result === null) {
    const unfilled = progress.points.at(-1)?.unfilled;
    return (
      <p role="status" className="rw-panel">
        Searching{unfilled === undefined ? '…' : `: ${count(unfilled, 'place')} unfilled so far`}
      </p>
    );
  }
  return (
    <section aria-labelledby="repair-title">
      <h3 className="nhsuk-heading-m nhsuk-u-margin-bottom-2" id="repair-title">
        {result}
      </h3>
      {fill.error === null ? null : <p className="nhsuk-error-message">{fill.error}</p>}
      <Notes notes={fill.notes} />
      <Changes changes={fill.changes ?? []} shiftTypes={shiftTypes} />
      <p>
        Nothing of this is known to anybody yet: publish the rota to tell those whose shifts have changed.
      </p>
      <div className="rw-buttons">
        <LinkButton to={`/rotas/${rotaId}/publish`}>Go on to publishing</LinkButton>
        <LinkButton to={`/rotas/${rotaId}/unfilled`} secondary>
          See what is unfilled and why
        </LinkButton>
        <Button type="button" secondary onClick={onAgain}>
          Repair again
        </Button>
      </div>
    </section>
  );
}

function resultWords(fill: Fill): string {
  if (!fill.applied) return 'The rota is as it was';
  const asked = (fill.changes ?? []).filter(({ lost }) => !lost).length;
  const unfilled = fill.unfilled ? `${count(fill.unfilled, 'place')} still unfilled` : 'every minimum met';
  const breaks = fill.hardViolations ? count(fill.hardViolations, 'rule break') : 'no rule broken';
  return `Repaired with ${count(asked, 'change')}: ${unfilled}, ${breaks}`;
}

function Changes({ changes, shiftTypes }: { changes: readonly Change[]; shiftTypes: ShiftTypes }) {
  const nameOf = (id: string | null) =>
    id === null ? 'Day off' : (shiftTypes.find((type) => type.id === id)?.name ?? 'A shift no longer used');
  const sorted = [...changes].sort(
    (a, b) => a.date.localeCompare(b.date) || a.displayName.localeCompare(b.displayName),
  );
  const columns = [
    { title: 'Day', cell: ({ date }: Change) => formatDay(date) },
    { title: 'Who', cell: ({ displayName }: Change) => spokenName(displayName) },
    { title: 'Was', cell: ({ fromShiftTypeId }: Change) => nameOf(fromShiftTypeId) },
    {
      title: 'Is now',
      cell: ({ toShiftTypeId, lost }: Change) => `${nameOf(toShiftTypeId)}${lost ? ' (away)' : ''}`,
    },
  ];
  if (changes.length === 0) return <p>Nothing had to be changed.</p>;
  return (
    <DataTable
      caption="What was changed"
      columns={columns}
      rows={sorted}
      rowKey={({ personId, date }) => `${personId}${date}`}
    />
  );
}
