import { type Ladder, type LadderStep } from '../api/staff-types';
import { penceFrom, wholeNumber } from '../common/numbers';
import { type FieldProblem } from '../common/problems';
import { BEYOND } from './vacancy-words';

/** A step as it is typed in. */
export interface StepFields {
  audience: LadderStep['audience'];
  used: boolean;
  afterHours: string;
  beforeStartHours: string;
  hourly: string;
  /** Empty: no limit. */
  maxCost: string;
}

const MOST_HOURS = 8760;

/** Every step there can be, those that the unit does not use too. */
export function stepFields({ steps }: Pick<Ladder, 'steps'>): StepFields[] {
  return BEYOND.map((audience) => {
    const step = steps.find((each) => each.audience === audience);
    return {
      audience,
      used: step !== undefined,
      afterHours: text(step?.afterHours),
      beforeStartHours: text(step?.beforeStartHours),
      hourly: pounds(step?.hourlyPence),
      maxCost: pounds(step?.maxCostPence),
    };
  });
}

/** The id of a field of a step on the page. */
export function fieldId(audience: string, name: keyof StepFields): string {
  return `${audience}-${name}`;
}

/** The steps that are used, or what is wrong with the fields. */
export function stepsFrom(fields: readonly StepFields[]): {
  steps: LadderStep[] | null;
  problems: FieldProblem[];
} {
  const problems: FieldProblem[] = [];
  const steps = fields.filter(({ used }) => used).map((each) => stepFrom(each, problems));
  return { steps: problems.length > 0 ? null : steps, problems };
}

function stepFrom(fields: StepFields, problems: FieldProblem[]): LadderStep {
  const { audience } = fields;
  const wrong = (name: keyof StepFields, message: string) => {
    problems.push({ field: fieldId(audience, name), message });
    return null;
  };
  const hours = (name: 'afterHours' | 'beforeStartHours') => {
    if (fields[name].trim() === '') return null;
    const read = wholeNumber(fields[name], 0, MOST_HOURS);
    return (
      read ?? wrong(name, `Enter the hours as a whole number from 0 to ${MOST_HOURS}, or leave it empty`)
    );
  };
  const [afterHours, beforeStartHours] = [hours('afterHours'), hours('beforeStartHours')];
  if (`${fields.afterHours}${fields.beforeStartHours}`.trim() === '') {
    wrong('afterHours', 'Enter when the step is taken: hours after opening, hours before the shift, or both');
  }
  const hourlyPence =
    penceFrom(fields.hourly) ?? wrong('hourly', 'Enter what an hour costs, like 19.50; 0 for nothing more');
  const maxCostPence =
    fields.maxCost.trim() === ''
      ? null
      : (penceFrom(fields.maxCost) ??
        wrong('maxCost', 'Enter the limit in pounds, like 400, or leave it empty'));
  return { audience, afterHours, beforeStartHours, hourlyPence: hourlyPence ?? 0, maxCostPence };
}

function text(number: number | null | undefined): string {
  return number === null || number === undefined ? '' : String(number);
}

function pounds(pence: number | null | undefined): string {
  return pence === null || pence === undefined ? '' : (pence / 100).toFixed(2);
}
