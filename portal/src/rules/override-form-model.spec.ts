import { describe, expect, it } from 'vitest';
import { type RulePack } from '../api/types';
import { fieldsOf } from '../common/date-field';
import { FIELDS, fieldsFor, inputFrom, parameterField, settableRules } from './override-form-model';

const rule = (code: string, numbers: [name: string, value: string][]): RulePack['rules'][number] => ({
  code,
  name: code,
  clause: 'A7',
  source: 'the contract',
  evidence: 'Q',
  level: 'hard',
  numbers: numbers.map(([name, value]) => ({ name, value, atLeast: null, atMost: null })),
  passes: null,
  fails: null,
  localAgreement: null,
});
const pack = (label: string, ...rules: RulePack['rules']): RulePack => ({
  label,
  code: 'p',
  name: 'Pack',
  effectiveFrom: '2019-08-07',
  source: 'the contract',
  evidence: 'C',
  rules,
});
const [days] = settableRules([
  pack(
    'p',
    rule('days', [
      ['max', '7'],
      ['strict', 'false'],
      ['minH', '11'],
    ]),
  ),
]);
const filled = {
  ...fieldsFor(null),
  ruleCode: 'days',
  values: { max: ' 8 ', strict: 'true', minH: '' },
  from: fieldsOf('2026-08-05'),
  reason: 'Winter',
  approvedBy: 'The guardian',
};

describe('the form of what a unit agrees otherwise', () => {
  it('offers each rule with numbers once, as the newest pack has it', () => {
    const rules = settableRules([
      pack('old', rule('days', [['max', '8']]), rule('none', [])),
      pack(
        'new',
        rule('days', [
          ['max', '7'],
          ['ids', ''],
        ]),
      ),
    ]);
    expect(rules.map(({ code, numbers }) => [code, numbers.map(({ value }) => value)])).toEqual([
      ['days', ['7']],
    ]);
  });

  it('sends the numbers that were entered, as what they are', () => {
    const { input, problems } = inputFrom(filled, days);
    expect(problems).toEqual([]);
    expect(input).toEqual({
      parameters: { max: 8, strict: true },
      effectiveFrom: '2026-08-05',
      effectiveUntil: null,
      reason: 'Winter',
      approvedBy: 'The guardian',
    });
  });

  it('tells all that is missing or wrong at once', () => {
    const empty = { ...filled, values: {}, from: {}, until: { day: '31' }, reason: ' ', approvedBy: '' };
    expect(inputFrom(empty, days).problems.map(({ field }) => field)).toEqual([
      parameterField('max'),
      FIELDS.from,
      FIELDS.until,
      FIELDS.reason,
      FIELDS.approvedBy,
    ]);
    expect(inputFrom({ ...filled, values: { max: 'eight' } }, days).problems).toEqual([
      { field: parameterField('max'), message: 'Enter max as a number, like 7' },
    ]);
    expect(inputFrom(filled, undefined).problems[0]).toEqual({
      field: FIELDS.rule,
      message: 'Choose a rule',
    });
  });

  it('begins with what stands', () => {
    const standing = {
      id: 'o',
      unitId: 'u',
      ruleCode: 'days',
      ruleName: 'Days',
      clause: null,
      parameters: { max: 8, strict: true },
      effectiveFrom: '2026-08-05',
      effectiveUntil: '2027-03-31',
      reason: 'Winter',
      approvedBy: 'The guardian',
      version: 1,
    };
    const { input } = inputFrom(fieldsFor(standing), days);
    expect(input).toMatchObject({
      parameters: { max: 8, strict: true },
      effectiveFrom: '2026-08-05',
      effectiveUntil: '2027-03-31',
    });
  });
});
