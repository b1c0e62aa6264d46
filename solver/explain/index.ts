export { findContradictions, type Contradiction } from '../constraints/contradictions.js';
export type { Violation, ViolationShift, ViolationUnit } from '../constraints/violation.js';
export {
  type CostBreakdown,
  costBreakdown,
  type CoverCost,
  type PersonCost,
  type RuleCost,
} from './costs.js';
export {
  type MendableViolation,
  type MendingChange,
  mendingChanges,
  type MendingOptions,
} from './mending-changes.js';
export { type OverrideFault, overrideFaults } from './override-faults.js';
export { type Candidate, type Exclusion, explainUnfilled, type UnfilledExplanation } from './unfilled.js';
export { type CellChange, explainPerson, type Verdict, verdictOnChange } from './verdict.js';
