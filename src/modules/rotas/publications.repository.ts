import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
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

  /** A whole version. @returns its id */
  async insert(
    tx: Transaction,
    version: Omit<RotaVersionEntity, 'id'>,
    shifts: readonly PublishedShift[],
  ): Promise<string> {
    const { identifiers } = await tx.insert(RotaVersionEntity, version);
    const { id: rotaVersionId } = identifiers[0] as { id: string };
    await this.insertShifts(tx, rotaVersionId, shifts, []);
    return rotaVersionId;
  }

  private async insertShifts(
    tx: Transaction,
    rotaVersionId: string,
    shifts: readonly PublishedShift[],
    withdrawn: readonly PublishedShift[],
  ): Promise<void> {
    const rows = [
      ...shifts.map((shift) => ({ ...shift, rotaVersionId, withdrawn: false })),
      ...withdrawn.map((shift) => ({ ...shift, rotaVersionId, withdrawn: true })),
    ];
    const atOnce = 500;
    for (let from = 0; from < rows.length; from += atOnce) {
      await tx.insert(PublishedAssignmentEntity, rows.slice(from, from + atOnce));
    }
  }

  /** A version that says only what changed since the one before it. @returns its id */
  async insertAmendment(
    tx: Transaction,
    version: Omit<RotaVersionEntity, 'id' | 'baseNumber'>,
    shifts: readonly PublishedShift[],
    withdrawn: readonly PublishedShift[],
  ): Promise<string> {
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO rota_versions (rota_id, number, base_number, published_at, published_by)
       SELECT rota_id, $2, base_number, $3, $4 FROM rota_versions WHERE rota_id = $1 AND number = $2::int - 1 RETURNING id`,
      [version.rotaId, version.number, version.publishedAt, version.publishedBy],
    );
    await this.insertShifts(tx, row!.id, shifts, withdrawn);
    return row!.id;
  }

  async people(tx: Transaction, ids: readonly string[]): Promise<Map<string, PersonEntity>> {
    const people = ids.length === 0 ? [] : await tx.findBy(PersonEntity, { id: In([...ids]) });
    return new Map(people.map((person) => [person.id, person]));
  }

  /** Published shifts of a person in all rotas, by date. */
  async ofPerson(personId: string, from: string, to: string): Promise<MyShiftRow[]> {
    return this.versions.query(
      `SELECT ${SHIFT}, r.id AS "rotaId", r.name AS "rotaName", u.id AS "unitId", u.name AS "unitName",
              p.rota_version AS "rotaVersion", v.published_at AS "publishedAt"
         FROM published_now p JOIN rota_versions v ON v.id = p.rota_version_id JOIN rotas r ON r.id = p.rota_id JOIN units u ON u.id = r.unit_id
        WHERE p.person_id = $1 AND p.date BETWEEN $2 AND $3
        ORDER BY p.starts_at, p.assignment_id`,
      [personId, from, to],
    );
  }
}
