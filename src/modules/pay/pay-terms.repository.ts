import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { PayTermEntity } from './pay-term.entity.js';

@Injectable()
export class PayTermsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async ofPeople(personIds: readonly string[]): Promise<PayTermEntity[]> {
    return this.manager.find(PayTermEntity, {
      where: { personId: In([...personIds]) },
      order: { firstDate: 'ASC', id: 'ASC' },
    });
  }

  async find(id: string): Promise<PayTermEntity | null> {
    return this.manager.findOneBy(PayTermEntity, { id });
  }

  async lock(id: string, tx: Transaction): Promise<PayTermEntity | null> {
    return tx.findOne(PayTermEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async save(term: Partial<PayTermEntity>, tx: Transaction): Promise<PayTermEntity> {
    return tx.save(PayTermEntity, tx.create(PayTermEntity, term));
  }

  async remove(id: string, tx: Transaction): Promise<void> {
    await tx.delete(PayTermEntity, { id });
  }
}
