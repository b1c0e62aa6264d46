import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { assertDateOrder } from '../../common/date-range.js';
import { assertVersion, notFound } from '../../common/domain-error.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { UnitsService } from '../units/units.service.js';
import { PeopleRepository } from './people.repository.js';
import { placementView, type PlacementDto, type PlacementInput } from './person.dto.js';
import { type PlacementEntity } from './placement.entity.js';

interface SeenPlacement {
  readonly personId: string;
  readonly placementId: string;
  readonly version: number;
}

/** Who works in which unit, when, and on what contract. */
@Injectable()
export class PlacementsService {
  constructor(
    private readonly repository: PeopleRepository,
    private readonly units: UnitsService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
  ) {}

  async create(personId: string, input: PlacementInput, actor: Actor): Promise<PlacementDto> {
    assertDateOrder(input.firstDate, input.lastDate, ['firstDate', 'lastDate']);
    return this.transactions.run(async (tx) => {
      await this.units.get(input.unitId, tx);
      const placement = await this.repository.savePlacement({ ...input, personId }, tx);
      await this.log(tx, placement, actor, 'placement-created', { ...input, personId });
      return placementView(placement);
    });
  }

  async change(seen: SeenPlacement, input: PlacementInput, actor: Actor): Promise<PlacementDto> {
    assertDateOrder(input.firstDate, input.lastDate, ['firstDate', 'lastDate']);
    return this.transactions.run(async (tx) => {
      const placement = await this.lock(seen, tx);
      if (input.unitId !== placement.unitId) await this.units.get(input.unitId, tx);
      const changes = changesOf<PlacementInput>(placement, input);
      const saved = await this.repository.savePlacement(Object.assign(placement, input), tx);
      await this.log(tx, saved, actor, 'placement-changed', { personId: seen.personId, changes });
      return placementView(saved);
    });
  }

  async remove(seen: SeenPlacement, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const placement = await this.lock(seen, tx);
      await this.repository.removePlacement(placement.id, tx);
      await this.log(tx, placement, actor, 'placement-removed', {
        personId: seen.personId,
        was: placementView(placement),
      });
    });
  }

  /** Places somebody in a unit for the days on which they help out there. */
  async lend(tx: Transaction, personId: string, input: PlacementInput, actor: Actor): Promise<void> {
    const placement = await this.repository.savePlacement({ ...input, personId, engagement: 'loan' }, tx);
    await this.log(tx, placement, actor, 'placement-created', { ...input, personId, engagement: 'loan' });
  }

  private async lock(seen: SeenPlacement, tx: Transaction): Promise<PlacementEntity> {
    const placement = await this.repository.lockPlacement(seen.placementId, tx);
    if (placement?.personId !== seen.personId) throw notFound('placement', seen.placementId);
    assertVersion(seen.version, placement.version, placementView(placement));
    return placement;
  }

  private async log(
    tx: Transaction,
    { id, unitId }: PlacementEntity,
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.append(tx, {
      chain: unitId,
      actor,
      action,
      subjectType: 'placement',
      subjectId: id,
      detail,
    });
  }
}
