import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import {
  IMAGE_TABLES,
  type ImageTable,
  type ImageChanges,
  keyColumn,
  type Row,
  type RowImages,
} from './row-images.js';

/** What a sheet is about. */
export interface ImageScope {
  readonly personIds: readonly string[];
  /** Of placements of the deanery, gaps among them. */
  readonly placementIds: readonly string[];
}

export interface KeptUndo {
  readonly appliedAt: Date;
  readonly doctors: number;
  readonly changes: ImageChanges;
}

/** Something that needs a placement which is about to go. */
export interface Reliance {
  readonly who: string;
  readonly what: string;
}

/** Rows word for word, and back again. */
@Injectable()
export class RowImagesRepository {
  async read(tx: Transaction, { personIds, placementIds }: ImageScope): Promise<RowImages> {
    return {
      people: await this.rows(tx, 'people', 't.id = ANY($1)', [personIds]),
      deanery_people: await this.rows(tx, 'deanery_people', 't.person_id = ANY($1)', [personIds]),
      absences: await this.rows(tx, 'absences', 't.person_id = ANY($1)', [personIds]),
      placements: await this.rows(tx, 'placements', 't.person_id = ANY($1)', [personIds]),
      deanery_placements: await this.rows(
        tx,
        'deanery_placements',
        't.person_id = ANY($1) OR t.id = ANY($2)',
        [personIds, placementIds],
      ),
    };
  }

  /** Locked: nobody changes them until the transaction ends. */
  async lockByKeys(
    tx: Transaction,
    keys: Readonly<Record<ImageTable, readonly string[]>>,
  ): Promise<Map<string, Row>> {
    const found = new Map<string, Row>();
    for (const table of IMAGE_TABLES) {
      const key = keyColumn(table);
      const rows = await tx.query<{ key: string; row: Row }[]>(
        `SELECT t.${key} AS key, to_jsonb(t) AS row FROM ${table} t WHERE t.${key} = ANY($1) ORDER BY t.${key} FOR UPDATE`,
        [keys[table]],
      );
      for (const { key: id, row } of rows) found.set(`${table} ${id}`, row);
    }
    return found;
  }

