import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { type FieldError, invalid, notFound } from '../../common/domain-error.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { type LineAllocationEntity, type TrainingNeed } from './line-allocation.entity.js';
import { LineAllocationsRepository } from './line-allocations.repository.js';
import { LineAllocationsService } from './line-allocations.service.js';
import { LinesReaderRepository } from './lines-reader.repository.js';
import { TrainingNeedsRepository } from './training-needs.repository.js';
import {
  type NamedTrainingNeedDto,
  type TrainingNeedsDto,
  type TrainingNeedsInput,
} from './training-needs.dto.js';

/** Shifts that people have to get for their training in the days of an allocation, version by version. */
@Injectable()
export class TrainingNeedsService {
  constructor(
    private readonly allocations: LineAllocationsService,
    private readonly allocationRows: LineAllocationsRepository,
    private readonly repository: TrainingNeedsRepository,
    private readonly lines: LinesReaderRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError 404 */
  async get(id: string): Promise<TrainingNeedsDto> {
    return this.transactions.run(async (tx) => this.view(tx, id));
  }

  /** Says who needs what; the next optimisation looks at it. The version is that of the allocation. */
  async set(
    id: string,
    seen: number,
    { needs }: TrainingNeedsInput,
    actor: Actor,
  ): Promise<TrainingNeedsDto> {
    return this.transactions.run(async (tx) => {
      const allocation = await this.allocations.lock(tx, id, seen);
      await this.assertNeeds(tx, allocation, needs);
      await this.allocationRows.touch(tx, id, needs);
      await this.repository.add(tx, id, { needs, setBy: actor.accountId, setAt: this.clock.now() });
      await this.allocations.log(tx, allocation, actor, 'training-needs-set', { needs });
      return this.view(tx, id);
    });
  }

  private async view(tx: Transaction, id: string): Promise<TrainingNeedsDto> {
    const allocation = await this.allocationRows.find(tx, id);
    if (allocation === null) throw notFound('allocation', id);
    const versions = await this.repository.versions(tx, id);
    const every = [allocation.trainingNeeds, ...versions.map(({ needs }) => needs)].flat();
    const names = await this.allocationRows.names(
      tx,
      every.map(({ personId }) => personId),
    );
    const types = await this.lines.shiftTypes(allocation.unitId, tx);
    const nameOf = new Map(names.map(({ id: personId, displayName }) => [personId, displayName]));
    const codeOf = new Map(types.map(({ id: typeId, code }) => [typeId, code]));
    const named = (needs: readonly TrainingNeed[]): NamedTrainingNeedDto[] =>
      needs
        .map((need) => ({
          ...need,
          displayName: nameOf.get(need.personId) ?? '',
          code: codeOf.get(need.shiftTypeId) ?? '',
        }))
        .toSorted((a, b) => a.displayName.localeCompare(b.displayName) || a.code.localeCompare(b.code));
    return {
      version: allocation.version,
      needs: named(allocation.trainingNeeds),
      versions: versions.map(({ number, setBy, setAt, needs }) => {
        return { number, setBy, setAt: setAt.toISOString(), needs: named(needs) };
      }),
    };
  }

  private async assertNeeds(
    tx: Transaction,
    { unitId }: LineAllocationEntity,
    needs: readonly TrainingNeed[],
  ): Promise<void> {
    const types = await this.lines.shiftTypes(unitId, tx);
    const people = await this.allocationRows.names(
      tx,
      needs.map(({ personId }) => personId),
    );
    const errors = needs.flatMap(({ personId, shiftTypeId }, index): FieldError[] => {
      const path = `needs[${index}]`;
      const twice =
        needs.findIndex((each) => each.personId === personId && each.shiftTypeId === shiftTypeId) < index;
      return [
        ...(types.some(({ id }) => id === shiftTypeId)
          ? []
          : [{ path: `${path}.shiftTypeId`, message: `"${shiftTypeId}" is no shift type of this unit.` }]),
        ...(people.some(({ id }) => id === personId)
          ? []
          : [{ path: `${path}.personId`, message: `There is nobody with the id "${personId}".` }]),
        ...(twice ? [{ path, message: 'The same person and shift type come twice; give one number.' }] : []),
      ];
    });
    const [first, ...rest] = errors;
    if (first !== undefined) throw invalid(first, ...rest);
  }
}
