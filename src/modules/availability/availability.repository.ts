import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { AvailabilityEntryEntity } from './availability-entry.entity.js';

@Injectable()
export class AvailabilityRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** Entries of people that touch the days. */
  async forPeople(
    personIds: readonly string[],
    from: string,
    to: string,
    tx?: Transaction,
  ): Promise<AvailabilityEntryEntity[]> {
    return (tx ?? this.manager)
      .createQueryBuilder(AvailabilityEntryEntity, 'entry')
      .where('entry.personId = ANY(:personIds)', { personIds })
      .andWhere('entry.firstDate <= :to AND entry.lastDate >= :from', { from, to })
      .orderBy('entry.firstDate')
      .addOrderBy('entry.id')
      .getMany();
  }
}
