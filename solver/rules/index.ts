import { type ConstraintData } from '../model/index.js';
import { type Rule, type RuleContext, type RuleOverrides, type RulePack } from './rule.js';

export * from './rule.js';

/** Every pack, oldest first within a code. */
export const packs: readonly RulePack[] = [];

/** Every rule there is, by code. */
export const catalogue: ReadonlyMap<string, Rule> = new Map();

/**
 * The pack of a code in force on a date: the latest that had begun.
 *
 * @param date ISO date; the code may also carry its own, `doctors2016@2016-08-03`.
 * @throws RuleError for an unknown code, or a date before the first pack of the code.
 */
export function findPack(code: string, date: string): RulePack {
  throw new Error(`not yet: ${code} ${date}`);
}

/**
 * The constraints that a pack puts on one person.
 *
 * @throws RuleError for an override of an unknown rule or parameter.
 */
export function compilePack(
  pack: RulePack,
  context: RuleContext,
  overrides: RuleOverrides = {},
): ConstraintData[] {
  throw new Error(`not yet: ${pack.code} ${context.wte} ${Object.keys(overrides).length}`);
}
