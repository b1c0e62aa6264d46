import type pg from 'pg';

/** A table whose rows belong into a backup. */
export interface BackupTable {
  readonly name: string;
  /** Columns that are stored, not those that the database computes. */
  readonly columns: readonly string[];
}

/**
 * Left out: migrations are run anew, a restored service knows no session, and the memory of repeated requests does
 * not outlive the process that asked.
 */
const leftOut = [
  'migrations',
  'sessions',
  'idempotency_keys',
  'provider_sign_ins',
  'provider_logouts',
  'password_reset_requests',
];

/** Every table of the service, those that others refer to first. */
export async function backupTables(session: pg.ClientBase): Promise<BackupTable[]> {
  const { rows } = await session.query<{ name: string; columns: string[]; needs: string[] }>(
    `SELECT t.relname AS name,
            (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
              WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
            ARRAY(SELECT DISTINCT f.relname::text FROM pg_constraint c JOIN pg_class f ON f.oid = c.confrelid
                   WHERE c.contype = 'f' AND c.conrelid = t.oid) AS needs
       FROM pg_class t
      WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace AND NOT t.relname::text = ANY($1)
      ORDER BY t.relname`,
    [leftOut],
  );
  const ordered: BackupTable[] = [];
  const waiting = new Map(rows.map((row) => [row.name, row]));
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter(({ needs }) => !needs.some((need) => waiting.has(need)));
    if (free.length === 0) {
      throw new Error(`tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}`);
    }
    for (const { name, columns } of free) {
      ordered.push({ name, columns });
      waiting.delete(name);
    }
  }
  return ordered;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
