import { type ConstraintData } from '../../model/index.js';
import { chargedSteps, ConstraintError, type ConstraintKind, numberParam, optionalNumber } from '../kind.js';
import { type LineContext, type LineShift, type ShiftFacts, shiftsOfLine } from '../line.js';
import { localDelta } from '../local-delta.js';
import { give, type Mend } from '../mend.js';
import { filterMask, filterOf } from '../shift-filter.js';
import { dayName, hours, makeViolation, type Violation } from '../violation.js';

/** What a shift can be asked to have, with its words. */
const FACTS = {
  paidBreakMin: { name: 'paid breaks', of: (facts: ShiftFacts) => facts.paidBreakMin, kind: 'give-break' },
  breakMin: { name: 'breaks', of: (facts: ShiftFacts) => facts.breakMin, kind: 'give-break' },
  restMin: {
    name: 'rest expected in 24 h',
    of: (facts: ShiftFacts) => facts.onCall?.restMin,
    kind: 'give-rest',
  },
  longestRestMin: {
    name: 'unbroken rest expected at night',
    of: (facts: ShiftFacts) => facts.onCall?.longestRestMin,
    kind: 'give-rest',
  },
} as const;

type Fact = (typeof FACTS)[keyof typeof FACTS];

/**
 * Every shift that the filter matches has enough of something. Parameters: `fact`: `paidBreakMin`, `breakMin`, `restMin` or `longestRestMin`;
 * `minMin`; `stepMin` (60); and a shift filter. A shift of which the fact is not known is not judged, nor is one that stands already.
 */
export const shiftFact: ConstraintKind = {
  name: 'shift-fact',
  compile(data, context) {
    const fact = factOf(data);
    const minMin = numberParam(data, 'minMin');
    const stepMin = optionalNumber(data, 'stepMin') ?? 60;
    const mask = filterMask(context, filterOf(data.params));
    const amounts = Int32Array.from(context.tokens, (facts, token) =>
      facts === null || mask[token] === 0 ? 0 : chargedSteps(minMin - (fact.of(facts) ?? minMin), stepMin),
    );
    const amountOn = (index: number, token: number): number =>
      context.base[index] === 0 ? amounts[token]! : 0;
    return {
      data,
      ...(amounts.every((amount) => amount === 0) ? { idle: true } : {}),
      explain: (line) =>
        shiftsOfLine(context, line)
          .filter((shift) => amountOn(shift.index, shift.token) > 0)
          .map((shift) => lacking(context, data, fact, minMin, shift, amounts[shift.token]!)),
      delta: localDelta(context.length, 0, (line, index) => amountOn(index, line[index]!)),
      label: {
        initial: 0,
        stateless: true,
        step: (_state, index, token) => ({ state: 0, amount: amountOn(index, token), use: 0 }),
        end: () => 0,
        dayClass: (index) => (context.base[index] === 0 ? 0 : -1),
        counter: null,
      },
    };
  },
};

function factOf(data: ConstraintData): Fact {
  const found = Object.entries(FACTS).find(([name]) => name === data.params.fact)?.[1];
  if (found !== undefined) return found;
  throw new ConstraintError(
    `${data.rule}: parameter "fact" of shift-fact must be one of ${Object.keys(FACTS).join(', ')}, ` +
      `not ${String(data.params.fact)}`,
  );
}

function lacking(
  context: LineContext,
  data: ConstraintData,
  fact: Fact,
  minMin: number,
  shift: LineShift,
  amount: number,
): Violation {
  const measured = fact.of(shift.facts)!;
  const mend: Mend = give(fact.kind, shift, minMin, `Plan at least ${hours(minMin)} of it.`);
  return makeViolation(context, data, {
    shifts: [shift],
    fromDay: shift.dayIndex,
    toDay: shift.dayIndex,
    window: { fromMin: shift.startMin, toMin: shift.endMin },
    measured,
    limit: minMin,
    unit: 'minutes',
    amount,
    mend,
    message:
      `${shift.facts.label} on ${dayName(context, shift.dayIndex)} has ${hours(measured)} of ${fact.name}; ` +
      `at least ${hours(minMin)} needed: ${hours(minMin - measured)} short.`,
  });
}
