export { allocateLines } from './allocate-lines.js';
export type {
  AllocationDoctor,
  AllocationPair,
  AllocationProblem,
  AllocationSlot,
  LineAllocation,
} from './allocation.js';
