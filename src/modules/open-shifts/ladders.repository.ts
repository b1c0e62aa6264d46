import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { VacancyLadderEntity } from './vacancy-ladder.entity.js';

@Injectable()
export class LaddersRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** The unit's own; without steps until it sets any. */
  async of(unitId: string, tx: Transaction = this.manager): Promise<VacancyLadderEntity> {
    const ladder = await tx.findOneBy(VacancyLadderEntity, { unitId });
    return ladder ?? tx.create(VacancyLadderEntity, { unitId, steps: [], version: 1 });
  }

  async lock(tx: Transaction, unitId: string): Promise<VacancyLadderEntity> {
    await tx.query('INSERT INTO vacancy_ladders (unit_id) VALUES ($1) ON CONFLICT DO NOTHING', [unitId]);
    return tx.findOneOrFail(VacancyLadderEntity, { where: { unitId }, lock: { mode: 'pessimistic_write' } });
  }

  async save(tx: Transaction, ladder: VacancyLadderEntity): Promise<VacancyLadderEntity> {
    return tx.save(VacancyLadderEntity, ladder);
  }
}
