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
}
