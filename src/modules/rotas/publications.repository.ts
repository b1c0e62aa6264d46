import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { together, type Transaction } from '../../database/transactions.js';
import { PersonEntity } from '../people/person.entity.js';
import { type PublishedShift } from './publication/publication-diff.js';
import { PublishedAssignmentEntity } from './published-assignment.entity.js';
import { RotaVersionEntity } from './rota-version.entity.js';

export interface MyShiftRow extends PublishedShift {
  rotaId: string;
  rotaName: string;
  unitId: string;
  unitName: string;
  rotaVersion: number;
  /** When what stands was published. */
  publishedAt: Date;
}

const SHIFT = `p.assignment_id AS "assignmentId", p.sequence, p.person_id AS "personId", p.date::text AS date,
  p.shift_code AS "shiftCode", p.shift_name AS "shiftName", p.starts_at AS "startsAt", p.ends_at AS "endsAt"`;

const MY_SHIFT = `
  SELECT ${SHIFT}, r.id AS "rotaId", r.name AS "rotaName", u.id AS "unitId", u.name AS "unitName",
         p.rota_version AS "rotaVersion", v.published_at AS "publishedAt"
    FROM published_now p JOIN rota_versions v ON v.id = p.rota_version_id JOIN rotas r ON r.id = p.rota_id
    JOIN units u ON u.id = r.unit_id`;

/** A version that says only what changed. */
export interface NewAmendment {
  readonly row: Omit<RotaVersionEntity, 'baseNumber'>;
  readonly shifts: readonly PublishedShift[];
  /** Shifts that are nobody's any more. */
  readonly withdrawn: readonly PublishedShift[];
}

@Injectable()
export class PublicationsRepository {
  constructor(
    @InjectRepository(RotaVersionEntity) private readonly versions: Repository<RotaVersionEntity>,
  ) {}

  /** Newest first. */
  async ofRota(rotaId: string): Promise<RotaVersionEntity[]> {
    return this.versions.find({ where: { rotaId }, order: { number: 'DESC' } });
  }

  /**
   * What is published of a rota, amendments included.
   *
   * @param personIds left out: of everybody.
   */
  async published(tx: Transaction, rotaId: string, personIds?: readonly string[]): Promise<PublishedShift[]> {
    return tx.query<PublishedShift[]>(
      `SELECT ${SHIFT} FROM published_now p WHERE p.rota_id = $1 AND ($2::uuid[] IS NULL OR p.person_id = ANY($2))`,
      [rotaId, personIds ?? null],
    );
  }

  /** As whose these shifts of a rota are published. */
  async ownersOf(tx: Transaction, rotaId: string, assignmentIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ personId: string }[]>(
      'SELECT DISTINCT person_id AS "personId" FROM published_now WHERE rota_id = $1 AND assignment_id = ANY($2)',
      [rotaId, assignmentIds],
    );
    return rows.map(({ personId }) => personId);
  }

  /** A whole version. @returns its id */
  async insert(
    tx: Transaction,
    version: Omit<RotaVersionEntity, 'id'>,
    shifts: readonly PublishedShift[],
  ): Promise<string> {
    const { identifiers } = await tx.insert(RotaVersionEntity, version);
    const { id: rotaVersionId } = identifiers[0] as { id: string };
    await this.insertShifts(tx, rowsOf(rotaVersionId, shifts, false));
    return rotaVersionId;
  }

  private async insertShifts(tx: Transaction, rows: readonly PublishedAssignmentEntity[]): Promise<void> {
    const atOnce = 500;
    for (let from = 0; from < rows.length; from += atOnce) {
      await tx.insert(PublishedAssignmentEntity, rows.slice(from, from + atOnce));
    }
  }

  /**
   * Versions that say only what changed since the one before, and are published with it.
   *
   * @param versions of a rota in their order, after the one that is published.
   */
  async insertAmendments(tx: Transaction, versions: readonly NewAmendment[]): Promise<void> {
    if (versions.length === 0) return;
    const rows = versions.map(({ row }) => row);
    const rotaIds = rows.map(({ rotaId }) => rotaId);
    const numbers = rows.map(({ number }) => number);
    await together([
      tx.query(
        `INSERT INTO rota_versions (id, rota_id, number, base_number, published_at, published_by)
         SELECT n.id, n.rota_id, n.number, v.base_number, n.published_at, n.published_by
           FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[], $5::uuid[])
             AS n (id, rota_id, number, published_at, published_by)
           JOIN rotas r ON r.id = n.rota_id JOIN rota_versions v ON v.rota_id = r.id AND v.number = r.published_version`,
        [
          rows.map(({ id }) => id),
          rotaIds,
          numbers,
          rows.map(({ publishedAt }) => publishedAt),
          rows.map(({ publishedBy }) => publishedBy),
        ],
      ),
      this.insertShifts(
        tx,
        versions.flatMap(({ row: { id }, shifts, withdrawn }) => [
          ...rowsOf(id, shifts, false),
          ...rowsOf(id, withdrawn, true),
        ]),
      ),
      tx.query(
        `UPDATE rotas SET published_version = n.number
           FROM (SELECT rota_id, max(number) AS number FROM unnest($1::uuid[], $2::int[]) AS all_of (rota_id, number)
                  GROUP BY rota_id) n
          WHERE rotas.id = n.rota_id`,
        [rotaIds, numbers],
      ),
    ]);
  }

  async people(tx: Transaction, ids: readonly string[]): Promise<Map<string, PersonEntity>> {
    const people = ids.length === 0 ? [] : await tx.findBy(PersonEntity, { id: In([...ids]) });
    return new Map(people.map((person) => [person.id, person]));
  }

  /** Published shifts of a person in all rotas, by date. */
  async ofPerson(personId: string, from: string, to: string): Promise<MyShiftRow[]> {
    return this.versions.query(
      `${MY_SHIFT} WHERE p.person_id = $1 AND p.date BETWEEN $2 AND $3 ORDER BY p.starts_at, p.assignment_id`,
      [personId, from, to],
    );
  }

  /** Null unless it is published as theirs. */
  async ofPersonById(personId: string, assignmentId: string): Promise<MyShiftRow | null> {
    const rows: MyShiftRow[] = await this.versions.query(
      `${MY_SHIFT} WHERE p.person_id = $1 AND p.assignment_id = $2`,
      [personId, assignmentId],
    );
    return rows[0] ?? null;
  }
}

function rowsOf(
  rotaVersionId: string,
  shifts: readonly PublishedShift[],
  withdrawn: boolean,
): PublishedAssignmentEntity[] {
  return shifts.map((shift) => ({ ...shift, rotaVersionId, withdrawn }));
}
