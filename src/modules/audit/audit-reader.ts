import { type ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Head } from './chain-check.js';
import { readCopiedRows } from './copied-rows.js';
import { SEALED_COLUMNS, type SealedRow } from './sealed-row.js';

/** A part of a chain: the entries after one number and up to another. */
export interface Stretch {
  readonly chain: string;
  readonly after: number;
  /** Null: to the end. */
  readonly upTo: number | null;
}

/** Reads the log for checking it, over one connection. Nothing is translated on the way, so that nothing can be missed. */
export class AuditReader {
  constructor(private readonly client: ClientBase) {}

  /** Every chain that has an end or an entry. */
  async chains(): Promise<string[]> {
    const { rows } = await this.client.query<{ chain: string }>(
      `SELECT chain FROM audit_chains UNION
       SELECT DISTINCT chain FROM audit_entries ORDER BY chain`,
    );
    return rows.map(({ chain }) => chain);
  }

  /** The stored end of a chain. */
  async end(chain: string): Promise<Head | null> {
    const { rows } = await this.client.query<StoredHead>(
      `SELECT last_seq::text AS seq, encode(last_hash, 'hex') AS hash FROM audit_chains WHERE chain = $1`,
      [chain],
    );
    return headOf(rows);
  }

  /** The last entry up to a number, as it is stored. */
  async entryUpTo(chain: string, seq: number): Promise<Head | null> {
    const { rows } = await this.client.query<StoredHead>(
      `SELECT seq::text, encode(hash, 'hex') AS hash FROM audit_entries WHERE chain = $1 AND audit_entries.seq <= $2
       ORDER BY audit_entries.seq DESC LIMIT 1`,
      [chain, seq],
    );
    return headOf(rows);
  }

  /** Units and organisations, by the ids that their chains have. */
  async names(): Promise<Map<string, string>> {
    const { rows } = await this.client.query<{ id: string; name: string }>(
      'SELECT id::text, name FROM units UNION ALL SELECT id::text, name FROM organisations',
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /**
   * Entries of a stretch, in order, as they come: memory does not grow with the log.
   *
   * @param take is given each row; the object is that of the next row when it returns.
   */
  async read({ chain, after, upTo }: Stretch, take: (row: SealedRow) => void): Promise<void> {
    const range = [after, ...(upTo === null ? [] : [upTo])];
    if (!range.every(Number.isSafeInteger)) throw new Error(`not numbers of entries: ${range.join(', ')}`);
    // COPY takes no parameters. It costs a quarter of what a query does, on either side.
    const entries =
      `SELECT ${SEALED_COLUMNS} FROM audit_entries WHERE chain = ${this.client.escapeLiteral(chain)} ` +
      `AND audit_entries.seq > ${after} ${upTo === null ? '' : `AND audit_entries.seq <= ${upTo}`} ORDER BY audit_entries.seq`;
    await readCopiedRows(this.client.query(copyTo(`COPY (${entries}) TO STDOUT (FORMAT binary)`)), take);
  }
}

interface StoredHead {
  readonly seq: string;
  readonly hash: string;
}

function headOf([row]: readonly StoredHead[]): Head | null {
  return row === undefined ? null : { seq: Number(row.seq), hash: row.hash };
}
