import { catalogue, coverCatalogue } from '../../../../solver/rules/index.js';

/** Verdicts on single cells are no rules of a pack. */
const OF_A_CELL: Readonly<Record<string, string>> = {
  'rota.blocked': 'Not available',
  'rota.not-qualified': 'Grade or training',
  'rota.already-working': 'Works elsewhere',
  'rota.pinned': 'Set by hand',
};

/** A rule's name and clause, as people know them. */
export function ruleInWords(code: string): { name: string; clause: string | null } {
  const rule = catalogue.get(code) ?? coverCatalogue.get(code);
  return { name: rule?.name ?? OF_A_CELL[code] ?? code, clause: rule?.clause ?? null };
}
