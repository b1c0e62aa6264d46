import { randomUUID } from 'node:crypto';
import { type DataSource } from 'typeorm';
import { conflict } from '../../src/common/domain-error.js';
import { type VacancyDto } from '../../src/modules/open-shifts/vacancy.dto.js';

interface Row {
  readonly state: string;
  readonly winnerId: string | null;
}

/**
 * How one would write claims at first: look whether the shift is open, and if so write it down. A mutant for the tests of races, which
 * it has to fail; the constraints that would save it are dropped.
 */
export class NaiveClaims {
  constructor(private readonly db: DataSource) {}

  static async dropGuards(db: DataSource): Promise<void> {
    await db.query(`
      DROP INDEX one_winner_a_vacancy;
      DROP TRIGGER vacancy_moves_forward ON vacancies;
    `);
  }

  async claim(id: string, personId: string): Promise<VacancyDto> {
    const row = await this.look(id);
    if (row.state !== 'open') {
      throw conflict('vacancy-over', 'This shift has been taken.', {
        state: row.state,
        winner: { personId: row.winnerId },
      });
    }
    await this.db.query(
      `INSERT INTO assignments (id, rota_id, person_id, shift_type_id, date, starts_at, ends_at, source)
       SELECT $2, rota_id, $3, shift_type_id, date, starts_at, ends_at, 'claim' FROM vacancies WHERE id = $1`,
      [id, randomUUID(), personId],
    );
    await this.db.query(
      `INSERT INTO vacancy_claims (vacancy_id, person_id, state, claimed_at, decided_at, assignment_id)
       VALUES ($1, $2, 'won', now(), now(), $3)`,
      [id, personId, randomUUID()],
    );
    await this.db.query(`UPDATE vacancies SET state = 'filled', closed_at = now() WHERE id = $1`, [id]);
    return { state: 'filled', winner: { personId, displayName: '' } } as VacancyDto;
  }

  private async look(id: string): Promise<Row> {
    const rows = await this.db.query<Row[]>(
      `SELECT v.state, c.person_id AS "winnerId" FROM vacancies v
         LEFT JOIN vacancy_claims c ON c.vacancy_id = v.id AND c.state = 'won' WHERE v.id = $1 LIMIT 1`,
      [id],
    );
    return rows[0]!;
  }
}
