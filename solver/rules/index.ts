import { type ConstraintData, type Level } from '../model/index.js';
import { coverRules, rules } from './catalogue.js';
import { afc } from './packs/afc.pack.js';
import { doctors2016First, doctors2016Refresh } from './packs/doctors2016.pack.js';
import { rota } from './packs/rota.pack.js';
import { sg1 } from './packs/sg1.pack.js';
import { wtr1998 } from './packs/wtr1998.pack.js';
import {
  type CoverRule,
  type PackedRule,
  type Rule,
  type RuleContext,
  RuleError,
  type RuleOverride,
  type RuleOverrides,
  type RulePack,
  type RuleParameter,
  type RuleParameters,
  type RuleText,
  type WardShift,
} from './rule.js';

export * from './notice.js';
export * from './pack-text.js';
export * from './rule.js';

/** Every pack, oldest first within a code. */
export const packs: readonly RulePack[] = [doctors2016First, doctors2016Refresh, wtr1998, afc, sg1, rota];

/** Every rule about wards, by code. */
export const coverCatalogue: ReadonlyMap<string, CoverRule> = new Map(
  coverRules.map((rule) => [rule.code, rule]),
);

/** Every rule about a person, by code. */
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
  if (!isDate(when)) throw new RuleError(`"${when}" is not a date; write a pack as ${name}@2019-08-07`);
  const named = packs.filter((pack) => pack.code === name);
  if (named.length === 0) {
    const known = [...new Set(packs.map((pack) => pack.code))].join(', ');
    throw new RuleError(`unknown rule pack "${name}"; known are ${known}`);
  }
  const begun = named.filter((pack) => pack.effectiveFrom <= when).at(-1);
  if (begun !== undefined) return begun;
  throw new RuleError(`rule pack "${name}" begins on ${named[0]!.effectiveFrom}; ${when} is before that`);
}

function isDate(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** A red flag of a ward shift. */
export interface RedFlag {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
}

/** What a pack's rules about wards say of a shift; nothing where they are kept. */
export function redFlags(pack: RulePack, shift: WardShift, overrides: RuleOverrides = {}): RedFlag[] {
  return (pack.coverRules ?? []).flatMap((rule) => {
    const override = overrides[rule.code] ?? {};
    if (override.enabled === false) return [];
    const message = rule.flag(settle(rule, {}, override), shift);
    return message === null ? [] : [{ rule: rule.code, level: override.level ?? rule.level, message }];
  });
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
  const parameters = settle(rule, entry.parameters ?? {}, override);
  return rule.compile(parameters, context).map((compiled) => ({
    kind: compiled.kind,
    rule: rule.code,
    level: compiled.level ?? level,
    weight: compiled.weight ?? weight,
    params: compiled.params,
  }));
}

/** A rule's parameters: its own, changed by the pack, changed by the unit as far as the rule allows. */
function settle(rule: RuleText, packed: RuleParameters, override: RuleOverride): RuleParameters {
  const local = override.parameters ?? {};
  for (const [name, value] of Object.entries({ ...packed, ...local })) checkType(rule, name, value);
  for (const [name, value] of Object.entries(local)) checkBound(rule, name, value, packed[name]);
  return { ...rule.parameters, ...packed, ...local };
}

function checkType(rule: RuleText, name: string, value: RuleParameter): void {
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

/** What a contract or a law fixes, a unit may make stricter but not laxer; a pack's own value is always allowed. */
function checkBound(
  rule: RuleText,
  name: string,
  value: RuleParameter,
  packed: RuleParameter | undefined,
): void {
  const bound = rule.bounds?.[name];
  if (bound === undefined || typeof value !== 'number' || value === packed) return;
  const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = bound;
  if (value >= atLeast && value <= atMost) return;
  const limit = value < atLeast ? `at least ${atLeast}` : `at most ${atMost}`;
  throw new RuleError(
    `parameter "${name}" of "${rule.code}" must be ${limit}, not ${value}: no unit may agree otherwise`,
  );
}

function sameType(usual: RuleParameter, value: RuleParameter): boolean {
  if (Array.isArray(usual)) return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return (
    typeof usual === typeof value && (typeof value !== 'number' || (Number.isFinite(value) && value >= 0))
  );
}
