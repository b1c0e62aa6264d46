import { type DoneEdit } from './use-edits';

/** "Saved: Night for Okafor, Amara on 6 August 2026. Breaks: … Mends: …" */
export function outcomeWords({ edit, verdict }: DoneEdit): string {
  const introduced = verdict.introduced.map(({ message }) => `Breaks: ${message}`);
  const resolved = verdict.resolved.map(({ message }) => `Mends: ${message}`);
  return [`Saved: ${edit.label}.`, ...introduced, ...resolved].join(' ');
}
