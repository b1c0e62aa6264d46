import { type ConstraintData, OFF, type Rota, type ShiftType } from '../../../../solver/model/index.js';
import { type BuiltProblem } from './problem-builder.js';

/** A rule that could not be judged, and what is missing. */
export interface RuleNotJudged {
  readonly rule: string;
  readonly reason: string;
}

/** Rules that bind somebody and say nothing of some of the rota's shifts, because their facts are not entered. */
export function rulesNotJudged({ problem }: BuiltProblem, rota: Rota): RuleNotJudged[] {
  const used = new Set(rota.cells.flat().filter((cell) => cell !== OFF));
  const worked = problem.shiftTypes.filter((_, index) => used.has(index));
  const reasons = new Map<string, string>();
  for (const data of problem.people.flatMap(({ constraints }) => constraints)) {
    const reason = reasons.has(data.rule) ? null : whyNotJudged(data, worked);
    if (reason !== null) reasons.set(data.rule, reason);
  }
  return [...reasons].map(([rule, reason]) => ({ rule, reason }));
}

function whyNotJudged({ kind, params }: ConstraintData, worked: readonly ShiftType[]): string | null {
  if (kind !== 'shift-fact') return null;
  if (params.fact === 'paidBreakMin' || params.fact === 'breakMin') {
    const without = worked.filter((type) => type.kind !== 'on-call' && type.breakMin === undefined);
    return without.length === 0
      ? null
      : `No breaks are entered for ${codes(without)}. Enter them with the shift types.`;
  }
  const without = worked.filter((type) => type.kind === 'on-call' && type.onCall === undefined);
  return without.length === 0
    ? null
    : `Nobody has estimated the calls and the rest in ${codes(without)}. Enter an estimate with the shift types.`;
}

function codes(types: readonly ShiftType[]): string {
  return types.map(({ code }) => code).join(', ');
}
