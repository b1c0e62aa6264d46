import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { AbsenceEntity } from './absence.entity.js';

@Injectable()
export class LeaveRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** Approved absences of people that touch the days. */
  async approvedForPeople(
    personIds: readonly string[],
    from: string,
    to: string,
    tx?: Transaction,
  ): Promise<AbsenceEntity[]> {
    return (tx ?? this.manager)
      .createQueryBuilder(AbsenceEntity, 'absence')
      .where('absence.personId = ANY(:personIds)', { personIds })
      .andWhere('absence.firstDate <= :to AND absence.lastDate >= :from', { from, to })
      .andWhere(`absence.state = 'approved'`)
      .orderBy('absence.firstDate')
      .addOrderBy('absence.id')
      .getMany();
  }

  async find(id: string): Promise<AbsenceEntity | null> {
    return this.manager.findOneBy(AbsenceEntity, { id });
  }

  async lock(id: string, tx: Transaction): Promise<AbsenceEntity | null> {
    return tx.findOne(AbsenceEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async save(absence: Partial<AbsenceEntity>, tx: Transaction): Promise<AbsenceEntity> {
    return tx.save(AbsenceEntity, tx.create(AbsenceEntity, absence));
  }

  /** A page of approved absences that touch the days. @param after first day and id of the one before the page */
  async page(
    personIds: readonly string[],
    { from, to }: { readonly from: string; readonly to: string },
    after: readonly string[] | null,
    limit: number,
  ): Promise<AbsenceEntity[]> {
    const query = this.manager
      .createQueryBuilder(AbsenceEntity, 'absence')
      .where('absence.personId = ANY(:personIds)', { personIds })
      .andWhere('absence.firstDate <= :to AND absence.lastDate >= :from', { from, to })
      .andWhere(`absence.state = 'approved'`)
      .orderBy('absence.firstDate')
      .addOrderBy('absence.id')
      .limit(limit);
    if (after !== null) {
      query.andWhere('(absence.firstDate, absence.id) > (CAST(:date AS date), CAST(:id AS uuid))', {
        date: after[0],
        id: after[1],
      });
    }
    return query.getMany();
  }
}