  private async rows(
    tx: Transaction,
    table: ImageTable,
    where: string,
    parameters: readonly unknown[],
  ): Promise<Row[]> {
    const rows = await tx.query<{ row: Row }[]>(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${where}`, [
      ...parameters,
    ]);
    return rows.map(({ row }) => row);
  }

  async remove(tx: Transaction, table: ImageTable, keys: readonly string[]): Promise<void> {
    await tx.query(`DELETE FROM ${table} WHERE ${keyColumn(table)} = ANY($1)`, [keys]);
  }

  /** Each row whole, as it is given. */
  async overwrite(tx: Transaction, table: ImageTable, rows: readonly Row[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const columns = Object.keys(first).map((column) => `"${column}"`);
    const key = keyColumn(table);
    await tx.query(
      `UPDATE ${table} t SET (${columns.join(', ')}) = ROW(${columns.map((column) => `r.${column}`).join(', ')})
         FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb) r WHERE t.${key} = r.${key}`,
      [JSON.stringify(rows)],
    );
  }

  /**
   * Absences, which may not be changed back, in place of others: none that comes may meet one that goes, and placements that speak of
   * one that does both speak of it again at the end.
   */
  async replace(tx: Transaction, keys: readonly string[], rows: readonly Row[]): Promise<void> {
    await tx.query('SET CONSTRAINTS deanery_placements_absence_id_fkey DEFERRED');
    await this.remove(tx, 'absences', keys);
    await this.insert(tx, 'absences', rows);
    await tx.query('SET CONSTRAINTS deanery_placements_absence_id_fkey IMMEDIATE');
  }

  async insert(tx: Transaction, table: ImageTable, rows: readonly Row[]): Promise<void> {
    await tx.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`, [
      JSON.stringify(rows),
    ]);
  }

  /** Those of whom anything else is kept than what the deanery has told. */
  async usedPeople(tx: Transaction, personIds: readonly string[]): Promise<Set<string>> {
    const references = await tx.query<{ table: string; column: string }[]>(
      `SELECT c.conrelid::regclass::text AS table, quote_ident(a.attname) AS column
         FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'f' AND c.confrelid = 'people'::regclass AND c.conrelid <> 'deanery_people'::regclass`,
    );
    const used = new Set<string>();
    for (const { table, column } of references) {
      const rows = await tx.query<{ id: string }[]>(
        `SELECT DISTINCT ${column} AS id FROM ${table} WHERE ${column} = ANY($1)`,
        [personIds],
      );
      for (const { id } of rows) used.add(id);
    }
    return used;
  }

  /**
   * Shifts, lines and work schedules that lie in placements which the sheet had made and which are gone again.
   *
   * @param made placements as the sheet left them.
   */
  async reliances(tx: Transaction, made: readonly Row[], since: Date): Promise<Reliance[]> {
    return tx.query<Reliance[]>(
      `WITH made AS (SELECT * FROM jsonb_populate_recordset(NULL::placements, $1::jsonb)),
            uses AS (
        SELECT a.person_id, r.unit_id, a.date AS first_date, a.date AS last_date, 'has shifts in "' || r.name || '"' AS what
          FROM assignments a JOIN rotas r ON r.id = a.rota_id WHERE a.person_id IN (SELECT person_id FROM made)
        UNION ALL
        SELECT p.person_id, p.unit_id, p.first_date, p.last_date, 'is on the line "' || l.name || '"'
          FROM line_places p JOIN rota_template_lines l ON l.id = p.line_id
         WHERE p.person_id IN (SELECT person_id FROM made)
        UNION ALL
        SELECT s.person_id, s.unit_id, s.first_date, s.first_date, 'has been issued a work schedule'
          FROM work_schedules s WHERE s.person_id IN (SELECT person_id FROM made)
           AND EXISTS (SELECT FROM work_schedule_versions v WHERE v.schedule_id = s.id AND v.issued_at >= $2))
       SELECT DISTINCT p.family_name || ', ' || p.given_name AS who, u.what
         FROM uses u JOIN people p ON p.id = u.person_id
        WHERE EXISTS (SELECT FROM made m WHERE m.person_id = u.person_id AND m.unit_id = u.unit_id
                       AND daterange(m.first_date, m.last_date, '[]') && daterange(u.first_date, u.last_date, '[]'))
          AND NOT EXISTS (SELECT FROM placements n WHERE n.person_id = u.person_id AND n.unit_id = u.unit_id
                           AND daterange(n.first_date, n.last_date, '[]') @> daterange(u.first_date, u.last_date, '[]'))
        ORDER BY who, what`,
      [JSON.stringify(made), since],
    );
  }

  async names(tx: Transaction, personIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; name: string }[]>(
      `SELECT id, family_name || ', ' || given_name AS name FROM people WHERE id = ANY($1)`,
      [personIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async keep(tx: Transaction, intakeId: string, { appliedAt, doctors, changes }: KeptUndo): Promise<void> {
    await tx.query(
      'INSERT INTO intake_undos (intake_id, applied_at, doctors, changes) VALUES ($1, $2, $3, $4)',
      [intakeId, appliedAt, doctors, JSON.stringify(changes)],
    );
  }

  async kept(tx: Transaction, intakeId: string): Promise<KeptUndo | null> {
    const [row] = await tx.query<KeptUndo[]>(
      'SELECT applied_at AS "appliedAt", doctors, changes FROM intake_undos WHERE intake_id = $1 FOR UPDATE',
      [intakeId],
    );
    return row ?? null;
  }

  async forget(tx: Transaction, intakeId: string): Promise<void> {
    await tx.query('DELETE FROM intake_undos WHERE intake_id = $1', [intakeId]);
  }
}
