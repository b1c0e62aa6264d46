import { type ConstraintData } from '../../model/index.js';
import { chargedSteps } from '../kind.js';
import { type Line, type LineContext, type LineShift, shiftsOfLine } from '../line.js';
import { mendRest } from '../mend.js';
import { isClockChange } from '../rest-between/explain.js';
import { endTime, hours, makeViolation, startTime, type Violation } from '../violation.js';
import { type RestAfterRunSetup } from './setup.js';

export function explainRestAfterRun(
  context: LineContext,
  data: ConstraintData,
  setup: RestAfterRunSetup,
  line: Line,
): Violation[] {
  const shifts = shiftsOfLine(context, line).filter((shift) => setup.timed[shift.token] === 1);
  const violations: Violation[] = [];
  let run: LineShift[] = [];
  for (const [k, shift] of shifts.entries()) {
    const previous = run.at(-1);
    if (setup.member[shift.token] === 0) run = [];
    else run = previous?.index === shift.index - 1 ? [...run, shift] : [shift];
    const next = shifts[k + 1];
    if (run.length < setup.minRun || next === undefined) continue;
    if (next.index === shift.index + 1 && setup.member[next.token] === 1) continue;
    if (shift.fixed && next.fixed) continue;
    const violation = restShort(context, data, setup, run, next);
    if (violation !== null) violations.push(violation);
  }
  return violations;
}

function restShort(
  context: LineContext,
  data: ConstraintData,
  setup: RestAfterRunSetup,
  run: readonly LineShift[],
  next: LineShift,
): Violation | null {
  const last = run.at(-1)!;
  const rest = next.startMin - last.endMin;
  if (rest >= setup.minRestMin) return null;
  const clockChange = isClockChange(last, next, setup.minRestMin);
  const after = setup.minRun > 1 ? `${run.length} ${setup.runName}s in a row` : `the ${setup.runName}`;
  return makeViolation(context, data, {
    shifts: [...run, next],
    fromDay: run[0]!.dayIndex,
    toDay: next.dayIndex,
    window: { fromMin: last.endMin, toMin: next.startMin },
    measured: rest,
    limit: setup.minRestMin,
    unit: 'minutes',
    amount: chargedSteps(setup.minRestMin - rest, setup.stepMin),
    clockChange,
    mend: mendRest(context, last, next, setup.minRestMin),
    message:
      `${hours(setup.minRestMin)} rest needed after ${after} ending ${endTime(context, last)}; ` +
      `next shift ${next.facts.label} starts ${startTime(context, next)}: ` +
      `${hours(setup.minRestMin - rest)} short${clockChange ? ', because the clock changes' : ''}.`,
  });
}
