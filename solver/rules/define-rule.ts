import { type CompiledRule, type Rule, type RuleContext, type RuleParameters } from './rule.js';

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

interface RuleDefinition<P extends RuleParameters> extends Omit<Rule, 'parameters' | 'compile'> {
  readonly parameters: P;
  readonly compile: (parameters: Widened<P>, context: RuleContext) => CompiledRule[];
}

/** A rule whose `compile` is typed by its own parameters; whoever compiles has checked that values are of the defaults' types. */
export function defineRule<const P extends RuleParameters>(definition: RuleDefinition<P>): Rule {
  return {
    ...definition,
    compile: (parameters, context) => definition.compile(parameters as unknown as Widened<P>, context),
  };
}

/** Night by the 2016 contract: at least 3 h within 23:00 to 06:00, on-call periods apart. */
export const NIGHT = {
  overlapFromMin: 23 * 60,
  overlapToMin: 6 * 60,
  overlapAtLeastMin: 180,
  exceptKinds: ['on-call'],
} as const;

export function weeksOf({ days }: RuleContext): number {
  return days.length / 7;
}

const WEEKS_THAT_SHOW_A_FREQUENCY = 8;

/**
 * Most weekends in a period at "1 in n": 2 of 8 at 1 in 3. A period of under 8 weeks cannot show a frequency (weeks 1 and 4 can
 * both belong to a rhythm of 1 in 3), so there the number is rounded up.
 */
export function weekendLimit(weeks: number, oneIn: number): number {
  const limit = weeks / oneIn;
  return weeks < WEEKS_THAT_SHOW_A_FREQUENCY ? Math.ceil(limit) : Math.floor(limit);
}
