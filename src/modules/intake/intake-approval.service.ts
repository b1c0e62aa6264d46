import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { conflict } from '../../common/domain-error.js';
import { groupBy } from '../../common/group-by.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { Sweeper } from '../../jobs/sweeper.js';
import { AuditService } from '../audit/audit.service.js';
import { DeaneryRepository, type PersonToWrite, type PlacementToWrite } from './deanery.repository.js';
import { fingerprintOf, restoreSheets } from './intake-content.js';
import { type IntakeApprovalBody, type IntakeDto, intakeView } from './intake.dto.js';
import { IntakeUndo } from './intake-undo.service.js';
import { type IntakeEntity } from './intake.entity.js';
import { IntakesRepository } from './intakes.repository.js';
import { IntakesService } from './intakes.service.js';
import { type Identifiers } from './sheet/placement-rows.js';
import { type PlacementTarget, type PlanOperations } from './plan/plan-types.js';
import { type RotaPlacementChange, RotaPlacementsRepository } from './rota-placements.repository.js';
import { type ImageScope } from './row-images.repository.js';

const SWEEP_MS = 10 * 60_000;
/** Changes in one entry of an audit chain. */
const CHANGES_AN_ENTRY = 200;

/** A sheet that was applied, and can be taken back. */
export interface TakenIn {
  /** How many doctors' placements or absences have changed. */
  readonly doctors: number;
  readonly intake: IntakeDto;
}

/** Applies a sheet that HR has approved: all that it accepts, or nothing. */
@Injectable()
export class IntakeApprovalService implements OnModuleInit {
  constructor(
    private readonly intakes: IntakesService,
    private readonly repository: IntakesRepository,
    private readonly deanery: DeaneryRepository,
    private readonly rotaPlacements: RotaPlacementsRepository,
    private readonly undo: IntakeUndo,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeper.registerSweep('deanery-grades', SWEEP_MS, async () => {
      await this.followGrades();
    });
  }

  /**
   * @throws DomainError `intake-outdated` when it would not do what the dry run showed; `intake-not-confirmed` when the numbers
   * are not those of the dry run
   */
  async approve(
    id: string,
    version: number,
    confirmed: IntakeApprovalBody,
    actor: Actor,
  ): Promise<IntakeDto> {
    return this.transactions.run(async (tx) => {
      const intake = await this.intakes.lockOpen(tx, id, version);
      assertConfirmed(intake, confirmed);
      await this.apply(tx, intake, await this.planned(tx, intake), actor);
      return this.close(tx, intake, actor);
    });
  }

  /** Whether a sheet may be applied later with these numbers. @throws DomainError as `approve` */
  async assertConfirmed(
    tx: Transaction,
    id: string,
    version: number,
    confirmed: IntakeApprovalBody,
  ): Promise<void> {
    assertConfirmed(await this.intakes.lockOpen(tx, id, version), confirmed);
  }

  /**
   * Applies a sheet whose numbers were confirmed before, so that it can be taken back. Again: does nothing.
   *
   * @returns null for one that was applied by itself meanwhile, which stays.
   * @throws DomainError as `approve`
   */
  async takeIn(id: string, version: number, actor: Actor): Promise<TakenIn | null> {
    return this.transactions.run(async (tx) => {
      const standing = await this.repository.lock(tx, id);
      if (standing?.state === 'applied') {
        const doctors = await this.undo.doctorsOf(tx, id);
        return doctors === null ? null : { doctors, intake: intakeView(standing) };
      }
      const intake = await this.intakes.lockOpen(tx, id, version);
      const operations = await this.planned(tx, intake);
      const before = await this.undo.look(tx, scopeOf(operations));
      const scope = await this.apply(tx, intake, operations, actor);
      const doctors = await this.undo.keep(tx, id, before, scope, this.clock.now());
      return { doctors, intake: await this.close(tx, intake, actor) };
    });
  }

  /** @throws DomainError `intake-outdated` */
  private async planned(tx: Transaction, intake: IntakeEntity): Promise<PlanOperations> {
    const sheets = restoreSheets(intake.sheets ?? {});
    const plan = await this.intakes.plan(tx, intake.organisationId, sheets, intake.complete);
    if (fingerprintOf(plan) === intake.fingerprint) return plan.operations;
    throw conflict(
      'intake-outdated',
      'People, placements or units have changed since this sheet was checked; check it again and look at what it does now.',
      intakeView(intake),
    );
  }

  private async close(tx: Transaction, intake: IntakeEntity, actor: Actor): Promise<IntakeDto> {
    const over = { state: 'applied' as const, closedAt: this.clock.now(), closedBy: actor.accountId };
    return intakeView(await this.repository.save(tx, Object.assign(intake, over)));
  }

  /** Somebody who moves up is of the new grade from the day on which that placement begins. */
  async followGrades(): Promise<number> {
    return this.transactions.run(async (tx) => this.deanery.followGrades(tx, this.clock.today()));
  }

