import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { assertVersion, conflict, notFound } from '../../common/domain-error.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { type OrganisationEntity } from './organisation.entity.js';
import { unitView, type UnitInput } from './unit.dto.js';
import { type UnitEntity } from './unit.entity.js';
import { UnitsRepository } from './units.repository.js';

/** Units, and the organisation that they belong to. */
@Injectable()
export class UnitsService implements OnModuleInit {
  constructor(
    private readonly repository: UnitsRepository,
    private readonly transactions: Transactions,
    private readonly audit: AuditService,
    private readonly resolvers: TargetResolvers,
  ) {}

  onModuleInit(): void {
    this.resolvers.registerUnitResolver('unit', async (id) => (await this.repository.find(id))?.id ?? null);
    // What belongs to no unit is in the chain of its organisation.
    this.resolvers.register('audit-chain', async (id) => {
      if ((await this.repository.find(id)) !== null) return { unitIds: [id] };
      const organisations = await this.repository.organisations();
      return organisations.some((each) => each.id === id) ? { unitIds: [] } : null;
    });
  }

  /** The first organisation of an empty database. */
  async createOrganisation(
    tx: Transaction,
    organisation: Pick<OrganisationEntity, 'name' | 'nation' | 'timeZone'>,
  ): Promise<OrganisationEntity> {
    const saved = await this.repository.insertOrganisation(organisation, tx);
    await this.audit.append(tx, {
      chain: saved.id,
      actor: 'system',
      action: 'organisation-created',
      subjectType: 'organisation',
      subjectId: saved.id,
      detail: { ...organisation },
    });
    return saved;
  }

  async organisations(tx?: Transaction): Promise<OrganisationEntity[]> {
    return this.repository.organisations(tx);
  }

  async create(input: UnitInput, actor: Actor): Promise<UnitEntity> {
    return this.transactions.run(async (tx) => {
      const { id: organisationId } = await this.onlyOrganisation(tx);
      const unit = await this.repository.save({ ...input, organisationId }, tx);
      await this.audit.append(tx, {
        chain: unit.id,
        actor,
        action: 'unit-created',
        subjectType: 'unit',
        subjectId: unit.id,
        detail: { ...input },
      });
      return unit;
    });
  }

  /** @throws DomainError `stale-version`, `not-found` */
  async change(id: string, version: number, input: UnitInput, actor: Actor): Promise<UnitEntity> {
    return this.transactions.run(async (tx) => {
      const unit = await this.repository.lock(id, tx);
      if (unit === null) throw notFound('unit', id);
      assertVersion(version, unit.version, unitView(unit));
      const changes = changesOf<UnitInput>(unit, input);
      const saved = await this.repository.save(Object.assign(unit, input), tx);
      await this.audit.append(tx, {
        chain: id,
        actor,
        action: 'unit-changed',
        subjectType: 'unit',
        subjectId: id,
        detail: { changes },
      });
      return saved;
    });
  }

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

  /** @param ids null for every unit. @param after name and id of the unit before the page. */
  async list(ids: readonly string[] | null, after: string[] | null, limit: number): Promise<UnitEntity[]> {
    return this.repository.list(ids, after, limit);
  }

  /** True if this installation is the demo. */
  async isDemo(): Promise<boolean> {
    return (await this.repository.organisations()).some(({ isDemo }) => isDemo);
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
