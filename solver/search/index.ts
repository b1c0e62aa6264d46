export * from './api.js';
export type { BoundProof, ProofSplit } from './columns/bound-proof.js';
export { checkBound } from './columns/check-bound.js';
export { solve, solveByWork, SolveError } from './driver.js';
export { type Evaluation, evaluate, Judge, type UnfilledPlace, unfilledPlaces } from './evaluate.js';
export * from './line-allocation/index.js';
