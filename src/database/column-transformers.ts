import { type ValueTransformer } from 'typeorm';

/** Postgres hands `numeric` and `bigint` over as text; these columns stay within what a JavaScript number holds exactly. */
export const asNumber: ValueTransformer = {
  to: (value: number | null) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
