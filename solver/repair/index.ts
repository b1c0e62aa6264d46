export { type Absence, withAbsences } from './absence.js';
export { type AssignmentChange, assignmentChanges } from './changes.js';
export { type FewestChanges, fewestChanges } from './exact/fewest-changes.js';
export { type Repair, repair, type RepairOptions } from './repair.js';
export { undoIdleChanges } from './undo-idle-changes.js';
export { type RepairProblem, repairProblem, type RepairSetup, usualChangeWeight } from './repair-problem.js';
export {
  cheapestChanges,
  type CheapestChangeOptions,
  type MendedPlace,
} from './single-change/cheapest-change.js';
export {
  type ChangePrices,
  type Mend,
  type SingleChange,
  usualPrices,
} from './single-change/single-change.js';
