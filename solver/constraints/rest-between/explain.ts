import { type ConstraintData } from '../../model/index.js';
import { chargedSteps } from '../kind.js';
import { type Line, type LineContext, type LineShift, shiftsOfLine } from '../line.js';
import { mendRest } from '../mend.js';
import { endTime, hours, makeViolation, startTime, type Violation } from '../violation.js';
import { type RestSetup } from './setup.js';

export function explainRest(
  context: LineContext,
  data: ConstraintData,
  setup: RestSetup,
  line: Line,
): Violation[] {
  const shifts = shiftsOfLine(context, line).filter((shift) => setup.mask[shift.token] === 1);
  const violations: Violation[] = [];
  for (let k = 1; k < shifts.length; k++) {
    const earlier = shifts[k - 1]!;
    const later = shifts[k]!;
    if (earlier.fixed && later.fixed) continue;
    const { involving } = setup;
    if (involving !== null && involving[earlier.token] === 0 && involving[later.token] === 0) continue;
    const rest = later.startMin - earlier.endMin;
    if (rest >= setup.minRestMin) continue;
    const clockChange = isClockChange(earlier, later, setup.minRestMin);
    violations.push(
      makeViolation(context, data, {
        shifts: [earlier, later],
        fromDay: earlier.dayIndex,
        toDay: later.dayIndex,
        window: { fromMin: earlier.endMin, toMin: later.startMin },
        measured: rest,
        limit: setup.minRestMin,
        unit: 'minutes',
        amount: chargedSteps(setup.minRestMin - rest, setup.stepMin),
        clockChange,
        mend: mendRest(context, earlier, later, setup.minRestMin),
        message:
          `${hours(setup.minRestMin)} rest needed after ${earlier.facts.label} ending ${endTime(context, earlier)}; ` +
          `next shift ${later.facts.label} starts ${startTime(context, later)}: ` +
          `${hours(setup.minRestMin - rest)} short${clockChange ? ', because the clock changes' : ''}.`,
      }),
    );
  }
  return violations;
}

/** With days of 24 hours the rest would have been long enough. */
export function isClockChange(earlier: LineShift, later: LineShift, minRestMin: number): boolean {
  const nominal = (later.dayIndex - earlier.dayIndex) * 1440 + later.facts.startMin - earlier.facts.endMin;
  return nominal >= minRestMin;
}
