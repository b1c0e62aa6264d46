export { type Inrc2Choice, type Inrc2Instance, readInrc2 } from './folder.js';
export { MINIMUM_COVER_WEIGHT } from './problem.js';
export { readSolutions, solutionName, type SolutionFile, weekCount, writeSolutions } from './solution.js';
