import { type DemoRota } from '../demo-types.js';

/** Two drafts of four weeks. */
export const rotas: readonly DemoRota[] = [
  { firstDay: 0, lastDay: 27 },
  { firstDay: 28, lastDay: 55 },
];
