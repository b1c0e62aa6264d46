import { FirstSchema1763769600000 } from './0001-first-schema.js';

/** In the order in which they run. */
export const migrations = [FirstSchema1763769600000];
