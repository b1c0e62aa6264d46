export * from './calendar.js';
export * from './problem.js';
export * from './rota.js';
