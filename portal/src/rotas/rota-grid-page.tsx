import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useOutletContext, useSearchParams } from 'react-router';
import { gridQuery } from '../api/queries';
import { type Grid, type Rota, type Violation } from '../api/types';
import { announce } from '../common/announcer';
import { Notes } from '../common/notes';
import { Failure, Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { FillForm } from '../fill/fill-form';
import { FillRun } from '../fill/fill-run';
import { DayView } from '../grid/day-view';
import { buildGridModel } from '../grid/grid-model';
import { type OpenedCell, RotaTable, type RotaTableHandle } from '../grid/rota-table';
import { ShiftView } from '../grid/shift-view';
import { useEdits } from '../grid/use-edits';
import { ViolationList } from '../grid/violation-list';
import { ViolationPanel } from '../grid/violation-panel';
import { coordinates } from '../session/permissions';
import { useSession } from '../session/use-session';
import { OpenedDialog } from './opened-dialog';
import { type View, ViewChoice } from './view-choice';

export function RotaGridPage() {
  const rota = useOutletContext<Rota>();
  const grid = useQuery(gridQuery(rota.id));
  const session = useSession();
  const mayEdit = session !== null && coordinates(session.account, rota.unitId);
  usePageTitle(rota.name);
  return (
    <>
      {mayEdit ? <FillSection key={rota.id} rota={rota} /> : null}
      <Loaded query={grid} what="the rota's grid">
        {(found) => (
          <GridSection key={rota.id} grid={found} mayEdit={mayEdit && rota.activeFillId === null} />
        )}
      </Loaded>
    </>
  );
}

/** The Fill button, the question it asks, and the run: one that goes already is shown straight away. */
function FillSection({ rota }: { rota: Rota }) {
  const [asking, setAsking] = useState(false);
  const [followed, setFollowed] = useState<string | null>(null);
  const fillId = rota.activeFillId ?? followed;
  // What was attached to on arrival stays in view when it has ended.
  if (rota.activeFillId !== null && rota.activeFillId !== followed) setFollowed(rota.activeFillId);

  if (fillId !== null) {
    return <FillRun key={fillId} fillId={fillId} rotaId={rota.id} onDismiss={() => setFollowed(null)} />;
  }
  if (asking) {
    return (
      <FillForm
        rotaId={rota.id}
        onCancel={() => setAsking(false)}
        onStarted={(started) => {
          setAsking(false);
          setFollowed(started);
        }}
      />
    );
  }
  if (rota.state !== 'draft') return null;
  return (
    <Button type="button" className="rw-fill-button" onClick={() => setAsking(true)}>
      Fill
    </Button>
  );
}

function GridSection({ grid, mayEdit }: { grid: Grid; mayEdit: boolean }) {
  const model = useMemo(() => buildGridModel(grid), [grid]);
  const edits = useEdits(grid.rota.id);
  const [opened, setOpened] = useState<OpenedCell | null>(null);
  const [search, setSearch] = useSearchParams();
  const view = viewOf(search.get('view'));
  const table = useRef<RotaTableHandle>(null);
  useFocusFromAddress(table);

  const show = (personId: string, date: string) => {
    setSearch({}, { replace: true });
    table.current?.focusCell(personId, date);
  };
  return (
    <>
      <div className="rw-toolbar">
        <ViewChoice
          view={view}
          onChange={(next) => setSearch(next === 'person' ? {} : { view: next }, { replace: true })}
        />
        {mayEdit ? <UndoButton edits={edits} /> : null}
      </div>
      {edits.undo.error === null ? null : <Failure error={edits.undo.error} />}
      <Notes notes={grid.notes} />
      <LastChange edits={edits} violations={grid.violations} personName={model.personName} />
      {grid.violations.length === 0 ? <p>No rule is broken.</p> : null}
      <div className={grid.violations.length === 0 ? undefined : 'rw-rota'}>
        <div className="rw-rota__view">
          {model.people.length === 0 ? (
            <p>Nobody is placed on this unit in this period. Add people and their placements first.</p>
          ) : null}
          {view === 'person' && model.people.length > 0 ? (
            <RotaTable ref={table} model={model} onOpen={setOpened} />
          ) : null}
          {view === 'day' ? <DayView model={model} onOpen={setOpened} /> : null}
          {view === 'shift' ? <ShiftView model={model} onOpen={setOpened} /> : null}
        </div>
        {grid.violations.length === 0 ? null : (
          <ViolationPanel model={model} mayEdit={mayEdit} onShow={show} onOpen={setOpened} />
        )}
      </div>
      <OpenedDialog
        opened={opened}
        model={model}
        edits={edits}
        mayEdit={mayEdit}
        onClose={() => setOpened(null)}
      />
    </>
  );
}

/** Another page may lead to a person's day: `?person=…&date=…`. */
function useFocusFromAddress(table: RefObject<RotaTableHandle | null>) {
  const [search] = useSearchParams();
  const wanted = useRef({ person: search.get('person'), date: search.get('date') });
  useEffect(() => {
    const { person, date } = wanted.current;
    wanted.current = { person: null, date: null };
    if (person !== null && date !== null) table.current?.focusCell(person, date);
  }, [table]);
}

function viewOf(value: string | null): View {
  return value === 'day' || value === 'shift' ? value : 'person';
}

function UndoButton({ edits }: { edits: ReturnType<typeof useEdits> }) {
  const { last, undo } = edits;
  if (last === undefined) return null;
  const takeBack = () => undo.mutate(last, { onSuccess: () => announce(`Undone: ${last.edit.label}`) });
  return (
    <Button
      type="button"
      secondary
      small
      className="nhsuk-u-margin-bottom-0"
      onClick={takeBack}
      disabled={undo.isPending}
    >
      {`Undo: ${last.edit.label}`}
    </Button>
  );
}

/** What makes two violations the same breach, however far it goes. */
function breachKey({ personId, rule, fromDate, toDate, limit }: Violation): string {
  return [personId, rule, fromDate, toDate, limit].join('|');
}

function isAmong(violations: readonly Violation[], wanted: Violation): boolean {
  return violations.some((each) => breachKey(each) === breachKey(wanted));
}

/** What the last change broke or mended, for as long as it can be undone. */
function LastChange({
  edits,
  violations,
  personName,
}: {
  edits: ReturnType<typeof useEdits>;
  /** What stands now. */
  violations: readonly Violation[];
  personName: (personId: string) => string;
}) {
  const { last } = edits;
  if (last === undefined) return null;
  const { introduced } = last.verdict;
  const stands = new Set(violations.map(breachKey));
  const resolved = last.verdict.resolved.filter((each) => !stands.has(breachKey(each)));
  const eased = last.verdict.resolved.filter(
    (each) => stands.has(breachKey(each)) && !isAmong(introduced, each),
  );
  if (introduced.length + resolved.length + eased.length === 0) return null;
  return (
    <section className="rw-last-change" aria-label="The last change">
      {introduced.length === 0 ? null : (
        <>
          <p className="nhsuk-u-margin-bottom-1">{`${last.edit.label} breaks:`}</p>
          <ViolationList violations={introduced} personName={personName} />
        </>
      )}
      {resolved.length === 0 ? null : (
        <>
          <p className="nhsuk-u-margin-bottom-1">{`${last.edit.label} mends:`}</p>
          <ViolationList violations={resolved} personName={personName} />
        </>
      )}
      {eased.length === 0 ? null : (
        <p className="nhsuk-u-margin-bottom-1">{`It eases, but does not end: ${eased.map(({ name }) => name).join(', ')}.`}</p>
      )}
    </section>
  );
}
