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

  /** What a version said; null when there is no such version. */
  async published(tx: Transaction, rotaId: string, number: number): Promise<PublishedShift[] | null> {
    const version = await tx.findOneBy(RotaVersionEntity, { rotaId, number });
    return version === null ? null : tx.findBy(PublishedAssignmentEntity, { rotaVersionId: version.id });
  }

  async insert(
    tx: Transaction,
    version: Omit<RotaVersionEntity, 'id'>,
    shifts: readonly PublishedShift[],
  ): Promise<string> {
    const { identifiers } = await tx.insert(RotaVersionEntity, version);
    const { id: rotaVersionId } = identifiers[0] as { id: string };
    const atOnce = 500;
    for (let from = 0; from < shifts.length; from += atOnce) {
      const rows = shifts.slice(from, from + atOnce).map((shift) => ({ ...shift, rotaVersionId }));
      await tx.insert(PublishedAssignmentEntity, rows);
    }
    return rotaVersionId;
  }

  async people(tx: Transaction, ids: readonly string[]): Promise<Map<string, PersonEntity>> {
    const people = ids.length === 0 ? [] : await tx.findBy(PersonEntity, { id: In([...ids]) });
    return new Map(people.map((person) => [person.id, person]));
  }

  /** Shifts of a person in the newest versions of all rotas, by date. */
  async ofPerson(personId: string, from: string, to: string): Promise<MyShiftRow[]> {
    return this.versions.query(
      `SELECT p.assignment_id AS "assignmentId", p.sequence, p.person_id AS "personId", p.date::text AS date,
              p.shift_code AS "shiftCode", p.shift_name AS "shiftName", p.starts_at AS "startsAt",
              p.ends_at AS "endsAt", r.id AS "rotaId", r.name AS "rotaName", u.id AS "unitId", u.name AS "unitName",
              v.number AS "rotaVersion"
         FROM published_assignments p
         JOIN rota_versions v ON v.id = p.rota_version_id
         JOIN rotas r ON r.id = v.rota_id AND r.published_version = v.number
         JOIN units u ON u.id = r.unit_id
        WHERE p.person_id = $1 AND p.date BETWEEN $2 AND $3
        ORDER BY p.starts_at, p.assignment_id`,
      [personId, from, to],
    );
  }
}
