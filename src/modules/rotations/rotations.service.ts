import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { Clock } from '../../common/clock.js';
import { assertVersion, invalid, notFound } from '../../common/domain-error.js';
import { groupBy } from '../../common/group-by.js';
import { decodeCursor, type Page, toPage } from '../../common/paging.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { CalendarService } from '../calendar/calendar.service.js';
import { type OrganisationEntity } from '../units/organisation.entity.js';
import { UnitsService } from '../units/units.service.js';
import { dueDate, STEPS } from './notice-clock.js';
import {
  type DeadlineDto,
  type DeadlineInput,
  type OwnerDto,
  type RotationDto,
  type RotationInput,
} from './rotation.dto.js';
import { type RotationEntity } from './rotation.entity.js';
import { type DeadlineRow, RotationsRepository } from './rotations.repository.js';
import { deadlineView } from './rotation-views.js';

/** Rotations, what is due before each of them, and until when. */
@Injectable()
export class RotationsService {
  constructor(
    private readonly repository: RotationsRepository,
    private readonly units: UnitsService,
    private readonly calendar: CalendarService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** After a sheet was taken back: data of the deanery that nothing shows any more has not come. */
  async forgetDeaneryData(tx: Transaction, rotationId: string): Promise<void> {
    await this.repository.forgetDeaneryData(tx, rotationId);
  }

  /** Latest start first. */
  async list(cursor: string | undefined, limit: number): Promise<Page<RotationDto>> {
    const after = decodeCursor(cursor, ['string', 'string']) as string[] | null;
    const rotations = await this.repository.page(after, limit + 1);
    const views = await this.views(rotations);
    return toPage(
      views,
      limit,
      ({ startDate, id }) => [startDate, id],
      (view) => view,
    );
  }

  /** @throws DomainError `not-found` */
  async get(id: string, tx?: Transaction): Promise<RotationDto> {
    const rotation = await this.repository.find(id, tx);
    if (rotation === null) throw notFound('rotation', id);
    const [view] = await this.views([rotation], tx);
    if (view === undefined) throw notFound('rotation', id);
    return view;
  }

  /** The rotation that begins in the unit on that day, or null. */
  async beginningIn(
    unitId: string,
    on: string,
    tx?: Transaction,
  ): Promise<Pick<RotationEntity, 'id' | 'programme' | 'startDate'> | null> {
    return this.repository.beginningIn(unitId, on, tx);
  }

  /** Whoever creates it answers for its deadlines until they are given to others. */
  async create(input: RotationInput, actor: Actor): Promise<RotationDto> {
    return this.transactions.run(async (tx) => {
      const { id: organisationId } = await this.units.onlyOrganisation(tx);
      const { programme, startDate } = input;
      const rotation = await this.repository.save(tx, { organisationId, programme, startDate });
      await this.setDeadlines(tx, rotation, input.unitIds, actor);
      await this.log(tx, rotation, actor, 'rotation-created', { ...input });
      return this.get(rotation.id, tx);
    });
  }

  /** A new start moves every deadline; what was done stays done on its day. */
  async change(id: string, version: number, input: RotationInput, actor: Actor): Promise<RotationDto> {
    return this.transactions.run(async (tx) => {
      const rotation = await this.lock(tx, id, version);
      const { programme, startDate } = input;
      const changes = changesOf<Partial<RotationEntity>>(rotation, { programme, startDate });
      await this.repository.change(tx, id, { programme, startDate });
      await this.setDeadlines(tx, { id, startDate }, input.unitIds, actor);
      await this.log(tx, rotation, actor, 'rotation-changed', { changes, unitIds: input.unitIds });
      return this.get(id, tx);
    });
  }

  async remove(id: string, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const rotation = await this.lock(tx, id, version);
      await this.repository.remove(tx, id);
      await this.log(tx, rotation, actor, 'rotation-removed', {
        programme: rotation.programme,
        startDate: rotation.startDate,
      });
    });
  }

  /** Gives a deadline to somebody, says that it was done, or why it was late. */
  async changeDeadline(
    { rotationId, deadlineId }: { readonly rotationId: string; readonly deadlineId: string },
    version: number,
    input: DeadlineInput,
    actor: Actor,
  ): Promise<DeadlineDto> {
    return this.transactions.run(async (tx) => {
      const deadline = await this.repository.lockDeadline(tx, deadlineId);
      if (deadline?.rotationId !== rotationId) throw notFound('deadline', deadlineId);
      assertVersion(version, deadline.version, await this.deadline(deadlineId, rotationId, tx));
      await this.assertOwner(tx, input.ownerId, deadline.ownerId, deadline.unitId);
      await this.assertPast(tx, input.doneOn);
      const changes = changesOf<DeadlineInput>(deadline, input);
      const doneBy = input.doneOn === null ? null : actor.accountId;
      const own = input.doneOn === deadline.doneOn ? {} : { doneBy };
      await this.repository.saveDeadlines(tx, [Object.assign(deadline, input, own)]);
      await this.audit.append(tx, {
        chain: deadline.unitId,
        actor,
        action: 'rotation-deadline-changed',
        subjectType: 'rotation-deadline',
        subjectId: deadlineId,
        detail: { rotationId, step: deadline.step, changes },
      });
      return this.deadline(deadlineId, rotationId, tx);
    });
  }

  /** Whom deadlines can be given to. */
  async owners(unitId: string | undefined): Promise<OwnerDto[]> {
    return this.repository.owners(unitId ?? null);
  }

  private async lock(tx: Transaction, id: string, version: number): Promise<RotationEntity> {
    const rotation = await this.repository.lock(tx, id);
    if (rotation === null) throw notFound('rotation', id);
    assertVersion(version, rotation.version, await this.get(id, tx));
    return rotation;
  }

  /** Adds, moves and removes deadlines so that there are those of the units. */
  private async setDeadlines(
    tx: Transaction,
    { id: rotationId, startDate }: Pick<RotationEntity, 'id' | 'startDate'>,
    unitIds: readonly string[],
    actor: Actor,
  ): Promise<void> {
    for (const unitId of unitIds) await this.assertUnit(tx, unitId);
    const standing = await this.repository.deadlineEntities(tx, rotationId);
    const gone = standing.filter(({ unitId }) => !unitIds.includes(unitId));
    await this.repository.removeDeadlines(
      tx,
      gone.map(({ id }) => id),
    );
    const wanted = unitIds.flatMap((unitId) => STEPS.map((step) => ({ unitId, step })));
    const written = wanted.flatMap(({ unitId, step }) => {
      const found = standing.find((each) => each.unitId === unitId && each.step === step);
      const due = dueDate(startDate, step);
      if (found === undefined) return [{ rotationId, unitId, step, dueDate: due, ownerId: actor.accountId }];
      return found.dueDate === due ? [] : [Object.assign(found, { dueDate: due, remindedAt: null })];
    });
    await this.repository.saveDeadlines(tx, written);
  }

  private async assertUnit(tx: Transaction, unitId: string): Promise<void> {
    const units = await this.units.get(unitId, tx).catch(() => null);
    if (units === null) {
      throw invalid({ path: 'unitIds', message: `"${unitId}" is not a unit; GET /api/v1/units lists them.` });
    }
  }

  private async assertOwner(tx: Transaction, ownerId: string, before: string, unitId: string): Promise<void> {
    if (ownerId === before) return;
    const owners = await this.repository.owners(unitId, tx);
    if (owners.some(({ id }) => id === ownerId)) return;
    throw invalid({
      path: 'ownerId',
      message: `"${ownerId}" is not an account of HR or of a coordinator of this unit; GET /api/v1/rotations/owners lists them.`,
    });
  }

  private async assertPast(tx: Transaction, doneOn: string | null): Promise<void> {
    const today = this.clock.today((await this.units.onlyOrganisation(tx)).timeZone);
    if (doneOn === null || doneOn <= today) return;
    throw invalid({ path: 'doneOn', message: `"${doneOn}" is still to come; say it once it is done.` });
  }

  private async deadline(id: string, rotationId: string, tx: Transaction): Promise<DeadlineDto> {
    const { deadlines } = await this.get(rotationId, tx);
    const found = deadlines.find((each) => each.id === id);
    if (found === undefined) throw notFound('deadline', id);
    return found;
  }

  private async views(rotations: readonly RotationEntity[], tx?: Transaction): Promise<RotationDto[]> {
    if (rotations.length === 0) return [];
    const organisation = await this.units.onlyOrganisation(tx);
    const rows = await this.repository.deadlines(
      rotations.map(({ id }) => id),
      tx,
    );
    const holidays = await this.holidays(organisation, rows, tx);
    const today = this.clock.today(organisation.timeZone);
    const byRotation = groupBy(rows, ({ rotationId }) => rotationId);
    return rotations.map(({ id, programme, startDate, version }) => ({
      id,
      programme,
      startDate,
      deadlines: (byRotation.get(id) ?? []).map((row) =>
        deadlineView(row, today, holidays.get(row.dueDate) ?? null),
      ),
      version,
    }));
  }

  private async holidays(
    { nation }: OrganisationEntity,
    rows: readonly DeadlineRow[],
    tx?: Transaction,
  ): Promise<Map<string, string>> {
    const dates = rows.map((row) => row.dueDate).sort();
    const [first, last] = [dates[0], dates.at(-1)];
    if (first === undefined || last === undefined) return new Map();
    const found = await this.calendar.bankHolidays(nation, first, last, tx);
    return new Map(found.map(({ date, name }) => [date, name]));
  }

  private async log(
    tx: Transaction,
    { id, organisationId }: RotationEntity,
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const subject = { subjectType: 'rotation', subjectId: id };
    await this.audit.append(tx, { chain: organisationId, actor, action, ...subject, detail });
  }
}
