import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { UnitRuleOverrideEntity } from './unit-rule-override.entity.js';

@Injectable()
export class RuleOverridesRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async ofUnit(unitId: string): Promise<UnitRuleOverrideEntity[]> {
    return this.manager.find(UnitRuleOverrideEntity, {
      where: { unitId },
      order: { ruleCode: 'ASC', effectiveFrom: 'ASC' },
    });
  }

  async find(id: string): Promise<UnitRuleOverrideEntity | null> {
    return this.manager.findOneBy(UnitRuleOverrideEntity, { id });
  }

  async lock(id: string, tx: Transaction): Promise<UnitRuleOverrideEntity | null> {
    return tx.findOne(UnitRuleOverrideEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async save(row: Partial<UnitRuleOverrideEntity>, tx: Transaction): Promise<UnitRuleOverrideEntity> {
    return tx.save(UnitRuleOverrideEntity, tx.create(UnitRuleOverrideEntity, row));
  }

  async remove(id: string, tx: Transaction): Promise<void> {
    await tx.delete(UnitRuleOverrideEntity, { id });
  }
}
