export { findContradictions, type Contradiction } from '../constraints/contradictions.js';
export { coverStates, type CoverState } from '../constraints/cover.js';
export { type Blame, LineJudge } from '../constraints/judge.js';
export type { Violation, ViolationShift, ViolationUnit } from '../constraints/violation.js';
export { breachOf, newViolations } from './compare.js';
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
export * from './swaps/index.js';
export { type Candidate, type Exclusion, explainUnfilled, type UnfilledExplanation } from './unfilled.js';
export { type CellChange, explainPerson, type Verdict, verdictOnChange } from './verdict.js';
