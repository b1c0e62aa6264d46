export * from './capacity.js';
export * from './from-problem.js';