  /** @returns everything that it has touched. */
  private async apply(
    tx: Transaction,
    { id, organisationId }: IntakeEntity,
    operations: PlanOperations,
    actor: Actor,
  ): Promise<ImageScope> {
    const people = operations.newPeople.map((person): PersonToWrite => ({
      ...person,
      id: randomUUID(),
      staffNumber: staffNumberOf(person.ids),
    }));
    await this.deanery.insertPeople(tx, organisationId, people);
    await this.deanery.changePeople(tx, operations.personChanges);
    const idOf = new Map(people.map((person) => [person.key, person.id]));
    const written = [
      ...operations.add.map((target) => toWrite(randomUUID(), target, idOf)),
      ...operations.change.map(({ standing, to }) => toWrite(standing.id, to, idOf)),
    ];
    await this.deanery.withdrawAbsences(
      tx,
      operations.remove.flatMap(({ absenceId }) => absenceId ?? []),
    );
    await this.deanery.removePlacements(
      tx,
      operations.remove.map(({ id: each }) => each),
    );
    await this.deanery.adopt(
      tx,
      operations.adopt.map(({ id: each }) => each),
    );
    await this.deanery.writePlacements(tx, organisationId, written, this.clock.now());
    await this.deanery.writeAbsences(
      tx,
      written.map(({ id: each }) => each),
    );
    const changes = await this.rotaPlacements.follow(tx, personsTouched(written, operations));
    await this.deanery.followGrades(tx, this.clock.today());
    await this.log(tx, { id, organisationId }, operations, people, changes, actor);
    const { personIds, placementIds } = scopeOf(operations);
    return {
      personIds: [...personIds, ...people.map((person) => person.id)],
      placementIds: [...placementIds, ...written.map((placement) => placement.id)],
    };
  }

  private async log(
    tx: Transaction,
    { id, organisationId }: { id: string; organisationId: string },
    operations: PlanOperations,
    people: readonly PersonToWrite[],
    changes: readonly RotaPlacementChange[],
    actor: Actor,
  ): Promise<void> {
    const entry = { actor, subjectType: 'intake', subjectId: id };
    await this.audit.append(tx, {
      ...entry,
      chain: organisationId,
      action: 'intake-applied',
      detail: {
        added: operations.add.length,
        changed: operations.change.length,
        removed: operations.remove.length,
        peopleAdded: people.length,
        peopleChanged: operations.personChanges.length,
      },
    });
    for (const part of parts(people)) {
      const added = part.map(({ id: personId, staffNumber }) => ({ personId, staffNumber }));
      await this.audit.append(tx, {
        ...entry,
        chain: organisationId,
        action: 'people-created',
        detail: { added },
      });
    }
    for (const part of parts(operations.personChanges)) {
      const changed = part.map(({ personId, changes: fields }) => ({ personId, changes: fields }));
      await this.audit.append(tx, {
        ...entry,
        chain: organisationId,
        action: 'people-changed',
        detail: { changed },
      });
    }
    for (const [unitId, own] of groupBy(changes, (change) => change.unitId)) {
      for (const part of parts(own)) {
        await this.audit.append(tx, {
          ...entry,
          chain: unitId,
          action: 'placements-imported',
          detail: { changes: part },
        });
      }
    }
  }
}

function assertConfirmed({ summary }: IntakeEntity, confirmed: IntakeApprovalBody): void {
  const refused = summary.placements.refused + summary.people.refused;
  const { removed } = summary.placements;
  if (confirmed.refused === refused && confirmed.removed === removed) return;
  throw conflict(
    'intake-not-confirmed',
    `The dry run refuses ${refused} rows and removes ${removed} placements; you confirmed ${confirmed.refused} and ${confirmed.removed}. Look at them and confirm these numbers.`,
    { refused, removed },
  );
}

/** Until HR gives another one. */
function staffNumberOf({ gmc, gdc, publicHealth, tisPerson }: Identifiers): string {
  if (gmc !== null) return `GMC${gmc}`;
  if (gdc !== null) return `GDC${gdc}`;
  return publicHealth === null ? `TIS${tisPerson}` : `PH${publicHealth}`;
}

function toWrite(
  id: string,
  { person, facts, unitId, line }: PlacementTarget,
  idOf: ReadonlyMap<string, string>,
): PlacementToWrite {
  if (person === null) return { id, personId: null, facts, unitId, line };
  const personId = 'id' in person ? person.id : idOf.get(person.key);
  if (personId === undefined) throw new Error(`nobody has been entered for the post ${facts.post}`);
  return { id, personId, facts, unitId, line };
}

function personsTouched(written: readonly PlacementToWrite[], { remove, adopt }: PlanOperations): string[] {
  const ids = [...written, ...remove, ...adopt].flatMap(({ personId }) => personId ?? []);
  return [...new Set(ids)];
}

/** Everybody who is here already, and every placement that stands, of which operations speak. */
function scopeOf({ personChanges, add, change, remove, adopt }: PlanOperations): ImageScope {
  const targets = [...add, ...change.map(({ to }) => to)];
  const standing = [...change.map((each) => each.standing), ...remove];
  const personIds = [
    ...personChanges.map(({ personId }) => personId),
    ...targets.flatMap(({ person }) => (person !== null && 'id' in person ? [person.id] : [])),
    ...[...standing, ...adopt].flatMap(({ personId }) => personId ?? []),
  ];
  return { personIds: [...new Set(personIds)], placementIds: standing.map(({ id }) => id) };
}

function parts<T>(items: readonly T[]): T[][] {
  const found: T[][] = [];
  for (let from = 0; from < items.length; from += CHANGES_AN_ENTRY) {
    found.push(items.slice(from, from + CHANGES_AN_ENTRY));
  }
  return found;
}
