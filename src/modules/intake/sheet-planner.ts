import { type PlanContext, type IntakePlan } from './plan/plan-types.js';
import { planIntake } from './plan/plan.js';
import { readPersonRows } from './sheet/person-rows.js';
import { type KnownGrade, readPlacementRows } from './sheet/placement-rows.js';
import { type KnownSheets } from './sheet/read-sheets.js';

/** What sheets would do to what stands here. */
export function planSheets(
  { placements, people }: KnownSheets,
  complete: boolean,
  context: PlanContext,
  grades: readonly KnownGrade[],
): IntakePlan {
  const rows = {
    placements: placements === undefined ? [] : readPlacementRows(placements, grades),
    people: people === undefined ? [] : readPersonRows(people),
    complete: complete && placements !== undefined,
  };
  return planIntake(rows, context);
}
