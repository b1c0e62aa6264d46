import { type ConstraintData } from '../model/index.js';
import { completeWeekend } from './complete-weekend/index.js';
import { consecutivePair } from './consecutive-pair/index.js';
import { dayAfter } from './day-after/index.js';
import { forbiddenSuccession } from './forbidden-succession/index.js';
import { type Constraint, ConstraintError, type ConstraintKind } from './kind.js';
import { type LineContext } from './line.js';
import { quietWeekendRun } from './quiet-weekend-run/index.js';
import { restAfterRun } from './rest-after-run/index.js';
import { restBetween } from './rest-between/index.js';
import { runLength } from './run-length/index.js';
import { shiftFact } from './shift-fact/index.js';
import { shiftLength } from './shift-length/index.js';
import { shiftsOnDays } from './shifts-on-days/index.js';
import { total } from './total/index.js';
import { weekendCount } from './weekend-count/index.js';
import { weeklyRest } from './weekly-rest/index.js';
import { windowedCount } from './windowed-count/index.js';
import { windowedSum } from './windowed-sum/index.js';

export * from './kind.js';
export * from './line.js';
export * from './shift-filter.js';
export * from './violation.js';

/** Every kind of the algebra. A new kind is one folder and one line here. */
export const constraintKinds: readonly ConstraintKind[] = [
  restBetween,
  restAfterRun,
  forbiddenSuccession,
  runLength,
  total,
  weekendCount,
  completeWeekend,
  windowedSum,
  shiftLength,
  shiftsOnDays,
  shiftFact,
  quietWeekendRun,
  consecutivePair,
  dayAfter,
  windowedCount,
  weeklyRest,
];

const byName = new Map(constraintKinds.map((kind) => [kind.name, kind]));

/** @throws ConstraintError for an unknown kind or parameters that make no sense. */
export function compileConstraint(data: ConstraintData, context: LineContext): Constraint {
  const kind = byName.get(data.kind);
  if (kind !== undefined) return kind.compile(data, context);
  throw new ConstraintError(
    `${data.rule}: unknown constraint kind "${data.kind}"; known are ${[...byName.keys()].join(', ')}`,
  );
}
