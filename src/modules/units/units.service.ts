import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../../common/domain-error.js';
import { type Transaction } from '../../database/transactions.js';
import { type OrganisationEntity } from './organisation.entity.js';
import { type UnitRuleOverrideEntity } from './unit-rule-override.entity.js';
import { type UnitEntity } from './unit.entity.js';
import { UnitsRepository } from './units.repository.js';

/** Units, and the organisation that they belong to. */
@Injectable()
export class UnitsService {
  constructor(private readonly repository: UnitsRepository) {}

  /** @throws DomainError `not-found` */
  async get(unitId: string, tx?: Transaction): Promise<UnitEntity> {
    const unit = await this.repository.find(unitId, tx);
    if (unit === null) throw notFound('unit', unitId);
    return unit;
  }

  /** Time zone and nation of a unit are its organisation's. */
  async organisationOf(unitId: string, tx?: Transaction): Promise<OrganisationEntity> {
    const unit = await this.get(unitId, tx);
    return this.repository.organisation(unit.organisationId, tx);
  }

  /** Rules that the unit sets otherwise than their pack, by rule and date from which. */
  async ruleOverrides(unitId: string, tx?: Transaction): Promise<UnitRuleOverrideEntity[]> {
    return this.repository.ruleOverrides(unitId, tx);
  }

  /** @param ids null for every unit. @param after name and id of the unit before the page. */
  async list(ids: readonly string[] | null, after: string[] | null, limit: number): Promise<UnitEntity[]> {
    return this.repository.list(ids, after, limit);
  }

  async organisations(tx?: Transaction): Promise<OrganisationEntity[]> {
    return this.repository.organisations(tx);
  }

  /**
   * The organisation of what belongs to no unit.
   *
   * @throws DomainError `organisation-unclear` unless there is exactly one.
   */
  async onlyOrganisation(tx?: Transaction): Promise<OrganisationEntity> {
    const [only, second] = await this.repository.organisations(tx);
    if (only !== undefined && second === undefined) return only;
    throw conflict(
      'organisation-unclear',
      only === undefined
        ? 'There is no organisation yet; set one up first.'
        : 'This installation serves several organisations, and it is not clear which one is meant.',
    );
  }
}
