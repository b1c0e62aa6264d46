import { Injectable } from '@nestjs/common';
import { Between, DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { WorkedEntryEntity } from './worked-entry.entity.js';

@Injectable()
export class WorkedEntriesRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async ofUnit(unitId: string, from: string, to: string): Promise<WorkedEntryEntity[]> {
    return this.manager.find(WorkedEntryEntity, {
      where: { unitId, date: Between(from, to) },
      order: { date: 'ASC', startsAt: 'ASC', id: 'ASC' },
    });
  }

  async find(id: string): Promise<WorkedEntryEntity | null> {
    return this.manager.findOneBy(WorkedEntryEntity, { id });
  }

  async lock(id: string, tx: Transaction): Promise<WorkedEntryEntity | null> {
    return tx.findOne(WorkedEntryEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** As whoever changes what people work does, so that a rota and an entry are not changed at once. */
  async lockPerson(personId: string, tx: Transaction): Promise<void> {
    await tx.query('SELECT id FROM people WHERE id = $1 FOR NO KEY UPDATE', [personId]);
  }

  async save(entry: Partial<WorkedEntryEntity>, tx: Transaction): Promise<WorkedEntryEntity> {
    return tx.save(WorkedEntryEntity, tx.create(WorkedEntryEntity, entry));
  }

  async remove(id: string, tx: Transaction): Promise<void> {
    await tx.delete(WorkedEntryEntity, { id });
  }
}
