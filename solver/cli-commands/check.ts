import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import {
  analyseTemplate,
  type CheckOptions,
  type LineAnalysis,
  ltftShare,
  type NamedText,
  readTemplateCsv,
  type TemplateAnalysis,
  templateFaults,
} from '../explain/template/index.js';
import { FormatError } from '../formats/format-error.js';
import { findPack, RuleError, type RulePack } from '../rules/index.js';
import { readText } from './source.js';
import { type Terminal, UsageError } from './usage.js';

interface CheckArguments {
  readonly pack: string;
  readonly template: string;
  readonly shifts: string;
  readonly wte: number | null;
  readonly json: boolean;
  readonly options: Omit<CheckOptions, 'pack'>;
}

/** The newest pack of a code is in force at the end of time. */
const END_OF_TIME = '9999-12-31';

/** `rotawright check`: what the lines of a template are like, and which rules they break. Returns the exit status. */
export function checkCommand(args: string[], terminal: Terminal): number {
  const asked = parseCheck(args);
  const faults: { place: string; message: string }[] = [];
  const pack = packOf(asked.pack, faults);
  const files = [asked.template, asked.shifts].map((file) => textOf(file, faults));
  const [lines, shifts] = files;
  if (lines !== null && shifts !== null) {
    const read = readTemplateCsv(lines!, shifts!);
    faults.push(...read.faults, ...templateFaults(read.template));
    if (faults.length === 0 && pack !== null) {
      const analysis = analyseTemplate(read.template, { ...asked.options, pack });
      terminal.print(asked.json ? JSON.stringify(asJson(analysis, asked.wte)) : inWords(analysis, asked.wte));
      const broken = analysis.lines.some(({ violations }) =>
        violations.some(({ level }) => level === 'hard'),
      );
      return broken ? 1 : 0;
    }
  }
  if (asked.json) terminal.print(JSON.stringify({ faults }));
  for (const { place, message } of faults) terminal.complain(`rotawright check: ${place}: ${message}`);
  return 2;
}

function packOf(code: string, faults: { place: string; message: string }[]): RulePack | null {
  try {
    return findPack(code, END_OF_TIME);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    faults.push({ place: '--pack', message: error.message });
    return null;
  }
}

function textOf(file: string, faults: { place: string; message: string }[]): NamedText | null {
  try {
    return { name: basename(file), text: readText(file, 'utf8') };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    faults.push({ place: file, message: error.message.slice(file.length + 2) });
    return null;
  }
}

function parseCheck(args: string[]): CheckArguments {
  const { values } = parseOrFail(args);
  const { pack, template, shifts } = values;
  if (pack === undefined) throw new UsageError('--pack names the rules, for example doctors2016@2019-08-07');
  if (template === undefined) throw new UsageError('--template names the file of the lines');
  if (shifts === undefined) throw new UsageError('--shifts names the file of the shifts');
  const leaveWeeks = amount(values['leave-weeks'], '--leave-weeks');
  const leaveHours = amount(values['leave-hours'], '--leave-hours');
  if ((leaveWeeks === null) !== (leaveHours === null))
    throw new UsageError('prospective cover needs both --leave-weeks (a year) and --leave-hours (in each)');
  return {
    pack,
    template,
    shifts,
    wte: amount(values.wte, '--wte'),
    json: values.json === true,
    options: {
      optedOut: values['opted-out'] === true,
      weekendsAuthorised: values['weekends-authorised'] === true,
      ...(leaveWeeks === null || leaveHours === null
        ? {}
        : { prospectiveCover: { leaveWeeksPerYear: leaveWeeks, leaveWeekMin: leaveHours * 60 } }),
    },
  };
}

function parseOrFail(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        pack: { type: 'string' },
        template: { type: 'string' },
        shifts: { type: 'string' },
        'leave-weeks': { type: 'string' },
        'leave-hours': { type: 'string' },
        wte: { type: 'string' },
        'opted-out': { type: 'boolean' },
        'weekends-authorised': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function amount(value: string | undefined, option: string): number | null {
  if (value === undefined) return null;
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number) && number >= 0) return number;
  throw new UsageError(`${option} must be a number of at least 0, not "${value}"`);
}

function asJson(analysis: TemplateAnalysis, wte: number | null): object {
  if (wte === null) return analysis;
  return { ...analysis, lines: analysis.lines.map((line) => ({ ...line, ltft: ltftShare(line, wte) })) };
}

function inWords(analysis: TemplateAnalysis, wte: number | null): string {
  const { pack, doctors, lines } = analysis;
  return [
    `${pack}: for ${doctors} ${doctors === 1 ? 'doctor' : 'doctors'}`,
    ...lines.flatMap((line) => lineInWords(line, wte)),
  ].join('\n');
}

function lineInWords(line: LineAnalysis, wte: number | null): string[] {
  const hours = (value: number | null): string => (value === null ? 'not known' : `${value.toFixed(3)} h`);
  const share = wte === null ? null : ltftShare(line, wte);
  return [
    '',
    `${line.line}: ${line.weeks} weeks`,
    `  average week              ${hours(line.averageWeeklyHours)}`,
    `  with prospective cover    ${hours(line.averageWeeklyHoursWithProspectiveCover)}`,
    `  weekends                  ${line.weekendsWorked} of ${line.weeks}`,
    `  nights, long, on-call     ${line.nights}, ${line.longShifts}, ${line.onCallPeriods} of ${line.shifts} shifts`,
    ...(share === null
      ? []
      : [
          `  at ${share.wte} of full time      ${hours(share.averageWeeklyHours)} a week, ${share.weekends} weekends, ` +
            `${share.nights} nights, ${share.longShifts} long shifts, ${share.onCallPeriods} on-call periods`,
        ]),
    ...line.violations.map(({ level, rule, from, message }) => `  ${level} ${rule} from ${from}: ${message}`),
    ...line.notJudged.map(({ rule, reason }) => `  not judged: ${rule}: ${reason}`),
    ...(line.violations.length === 0 ? ['  no rule broken that could be judged'] : []),
  ];
}
