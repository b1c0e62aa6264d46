import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { OrganisationEntity } from './organisation.entity.js';
import { UnitEntity } from './unit.entity.js';

@Injectable()
export class UnitsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async find(id: string, tx?: Transaction): Promise<UnitEntity | null> {
    return (tx ?? this.manager).findOneBy(UnitEntity, { id });
  }

  /** Locked until the transaction ends. */
  async lock(id: string, tx: Transaction): Promise<UnitEntity | null> {
    return tx.findOne(UnitEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** @param ids null for every unit. */
  async list(ids: readonly string[] | null, after: string[] | null, limit: number): Promise<UnitEntity[]> {
    const query = this.manager
      .createQueryBuilder(UnitEntity, 'unit')
      .orderBy('unit.name')
      .addOrderBy('unit.id')
      .limit(limit);
    if (ids !== null) query.andWhere({ id: In([...ids]) });
    if (after !== null)
      query.andWhere('(unit.name, unit.id) > (:name, :id)', { name: after[0], id: after[1] });
    return query.getMany();
  }

  async insertOrganisation(
    organisation: Pick<OrganisationEntity, 'name' | 'nation' | 'timeZone'>,
    tx: Transaction,
  ): Promise<OrganisationEntity> {
    return tx.save(OrganisationEntity, tx.create(OrganisationEntity, organisation));
  }

  async save(unit: Partial<UnitEntity>, tx: Transaction): Promise<UnitEntity> {
    return tx.save(UnitEntity, tx.create(UnitEntity, unit));
  }

  async organisation(id: string, tx?: Transaction): Promise<OrganisationEntity> {
    return (tx ?? this.manager).findOneByOrFail(OrganisationEntity, { id });
  }

  async organisations(tx?: Transaction): Promise<OrganisationEntity[]> {
    return (tx ?? this.manager).find(OrganisationEntity, { order: { name: 'ASC' } });
  }
}
