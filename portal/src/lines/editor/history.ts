import { type Draft } from './draft';

const MOST_STEPS = 200;

/** A draft with the way back and forth. */
export interface History {
  readonly past: readonly Draft[];
  readonly present: Draft;
  readonly future: readonly Draft[];
  /** The field into which the last change was typed; null: no field. */
  readonly field: string | null;
}

export function began(draft: Draft): History {
  return { past: [], present: draft, future: [], field: null };
}

/** @param field what is typed into one field is one step */
export function after(history: History, present: Draft, field: string | null = null): History {
  if (field !== null && field === history.field) return { ...history, present, future: [] };
  return { past: [...history.past, history.present].slice(-MOST_STEPS), present, future: [], field };
}

export function undone(history: History): History {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present: last, future, field: null };
}

export function redone(history: History): History {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, field: null };
}
