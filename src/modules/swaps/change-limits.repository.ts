import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { ChangeLimitsEntity } from './change-limits.entity.js';

@Injectable()
export class ChangeLimitsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** The unit's own, or what holds until it sets any. */
  async of(unitId: string, tx: Transaction = this.manager): Promise<ChangeLimitsEntity> {
    return (await tx.findOneBy(ChangeLimitsEntity, { unitId })) ?? usual(tx, unitId);
  }

  async lock(tx: Transaction, unitId: string): Promise<ChangeLimitsEntity> {
    await tx.query('INSERT INTO change_limits (unit_id) VALUES ($1) ON CONFLICT DO NOTHING', [unitId]);
    return tx.findOneOrFail(ChangeLimitsEntity, { where: { unitId }, lock: { mode: 'pessimistic_write' } });
  }

  async save(tx: Transaction, limits: ChangeLimitsEntity): Promise<ChangeLimitsEntity> {
    return tx.save(ChangeLimitsEntity, limits);
  }
}

/** As the columns' defaults. */
function usual(tx: Transaction, unitId: string): ChangeLimitsEntity {
  return tx.create(ChangeLimitsEntity, {
    unitId,
    swapsAutomatic: true,
    swapNoticeHours: 24,
    sameGradeOnly: false,
    softBreachesAllowed: true,
    swapsAPerson: null,
    version: 1,
  });
}
