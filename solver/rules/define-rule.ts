import { type ConstraintData } from '../model/index.js';
import {
  type Bound,
  type CompiledRule,
  type CoverRule,
  type Rule,
  type RuleContext,
  type RuleParameters,
  type WardShift,
} from './rule.js';

/** The widened types of a rule's defaults, so that `compile` sees numbers as numbers. */
type Widened<P> = {
  readonly [K in keyof P]: P[K] extends number
    ? number
    : P[K] extends boolean
      ? boolean
      : P[K] extends string
        ? string
        : readonly string[];
};

interface RuleDefinition<P extends RuleParameters> extends Omit<Rule, 'parameters' | 'bounds' | 'compile'> {
  readonly parameters: P;
  readonly bounds?: { readonly [K in keyof P]?: Bound };
  readonly compile: (parameters: Widened<P>, context: RuleContext) => CompiledRule[];
}

/** A rule whose `compile` is typed by its own parameters; whoever compiles has checked that values are of the defaults' types. */
export function defineRule<const P extends RuleParameters>(definition: RuleDefinition<P>): Rule {
  return {
    ...definition,
    compile: (parameters, context) => definition.compile(parameters as unknown as Widened<P>, context),
  };
}

interface CoverRuleDefinition<P extends RuleParameters> extends Omit<
  CoverRule,
  'parameters' | 'bounds' | 'flag'
> {
  readonly parameters: P;
  readonly bounds?: { readonly [K in keyof P]?: Bound };
  readonly flag: (parameters: Widened<P>, shift: WardShift) => string | null;
}

/** A rule about wards whose `flag` is typed by its own parameters. */
export function defineCoverRule<const P extends RuleParameters>(
  definition: CoverRuleDefinition<P>,
): CoverRule {
  return {
    ...definition,
    flag: (parameters, shift) => definition.flag(parameters as unknown as Widened<P>, shift),
  };
}

/** Night by the 2016 contract: at least 3 h within 23:00 to 06:00, on-call periods apart. */
export const NIGHT = {
  overlapFromMin: 23 * 60,
  overlapToMin: 6 * 60,
  overlapAtLeastMin: 180,
  exceptKinds: ['on-call'],
} as const;

/** Long evening by the 2016 contract: long, begins early enough and ends late enough, and is not a night. */
export function longEvening(
  longerThanH: number,
  startsBeforeH: number,
  endsAfterH: number,
): ConstraintData['params'] {
  const { overlapFromMin, overlapToMin, overlapAtLeastMin, exceptKinds } = NIGHT;
  return {
    longerThanMin: longerThanH * 60,
    startsBeforeMin: startsBeforeH * 60,
    endsAfterMin: endsAfterH * 60,
    overlapFromMin,
    overlapToMin,
    overlapBelowMin: overlapAtLeastMin,
    exceptKinds,
  };
}

/** Weekday of a Saturday; Monday is 0. */
export const SATURDAY = 5;

/** Where the values of the doctors' contract were read. */
export const SCHEDULE_3 =
  'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh';

export const DAYS_PER_WEEK = 7;

export function weeksOf({ days }: RuleContext): number {
  return days.length / DAYS_PER_WEEK;
}

/** Days, both inclusive, over which an average or a frequency is taken. */
export interface Period {
  readonly fromDay: number;
  readonly toDay: number;
  readonly weeks: number;
}

/**
 * The periods of at most so many weeks over which an average is taken. A horizon that is no longer is judged together with what was
 * worked before it, as far back as it is known; of a longer one every stretch that begins a whole number of weeks before its end.
 */
export function referencePeriods(context: RuleContext, mostWeeks: number): Period[] {
  const horizon = context.days.length;
  const most = mostWeeks * DAYS_PER_WEEK;
  if (horizon <= most) {
    const known = Math.min(0, context.knownFromDay ?? 0);
    return [period(Math.max(known, horizon - most), horizon - 1)];
  }
  const periods: Period[] = [];
  for (let fromDay = horizon - most; fromDay >= 0; fromDay -= DAYS_PER_WEEK)
    periods.unshift(period(fromDay, fromDay + most - 1));
  return periods;
}

function period(fromDay: number, toDay: number): Period {
  return { fromDay, toDay, weeks: (toDay - fromDay + 1) / DAYS_PER_WEEK };
}

/** A limit on the average week as a constraint on the sum of a period. Minutes; the sum may hold `creditMin` that are not counted. */
export function averageLimit(
  { fromDay, toDay }: Pick<Period, 'fromDay' | 'toDay'>,
  weeks: number,
  weeklyMax: number,
  creditMin = 0,
): CompiledRule {
  return {
    kind: 'total',
    params: {
      measure: 'minutes',
      max: Math.floor(weeklyMax * weeks + creditMin + ROUNDING),
      fromDay,
      toDay,
      weeks,
      weeklyMax,
      creditMin,
      name: 'work',
    },
  };
}

/** Keeps 38.4 h × 5 from coming out a hair below 192 h. */
const ROUNDING = 1e-6;

const WEEKS_THAT_SHOW_A_FREQUENCY = 8;

/**
 * Most weekends in a period at "1 in n": 2 of 8 at 1 in 3. A period of under 8 weeks cannot show a frequency (weeks 1 and 4 can
 * both belong to a rhythm of 1 in 3), so there the number is rounded up; a cycle that repeats shows it whatever its length.
 */
export function weekendLimit(weeks: number, oneIn: number, exact: boolean): number {
  const limit = weeks / oneIn;
  return exact || weeks >= WEEKS_THAT_SHOW_A_FREQUENCY ? Math.floor(limit + ROUNDING) : Math.ceil(limit);
}
