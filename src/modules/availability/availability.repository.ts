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

  async find(id: string): Promise<AvailabilityEntryEntity | null> {
    return this.manager.findOneBy(AvailabilityEntryEntity, { id });
  }

  async lock(id: string, tx: Transaction): Promise<AvailabilityEntryEntity | null> {
    return tx.findOne(AvailabilityEntryEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async save(entry: Partial<AvailabilityEntryEntity>, tx: Transaction): Promise<AvailabilityEntryEntity> {
    return tx.save(AvailabilityEntryEntity, tx.create(AvailabilityEntryEntity, entry));
  }

  async remove(id: string, tx: Transaction): Promise<void> {
    await tx.delete(AvailabilityEntryEntity, { id });
  }

  /** A page of entries that touch the days. @param after first day and id of the entry before the page */
  async page(
    personIds: readonly string[],
    { from, to }: { readonly from: string; readonly to: string },
    after: readonly string[] | null,
    limit: number,
  ): Promise<AvailabilityEntryEntity[]> {
    const query = this.manager
      .createQueryBuilder(AvailabilityEntryEntity, 'entry')
      .where('entry.personId = ANY(:personIds)', { personIds })
      .andWhere('entry.firstDate <= :to AND entry.lastDate >= :from', { from, to })
      .orderBy('entry.firstDate')
      .addOrderBy('entry.id')
      .limit(limit);
    if (after !== null) {
      query.andWhere('(entry.firstDate, entry.id) > (CAST(:date AS date), CAST(:id AS uuid))', {
        date: after[0],
        id: after[1],
      });
    }
    return query.getMany();
  }
}
