import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { gridQuery } from '../api/queries';
import { type Assignment, type Grid, type Violation } from '../api/types';

/** An assignment as an edit wants it. */
export interface WantedAssignment {
  personId: string;
  date: string;
  shiftTypeId: string;
  pinned: boolean;
  overrideReason?: string;
}

/** Give (no `from`), change, or take away (no `to`). */
export interface Edit {
  from?: Assignment;
  to?: WantedAssignment;
  /** In words, for the undo button and the screen reader: "Night for Okafor, Amara on 6 August 2026". */
  label: string;
}

export interface Verdict {
  introduced: readonly Violation[];
  resolved: readonly Violation[];
}

export interface DoneEdit {
  edit: Edit;
  /** What stands now; undefined: nothing. */
  result: Assignment | undefined;
  verdict: Verdict;
}

const MOST_UNDOS = 20;

/** Changes of a rota's cells, and the way back from the last of them. */
export function useEdits(rotaId: string) {
  const queryClient = useQueryClient();
  const [done, setDone] = useState<readonly DoneEdit[]>([]);
  const { queryKey } = gridQuery(rotaId);

  const refresh = () => queryClient.invalidateQueries({ queryKey: ['rota', rotaId] });
  const settle = (finished: DoneEdit) => {
    queryClient.setQueryData(queryKey, (grid) => grid && applied(grid, finished));
    void refresh();
  };
  const make = useMutation({
    mutationFn: (edit: Edit) => send(rotaId, edit),
    onSuccess: (finished) => {
      settle(finished);
      setDone((before) => [...before, finished].slice(-MOST_UNDOS));
    },
    onError: () => void refresh(),
  });
  const undo = useMutation({
    mutationFn: (last: DoneEdit) => send(rotaId, inverse(last, queryClient.getQueryData(queryKey))),
    onSuccess: (finished) => {
      settle(finished);
      setDone((before) => before.slice(0, -1).map((earlier) => retargeted(earlier, finished)));
    },
    onError: () => void refresh(),
  });
  return { make, undo, last: done.at(-1) };
}

async function send(rotaId: string, edit: Edit): Promise<DoneEdit> {
  const { from, to } = edit;
  const path = { rotaId, assignmentId: from?.id ?? crypto.randomUUID() };
  if (to === undefined) {
    if (from === undefined) throw new Error('an edit must give, change or take away a shift');
    const header = { ...csrf(), 'If-Match': etag(from.version) };
    const { violations } = await answer(
      api.DELETE('/api/v1/rotas/{rotaId}/assignments/{assignmentId}', { params: { path, header } }),
    );
    return { edit, result: undefined, verdict: violations };
  }
  const condition =
    from === undefined ? { 'If-None-Match': '*' as const } : { 'If-Match': etag(from.version) };
  const header = { ...csrf(), ...condition };
  const { assignment, violations } = await answer(
    api.PUT('/api/v1/rotas/{rotaId}/assignments/{assignmentId}', { params: { path, header }, body: to }),
  );
  return { edit, result: assignment, verdict: violations };
}

/** The grid as it is after an edit, until the service has been asked again. */
function applied(grid: Grid, { edit, result, verdict }: DoneEdit): Grid {
  const gone = edit.from?.id ?? result?.id;
  const resolved = new Set(verdict.resolved.map(violationKey));
  return {
    ...grid,
    assignments: [
      ...grid.assignments.filter(({ id }) => id !== gone),
      ...(result === undefined ? [] : [result]),
    ],
    violations: [...grid.violations.filter((one) => !resolved.has(violationKey(one))), ...verdict.introduced],
  };
}

export function violationKey({ personId, rule, fromDate, toDate, message }: Violation): string {
  return [personId, rule, fromDate, toDate, message].join('|');
}

/** What takes an edit back. */
function inverse({ edit, result }: DoneEdit, grid: Grid | undefined): Edit {
  const standing = result && (grid?.assignments.find(({ id }) => id === result.id) ?? result);
  const before = edit.from;
  return {
    label: `Undone: ${edit.label}`,
    ...(standing === undefined ? {} : { from: standing }),
    ...(before === undefined ? {} : { to: wantedAgain(before) }),
  };
}

function wantedAgain({ personId, date, shiftTypeId, pinned, overrideReason }: Assignment): WantedAssignment {
  return { personId, date, shiftTypeId, pinned, ...(overrideReason === null ? {} : { overrideReason }) };
}

/** Earlier edits of an assignment that came back under a new id are undone on that one. */
function retargeted(earlier: DoneEdit, finished: DoneEdit): DoneEdit {
  const cameBack = finished.edit.from === undefined ? finished.result : undefined;
  if (cameBack === undefined || earlier.result === undefined) return earlier;
  const same = earlier.result.personId === cameBack.personId && earlier.result.date === cameBack.date;
  return same ? { ...earlier, result: cameBack } : earlier;
}
