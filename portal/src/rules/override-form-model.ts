import { type RuleNumber, type RuleOverride, type RulePack } from '../api/types';
import { type DateFields, fieldsOf, isEmptyDate } from '../common/date-field';
import { dateFromParts, today } from '../common/dates';
import { type FieldProblem } from '../common/problems';
import { parameterWords } from './number-words';

export const FIELDS = {
  rule: 'override-rule',
  from: 'override-from-day',
  until: 'override-until-day',
  reason: 'override-reason',
  approvedBy: 'override-approved-by',
} as const;

export interface OverrideFields {
  ruleCode: string;
  /** What was typed, by parameter; empty: as the pack has it. */
  values: Readonly<Record<string, string>>;
  from: DateFields;
  until: DateFields;
  reason: string;
  approvedBy: string;
}

export interface OverrideInput {
  parameters: Record<string, number | boolean | string[]>;
  effectiveFrom: string;
  effectiveUntil: string | null;
  reason: string;
  approvedBy: string;
}

export interface SettableRule {
  code: string;
  name: string;
  clause: string;
  numbers: readonly RuleNumber[];
  localAgreement: string | null;
}

/** Rules with numbers that a form can ask for, each once, as the newest pack has them. */
export function settableRules(packs: readonly RulePack[]): SettableRule[] {
  const rules = new Map<string, SettableRule>();
  for (const rule of packs.flatMap((pack) => pack.rules)) {
    const numbers = rule.numbers.filter(({ value }) => value !== '');
    if (numbers.length > 0) rules.set(rule.code, { ...rule, numbers });
  }
  return [...rules.values()];
}

export function parameterField(name: string): string {
  return `override-parameter-${name}`;
}

export function fieldsFor(override: RuleOverride | null): OverrideFields {
  if (override === null) {
    return { ruleCode: '', values: {}, from: fieldsOf(today()), until: {}, reason: '', approvedBy: '' };
  }
  const { ruleCode, parameters, effectiveFrom, effectiveUntil, reason, approvedBy } = override;
  return {
    ruleCode,
    values: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)])),
    from: fieldsOf(effectiveFrom),
    until: effectiveUntil === null ? {} : fieldsOf(effectiveUntil),
    reason,
    approvedBy,
  };
}

/** What is sent, or what is wrong with the fields. */
export function inputFrom(
  fields: OverrideFields,
  rule: SettableRule | undefined,
): { input: OverrideInput; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const parameters: OverrideInput['parameters'] = {};
  if (rule === undefined) problems.push({ field: FIELDS.rule, message: 'Choose a rule' });
  for (const { name, value: usual } of rule?.numbers ?? []) {
    const text = (fields.values[name] ?? '').trim();
    if (text === '') continue;
    const isFlag = usual === 'true' || usual === 'false';
    if (!isFlag && !Number.isFinite(Number(text))) {
      const message = `Enter ${parameterWords(name).words} as a number, like ${usual}`;
      problems.push({ field: parameterField(name), message });
    } else parameters[name] = isFlag ? text === 'true' : Number(text);
  }
  if (rule !== undefined && problems.length === 0 && Object.keys(parameters).length === 0) {
    const first = rule.numbers[0];
    const field = first === undefined ? FIELDS.rule : parameterField(first.name);
    problems.push({ field, message: 'Enter at least one number that is to be otherwise' });
  }
  const from = dateFromParts(fields.from);
  const endless = isEmptyDate(fields.until);
  const until = endless ? null : dateFromParts(fields.until);
  if (from === null)
    problems.push({ field: FIELDS.from, message: 'Enter the first day as a real date, like 5 8 2026' });
  if (until === null && !endless)
    problems.push({ field: FIELDS.until, message: 'Enter the last day as a real date, or leave it empty' });
  if (fields.reason.trim() === '')
    problems.push({ field: FIELDS.reason, message: 'Enter why the unit needs it' });
  if (fields.approvedBy.trim() === '')
    problems.push({ field: FIELDS.approvedBy, message: 'Enter who approved it' });
  return {
    input: {
      parameters,
      effectiveFrom: from ?? '',
      effectiveUntil: until,
      reason: fields.reason.trim(),
      approvedBy: fields.approvedBy.trim(),
    },
    problems,
  };
}
