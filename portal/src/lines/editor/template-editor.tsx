import { useQuery } from '@tanstack/react-query';
import { Button, Details } from 'nhsuk-react-components';
import { useState } from 'react';
import { Navigate } from 'react-router';
import { isProblem } from '../../api/problem';
import { shiftTypesQuery } from '../../api/queries';
import { announce } from '../../common/announcer';
import { type FieldProblem, Problems, problemsOf } from '../../common/problems';
import { type StoredTemplate } from '../types';
import { useSaveLines } from '../use-templates';
import { type Draft, draftOf, linesOf, type Range, weeksIn } from './draft';
import { EditorGrid } from './editor-grid';
import { LineTools, ShiftPalette } from './editor-tools';
import { after, began, redone, undone } from './history';
import { ImportLines } from './import-lines';
import { LeaveGuard } from './leave-guard';
import { brokenCells, useVerdict } from './use-verdict';
import { VerdictPanel } from './verdict-panel';

const FIRST = { row: 0, column: 0 };

interface EditorProps {
  /** As it was opened; what is saved is the version after this one. */
  readonly seen: StoredTemplate;
  /** As it is now, for all that is known. */
  readonly newest: StoredTemplate;
  /** Begins anew with what is newest. */
  readonly onReload: () => void;
}

/** The lines of a template, cell by cell, with what the rules say beside them. */
export function TemplateEditor({ seen, newest, onReload }: EditorProps) {
  const { unitId, unitName, name, contractCode, number } = seen;
  const [history, setHistory] = useState(() => began(draftOf(seen.lines)));
  const [selected, setSelection] = useState<Range>({ from: FIRST, to: FIRST });
  const draft = history.present;
  const selection = within(draft, selected);
  const types = useQuery(shiftTypesQuery(unitId)).data ?? [];
  const active = types.filter((type) => type.active);
  const verdict = useVerdict(draft, { unitId, contractCode });
  const change = (next: Draft, field: string | null = null) => {
    setHistory((before) => after(before, next, field));
  };
  const undo = () => setHistory(undone);
  const redo = () => setHistory(redone);
  const isChanged = history.past.length > 0;
  return (
    <>
      <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-2">
        <span className="nhsuk-caption-l">{unitName}</span>
        Edit the lines of {name}
      </h1>
      <Save seen={seen} newest={newest} draft={draft} isChanged={isChanged} onReload={onReload}>
        <Button type="button" secondary small disabled={!isChanged} onClick={undo}>
          Undo
        </Button>
        <Button type="button" secondary small disabled={history.future.length === 0} onClick={redo}>
          Redo
        </Button>
      </Save>
      <div className="rw-editor">
        <div>
          <Details>
            <Details.Summary>Keys in the grid</Details.Summary>
            <Details.Text>{KEYS}</Details.Text>
          </Details>
          <p id="editor-keys" className="nhsuk-u-visually-hidden">
            {KEYS}
          </p>
          <EditorGrid
            draft={draft}
            selection={selection}
            codes={active.map(({ code }) => code)}
            colours={new Map(types.map(({ code, colour }) => [code, colour]))}
            broken={brokenCells(draft, verdict.isUpToDate ? verdict.data : undefined)}
            onSelect={setSelection}
            onChange={change}
            onUndo={undo}
            onRedo={redo}
          />
          <ShiftPalette draft={draft} selection={selection} shiftTypes={active} onChange={change} />
          <LineTools draft={draft} selection={selection} onChange={change} />
          <ImportLines unitId={unitId} onRead={(lines) => change(draftOf(lines))} />
        </div>
        <VerdictPanel draft={draft} verdict={verdict} />
      </div>
      <p>Version {number} stays as it is; what you save is a version of its own.</p>
    </>
  );
}

const KEYS =
  'Arrow keys move, with Shift they choose more cells. Type the code of a shift and press Enter or an arrow key; Escape leaves the cell as it was. Delete clears. Control and C, X, V copy, cut and paste, also to and from a spreadsheet. Control and Z takes a change back, Control and Y brings it again. Tab leaves the grid.';

function Save({
  seen,
  newest,
  draft,
  isChanged,
  onReload,
  children,
}: EditorProps & { draft: Draft; isChanged: boolean; children: React.ReactNode }) {
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const [isSaved, setSaved] = useState(false);
  const save = useSaveLines();
  const isStale = newest.version !== seen.version || isProblem(save.error, 'stale-version');
  const submit = () => {
    setProblems([]);
    const { unitId, name, contractCode } = seen;
    save.mutate(
      { unitId, template: { name, contractCode, standing: seen }, lines: linesOf(draft) },
      {
        onSuccess: ({ number }) => {
          announce(`Saved ${name}, version ${number}.`);
          setSaved(true);
        },
        onError: (error) => setProblems(problemsOf(error)),
      },
    );
  };
  // Only a page that no longer guards its changes can be left.
  if (isSaved) return <Navigate to={`/units/${seen.unitId}/lines/templates/${seen.id}`} />;
  return (
    <>
      <LeaveGuard isGuarding={isChanged} />
      <Problems problems={problems} />
      {isStale ? (
        <div className="nhsuk-inset-text" role="alert">
          <p>
            Somebody has saved version {newest.number} of this template since you opened version {seen.number}
            . Yours can no longer be saved over it. Copy what you need (Control and A, Control and C in the
            grid), then begin with the newest version.
          </p>
          <Button type="button" small secondary onClick={onReload}>
            Begin with version {newest.number}
          </Button>
        </div>
      ) : null}
      <div className="rw-buttons">
        <Button type="button" small disabled={!isChanged || isStale || save.isPending} onClick={submit}>
          {save.isPending ? 'Saving…' : 'Save as a new version'}
        </Button>
        {children}
      </div>
    </>
  );
}

/** The chosen cells, as far as lines and weeks are still there. */
function within(draft: Draft, { from, to }: Range): Range {
  const last = draft.length * weeksIn(draft) - 1;
  return {
    from: { ...from, row: Math.min(from.row, last) },
    to: { ...to, row: Math.min(to.row, last) },
  };
}
