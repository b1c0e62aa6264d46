import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { AssignmentEntity } from './assignment.entity.js';

export type NewAssignment = Omit<AssignmentEntity, 'version'>;

/** Work at the same time, perhaps in another unit. */
export interface Overlap {
  assignmentId: string;
  unitName: string;
  date: string;
  startsAt: Date;
  endsAt: Date;
}

@Injectable()
export class AssignmentsRepository {
  constructor(
    @InjectRepository(AssignmentEntity) private readonly assignments: Repository<AssignmentEntity>,
  ) {}

  async ofRota(rotaId: string, tx: Transaction = this.assignments.manager): Promise<AssignmentEntity[]> {
    return tx.find(AssignmentEntity, {
      where: { rotaId },
      order: { date: 'ASC', startsAt: 'ASC', id: 'ASC' },
    });
  }

  async page(
    rotaId: string,
    after: { date: string; id: string } | null,
    limit: number,
  ): Promise<AssignmentEntity[]> {
    const query = this.assignments.createQueryBuilder('a').where('a.rotaId = :rotaId', { rotaId });
    if (after !== null) query.andWhere('(a.date, a.id) > (:date, :id)', after);
    return query.orderBy('a.date').addOrderBy('a.id').take(limit).getMany();
  }

  async find(tx: Transaction, id: string): Promise<AssignmentEntity | null> {
    return tx.findOneBy(AssignmentEntity, { id });
  }

  async byIds(tx: Transaction, ids: readonly string[]): Promise<AssignmentEntity[]> {
    return ids.length === 0 ? [] : tx.findBy(AssignmentEntity, { id: In([...ids]) });
  }

  async inCell(
    tx: Transaction,
    cell: { rotaId: string; personId: string; date: string },
  ): Promise<AssignmentEntity | null> {
    return tx.findOneBy(AssignmentEntity, cell);
  }

  /** Whoever changes what people work locks them, always in this order. */
  async lockPeople(tx: Transaction, personIds: readonly string[]): Promise<void> {
    await tx.query('SELECT id FROM people WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [personIds]);
  }

  async overlapping(tx: Transaction, work: NewAssignment): Promise<Overlap | null> {
    const rows = await tx.query<Overlap[]>(
      `SELECT a.id AS "assignmentId", u.name AS "unitName", a.date::text AS date, a.starts_at AS "startsAt",
              a.ends_at AS "endsAt"
         FROM assignments a JOIN rotas r ON r.id = a.rota_id JOIN units u ON u.id = r.unit_id
        WHERE a.person_id = $1 AND a.id <> $2 AND a.during && tstzrange($3, $4) LIMIT 1`,
      [work.personId, work.id, work.startsAt, work.endsAt],
    );
    return rows[0] ?? null;
  }

  /** Between two people who change places at once, each constraint holds only when all is done. */
  async deferConstraints(tx: Transaction): Promise<void> {
    await tx.query('SET CONSTRAINTS nobody_in_two_places, one_shift_a_day DEFERRED');
  }

  /** @throws what the database refuses. */
  async checkConstraints(tx: Transaction): Promise<void> {
    await tx.query('SET CONSTRAINTS nobody_in_two_places, one_shift_a_day IMMEDIATE');
  }

  async insert(tx: Transaction, rows: readonly NewAssignment[]): Promise<void> {
    const atOnce = 500;
    for (let from = 0; from < rows.length; from += atOnce) {
      await tx.insert(AssignmentEntity, rows.slice(from, from + atOnce));
    }
  }

  /** Moves the version, and with it the SEQUENCE of the calendar event, on by one. */
  async update(tx: Transaction, row: NewAssignment): Promise<void> {
    await tx.query(
      `UPDATE assignments SET person_id = $2, shift_type_id = $3, date = $4, starts_at = $5, ends_at = $6, pinned = $7,
              source = $8, override_reason = $9, version = version + 1 WHERE id = $1`,
      [
        row.id,
        row.personId,
        row.shiftTypeId,
        row.date,
        row.startsAt,
        row.endsAt,
        row.pinned,
        row.source,
        row.overrideReason,
      ],
    );
  }

  async delete(tx: Transaction, ids: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM assignments WHERE id = ANY($1)', [ids]);
  }
}
