import {
  analyseTemplate,
  type LineAnalysis,
  TemplateError,
} from '../../../../solver/explain/template/index.js';
import { doctorFigures, doctors2016Terms, inForce, PayError } from '../../../../solver/pay/index.js';
import { catalogue } from '../../../../solver/rules/index.js';
import { dueDate, STEP_NAMES, STEPS, WEEKS_BEFORE } from '../../rotations/notice-clock.js';
import { hoursOf, leaveOf, leaveWeek, onCallOf, outOfHoursOf } from './figures-content.js';
import { patternOf } from './pattern-content.js';
import { payLineOf } from './pattern-line.js';
import { templateOf } from './pattern-template.js';
import { payOf } from './pay-content.js';
import { type RulesContent, type ScheduleContent } from './schedule-content.js';
import { ScheduleError, type ScheduleInput, type ScheduleTerm } from './schedule-input.js';

const CONTRACT = 'doctors2016';

/**
 * What a doctor's work schedule says. The rule and pay engines give every figure; nothing is worked out a second time here.
 *
 * @throws ScheduleError naming what is missing or cannot be paid, and the way out.
 */
export function buildSchedule(input: ScheduleInput): ScheduleContent {
  const term = firstTerm(input);
  const analysis = analysed(input, term);
  const clauses = inForce(
    doctors2016Terms,
    input.placement.firstDate,
    'version of the pay clauses of the 2016 contract',
  );
  const figures = doctorFigures(payLineOf(input, term), clauses);
  const { doctor, placement, rotation } = input;
  return {
    format: 1,
    doctor: {
      name: doctor.name,
      grade: doctor.gradeName,
      staffNumber: doctor.staffNumber,
      registration: doctor.registration,
    },
    employer: input.employer,
    unit: input.unitName,
    placement: {
      firstDate: placement.firstDate,
      lastDate: placement.lastDate,
      wte: placement.wte,
      contract: placement.contractCode,
      programme: rotation?.programme ?? null,
      optedOut: term.optedOut,
    },
    pattern: patternOf(input, analysis, figures),
    hours: hoursOf(input, analysis, figures, clauses),
    outOfHours: outOfHoursOf(analysis, figures),
    onCall: onCallOf(input, analysis),
    leave: leaveOf(input),
    pay: paid(input),
    rules: rulesOf(input, analysis),
    notice: STEPS.map((step) => ({
      what: STEP_NAMES[step],
      weeks: WEEKS_BEFORE[step],
      lastDay: dueDate(rotation?.startDate ?? placement.firstDate, step),
    })),
  };
}

/** The pay point on the first day of the placement, or the first that there is. */
function firstTerm({ placement, terms }: ScheduleInput): ScheduleTerm {
  if (placement.contractCode !== CONTRACT) {
    throw new ScheduleError(
      `Work schedules are for the 2016 contract of doctors in training; this placement is on "${placement.contractCode}".`,
    );
  }
  const [first] = terms;
  if (first !== undefined) return first;
  throw new ScheduleError('No pay point is known for these days: enter one (HR, Pay points).');
}

/** The one line, as the rules see it. */
function analysed(input: ScheduleInput, { optedOut }: ScheduleTerm): LineAnalysis {
  const { pattern, placement, pack, overrides } = input;
  const cover = pattern.source === 'line' ? { prospectiveCover: leaveWeek(input) } : {};
  try {
    const { lines } = analyseTemplate(templateOf(pattern, placement.wte), {
      pack,
      overrides,
      optedOut,
      ...cover,
    });
    const [line] = lines;
    if (line === undefined) throw new Error(`the analysis of ${pattern.name} has no line`);
    return line;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new ScheduleError(`The pattern cannot be worked: ${error.message.replaceAll('\n', '; ')}.`);
  }
}

function paid(input: ScheduleInput): ScheduleContent['pay'] {
  try {
    return payOf(input);
  } catch (error) {
    if (!(error instanceof PayError)) throw error;
    throw new ScheduleError(`It cannot be paid: ${error.message}`);
  }
}

function rulesOf({ pack, pattern }: ScheduleInput, analysis: LineAnalysis): RulesContent {
  const breaches = analysis.violations.map(({ rule, message }) => ({
    rule,
    name: catalogue.get(rule)?.name ?? rule,
    clause: catalogue.get(rule)?.clause ?? '',
    message,
  }));
  return {
    pack: `${pack.code}@${pack.effectiveFrom}`,
    packName: pack.name,
    evidence: pack.evidence,
    breaches: pattern.source === 'line' ? breaches : null,
    notJudged:
      pattern.source === 'line' ? analysis.notJudged.map(({ rule, reason }) => ({ rule, reason })) : [],
  };
}
