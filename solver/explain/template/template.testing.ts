import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { readTemplateCsv } from './template-csv.js';
import { findPack } from '../../rules/index.js';
import {
  analyseTemplate,
  type CheckOptions,
  type LineAnalysis,
  type Template,
  type TemplateShift,
} from './index.js';

export const doctors = findPack('doctors2016', '2026-01-01');

/** A template that an employer or a union has published. */
export function published(name: string): Template {
  const file = (kind: string): { name: string; text: string } => ({
    name: `${name}${kind}`,
    text: readFileSync(
      new URL(`../../../test/fixtures/rota-templates/${name}${kind}`, import.meta.url),
      'utf8',
    ),
  });
  const { template, faults } = readTemplateCsv(file('.csv'), file('.shifts.csv'));
  expect(faults).toEqual([]);
  return template;
}

/** The first line under the doctors' contract. */
export function analyse(template: Template, options: Partial<CheckOptions> = {}): LineAnalysis {
  return analyseTemplate(template, { pack: doctors, ...options }).lines[0]!;
}

export function shift(
  code: string,
  startH: number,
  lengthH: number,
  more: Partial<TemplateShift> = {},
): TemplateShift {
  return {
    code,
    name: code,
    startMin: Math.round(startH * 60),
    lengthMin: Math.round(lengthH * 60),
    isWork: true,
    weekdayOnly: false,
    nonResidentOnCall: false,
    workMin: Math.round(lengthH * 60),
    ...more,
  };
}

export const shifts: readonly TemplateShift[] = [
  shift('D', 9, 8),
  shift('L', 8, 12),
  shift('N', 20, 12),
  shift('-', 0, 0, { isWork: false }),
];

/** One line of those shifts: a letter a day, a string a week. */
export const line = (
  weeks: readonly string[],
  more: Partial<Template['lines'][number]> = {},
  of: readonly TemplateShift[] = shifts,
): Template => ({
  shifts: of,
  lines: [{ name: 'A', wte: 1, weeks: weeks.map((week) => week.split('')), ...more }],
});

/** What a line breaks, and from when to when. */
export const breaches = (template: Template, options: Partial<CheckOptions> = {}): string[] =>
  analyse(template, options).violations.map(
    ({ rule, from, to }) => `${rule.split('.')[1]!} ${from} to ${to}`,
  );
