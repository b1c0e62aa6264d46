import { type ConstraintData } from '../model/index.js';
import { rules } from './catalogue.js';
import { afc } from './packs/afc.pack.js';
import { doctors2016First, doctors2016Refresh } from './packs/doctors2016.pack.js';
import { rota } from './packs/rota.pack.js';
import { wtr1998 } from './packs/wtr1998.pack.js';
import {
  type PackedRule,
  type Rule,
  type RuleContext,
  RuleError,
  type RuleOverride,
  type RuleOverrides,
  type RulePack,
  type RuleParameter,
  type RuleParameters,
} from './rule.js';

export * from './rule.js';

/** Every pack, oldest first within a code. */
export const packs: readonly RulePack[] = [doctors2016First, doctors2016Refresh, wtr1998, afc, rota];

/** Every rule there is, by code. */
export const catalogue: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.code, rule]));

/**
 * The pack of a code in force on a date: the latest that had begun.
 *
 * @param date ISO date; the code may also carry its own, `doctors2016@2016-08-03`.
 * @throws RuleError for an unknown code, or a date before the first pack of the code.
 */
export function findPack(code: string, date: string): RulePack {
  const [name = '', own] = code.split('@');
  const when = own ?? date;
  const named = packs.filter((pack) => pack.code === name);
  if (named.length === 0) {
    const known = [...new Set(packs.map((pack) => pack.code))].join(', ');
    throw new RuleError(`unknown rule pack "${name}"; known are ${known}`);
  }
  const begun = named.filter((pack) => pack.effectiveFrom <= when).at(-1);
  if (begun !== undefined) return begun;
  throw new RuleError(`rule pack "${name}" begins on ${named[0]!.effectiveFrom}; ${when} is before that`);
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
  const packed = new Map<string, PackedRule>(pack.rules.map((entry) => [entry.rule.code, entry]));
  for (const [code, override] of Object.entries(overrides)) {
    const rule = catalogue.get(code);
    if (rule === undefined) throw new RuleError(`unknown rule "${code}" in the overrides of ${pack.code}`);
    if (override.enabled === true && !packed.has(code)) packed.set(code, { rule });
  }
  return [...packed.values()].flatMap((entry) =>
    compileRule(entry, context, overrides[entry.rule.code] ?? {}),
  );
}

function compileRule(entry: PackedRule, context: RuleContext, override: RuleOverride): ConstraintData[] {
  if (override.enabled === false) return [];
  const { rule } = entry;
  const level = override.level ?? entry.level ?? rule.level;
  const weight = override.weight ?? entry.weight ?? rule.weight;
  const parameters = merge(rule, { ...entry.parameters, ...override.parameters });
  return rule.compile(parameters, context).map((compiled) => ({
    kind: compiled.kind,
    rule: rule.code,
    level: compiled.level ?? level,
    weight: compiled.weight ?? weight,
    params: compiled.params,
  }));
}

function merge(rule: Rule, values: RuleParameters): RuleParameters {
  for (const [name, value] of Object.entries(values)) {
    const usual = rule.parameters[name];
    if (usual === undefined) {
      const known = Object.keys(rule.parameters).join(', ') || 'none';
      throw new RuleError(`rule "${rule.code}" has no parameter "${name}"; it has ${known}`);
    }
    if (!sameType(usual, value)) {
      throw new RuleError(
        `parameter "${name}" of "${rule.code}" must be like ${JSON.stringify(usual)}, not ${JSON.stringify(value)}`,
      );
    }
  }
  return { ...rule.parameters, ...values };
}

function sameType(usual: RuleParameter, value: RuleParameter): boolean {
  if (Array.isArray(usual)) return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return (
    typeof usual === typeof value && (typeof value !== 'number' || (Number.isFinite(value) && value >= 0))
  );
}
