import { Injectable } from '@nestjs/common';
import {
  analyseTemplate,
  type CheckOptions,
  type LineAnalysis,
  ltftShare,
  readTemplateCsv,
  type Template,
  templateFaults,
} from '../../../solver/explain/template/index.js';
import {
  catalogue,
  findPack,
  RuleError,
  type RuleOverrides,
  type RulePack,
} from '../../../solver/rules/index.js';
import { Clock } from '../../common/clock.js';
import { DomainError, type FieldError } from '../../common/domain-error.js';
import { RuleOverridesService } from './rule-overrides.service.js';
import {
  type AnalyseTemplateBody,
  type LineAnalysisDto,
  type TemplateAnalysisDto,
} from './template-analysis.dto.js';

const MOST_LINES = 200;
/** Whoever sends a whole table of faults is helped by the first of them. */
const MOST_FAULTS = 200;
const MIN_PER_HOUR = 60;

/** A template that is at hand already, and by which rules it is judged. */
export interface TemplateToJudge {
  readonly template: Template;
  /** As in a request: `doctors2016`, or with a date. */
  readonly pack: string;
  readonly unitId: string;
  readonly options?: Pick<CheckOptions, 'prospectiveCover' | 'optedOut' | 'weekendsAuthorised'>;
}

/** What the lines of a rota template are like, and which rules they break. Nothing of it is kept. */
@Injectable()
export class TemplateAnalysisService {
  constructor(
    private readonly overrides: RuleOverridesService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError 400 `invalid-template` with every fault of the template at once */
  async analyse(body: AnalyseTemplateBody): Promise<TemplateAnalysisDto> {
    const today = this.clock.today();
    const faults: FieldError[] = [];
    const pack = packOf(body.pack, today, faults);
    const template = templateOf(body, faults);
    const cover = coverOf(body, faults);
    if (faults.length > 0 || pack === null) throw invalidTemplate(faults);
    return this.judged(template, pack, body.unitId, { ...flagsOf(body), ...cover }, body.wte ?? null);
  }

  /** The same of a template whose parts are known to fit together. @throws DomainError 400 `invalid-template` for its pack */
  async judge({ template, pack: code, unitId, options = {} }: TemplateToJudge): Promise<TemplateAnalysisDto> {
    const faults: FieldError[] = [];
    const pack = packOf(code, this.clock.today(), faults);
    if (pack === null) throw invalidTemplate(faults);
    return this.judged(template, pack, unitId, options, null);
  }

  private async judged(
    template: Template,
    pack: RulePack,
    unitId: string | undefined,
    more: Omit<CheckOptions, 'pack' | 'overrides'>,
    wte: number | null,
  ): Promise<TemplateAnalysisDto> {
    const overrides = unitId === undefined ? {} : await this.overrides.inForce(unitId, this.clock.today());
    const analysis = analyseTemplate(template, { pack, overrides: ofPack(pack, overrides), ...more });
    return {
      pack: analysis.pack,
      packName: pack.name,
      source: pack.source,
      evidence: pack.evidence,
      doctors: analysis.doctors,
      averageWeeklyHours: analysis.averageWeeklyHours,
      lines: analysis.lines.map((line) => lineView(line, wte)),
    };
  }
}

function packOf(code: string, today: string, faults: FieldError[]): RulePack | null {
  try {
    const pack = findPack(code, today);
    if (pack.rules.length > 0) return pack;
    faults.push({
      path: 'pack',
      message: `"${code}" has rules about wards only; choose the pack of a contract, such as doctors2016.`,
    });
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    faults.push({ path: 'pack', message: `${error.message}.` });
  }
  return null;
}

function templateOf({ linesCsv, shiftsCsv }: AnalyseTemplateBody, faults: FieldError[]): Template {
  const { template, faults: unread } = readTemplateCsv(
    { name: 'Lines', text: linesCsv },
    { name: 'Shifts', text: shiftsCsv },
  );
  const found = [...unread, ...templateFaults(template)];
  faults.push(...found.map(({ place, message }) => ({ path: place, message: `${place}: ${message}.` })));
  if (template.lines.length > MOST_LINES) {
    const message = `There are ${template.lines.length} lines; send at most ${MOST_LINES} at once.`;
    faults.push({ path: 'linesCsv', message });
  }
  return template;
}

function coverOf(
  { leaveWeeks = null, leaveHours = null }: AnalyseTemplateBody,
  faults: FieldError[],
): Pick<CheckOptions, 'prospectiveCover'> {
  if (leaveWeeks !== null && leaveHours !== null)
    return { prospectiveCover: { leaveWeeksPerYear: leaveWeeks, leaveWeekMin: leaveHours * MIN_PER_HOUR } };
  if (leaveWeeks !== leaveHours) {
    faults.push({
      path: leaveWeeks === null ? 'leaveWeeks' : 'leaveHours',
      message: 'Prospective cover needs both the weeks of leave a year and the hours in each.',
    });
  }
  return {};
}

function flagsOf({
  optedOut = false,
  weekendsAuthorised = false,
}: AnalyseTemplateBody): Pick<CheckOptions, 'optedOut' | 'weekendsAuthorised'> {
  return { optedOut, weekendsAuthorised };
}

/** Of a unit's settings those that are about rules of the pack. */
function ofPack({ rules }: RulePack, overrides: RuleOverrides): RuleOverrides {
  const codes = new Set(rules.map(({ rule }) => rule.code));
  return Object.fromEntries(Object.entries(overrides).filter(([code]) => codes.has(code)));
}

function lineView(line: LineAnalysis, wte: number | null): LineAnalysisDto {
  return {
    ...line,
    weeklyHours: line.weeklyHours === null ? null : [...line.weeklyHours],
    violations: line.violations.map((violation) => ({
      ...violation,
      shifts: violation.shifts.map((shift) => ({ ...shift })),
      name: catalogue.get(violation.rule)?.name ?? violation.rule,
      clause: catalogue.get(violation.rule)?.clause ?? null,
    })),
    notJudged: line.notJudged.map(({ rule, reason }) => ({
      rule,
      reason,
      name: rule === 'averageWeeklyHours' ? 'Average weekly hours' : (catalogue.get(rule)?.name ?? rule),
    })),
    ltft: wte === null ? null : ltftShare(line, wte),
  };
}

function invalidTemplate(faults: readonly FieldError[]): DomainError {
  const shown = faults.slice(0, MOST_FAULTS);
  const more = faults.length - shown.length;
  const errors = more > 0 ? [...shown, { path: '', message: `There are ${more} more faults.` }] : shown;
  return new DomainError({
    kind: 'invalid',
    code: 'invalid-template',
    message: `The template cannot be judged: ${faults.length === 1 ? 'one fault' : `${faults.length} faults`} in it. Correct all that is listed and send it again.`,
    errors,
  });
}
