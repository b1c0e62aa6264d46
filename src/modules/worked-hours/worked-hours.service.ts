import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock, isoDateIn } from '../../common/clock.js';
import { assertPeriod } from '../../common/date-range.js';
import { assertVersion, invalid, notFound } from '../../common/domain-error.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { PeopleService } from '../people/people.service.js';
import { PlannedWork } from '../rotas/planned-work.service.js';
import { UnitsService } from '../units/units.service.js';
import { WorkedEntriesRepository } from './worked-entries.repository.js';
import { type WorkedEntryEntity } from './worked-entry.entity.js';
import {
  extraWorkView,
  type NewWorkedEntry,
  workedEntryView,
  type WorkedEntryDto,
  type WorkedEntryInput,
  type WorkedHoursQuery,
  type WorkedShiftPage,
  workedShiftView,
} from './worked-hours.dto.js';
import { assertBegun, assertNear, assertSameSort, type WorkedTimes, workedTimes } from './worked-times.js';

const MAX_DAYS = 401;

/** What was worked, entered by exception: a shift that nobody says anything about was worked as planned. */
@Injectable()
export class WorkedHoursService implements OnModuleInit {
  constructor(
    private readonly repository: WorkedEntriesRepository,
    private readonly planned: PlannedWork,
    private readonly people: PeopleService,
    private readonly units: UnitsService,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly resolvers: TargetResolvers,
  ) {}

  onModuleInit(): void {
    this.resolvers.registerUnitResolver(
      'worked-entry',
      async (id) => (await this.repository.find(id))?.unitId ?? null,
    );
  }

  /** Planned shifts of published rotas, each with what became of it, and work that was not planned; by date. */
  async list(query: WorkedHoursQuery): Promise<WorkedShiftPage> {
    const { unitId, from, to, personId } = query;
    assertPeriod(from, to, MAX_DAYS);
    const entries = await this.ofUnit(unitId, from, to);
    const byShift = new Map(entries.map((entry) => [entry.assignmentId, entry]));
    const shifts = await this.planned.shifts(unitId, from, to);
    const items = [
      ...shifts.map((shift) => workedShiftView(shift, byShift.get(shift.assignmentId))),
      ...entries.filter(({ kind }) => kind === 'extra').map(extraWorkView),
    ]
      .filter((item) => personId === undefined || item.personId === personId)
      .sort((a, b) => a.date.localeCompare(b.date));
    return pageOfSmallList(items, query, ({ id }) => id);
  }

  /** Entries of a unit whose day is from `from` to `to` (ISO dates, both included), earliest first. */
  async ofUnit(unitId: string, from: string, to: string): Promise<WorkedEntryEntity[]> {
    return this.repository.ofUnit(unitId, from, to);
  }

  /** @throws DomainError 400 naming what does not fit; 409 `overlapping-work`, `already-exists` */
  async create(input: NewWorkedEntry, actor: Actor): Promise<WorkedEntryDto> {
    const { unitId, personId, assignmentId, kind, note } = input;
    const times = workedTimes(input, this.clock.now());
    return this.transactions.run(async (tx) => {
      await this.repository.lockPerson(personId, tx);
      const date =
        assignmentId === null
          ? await this.dayOfExtra(input, times, tx)
          : await this.dayOfShift(input, assignmentId, times, tx);
      const entry = await this.repository.save(
        { unitId, personId, assignmentId, kind, note, date, ...times },
        tx,
      );
      await this.log(tx, entry, actor, 'worked-hours-entered');
      return workedEntryView(entry);
    });
  }

  /** @throws DomainError 412 `stale-version`; 400; 409 `overlapping-work` */
  async change(id: string, version: number, input: WorkedEntryInput, actor: Actor): Promise<WorkedEntryDto> {
    const times = workedTimes(input, this.clock.now());
    return this.transactions.run(async (tx) => {
      const entry = await this.lock(id, version, tx);
      assertSameSort(entry.kind, input.kind);
      const date =
        entry.assignmentId === null
          ? await this.dayOfExtra(entry, times, tx)
          : await this.dayOfShift(entry, entry.assignmentId, times, tx);
      const was = auditedTimes(entry);
      const { kind, note } = input;
      const saved = await this.repository.save(Object.assign(entry, { kind, note, date, ...times }), tx);
      await this.log(tx, saved, actor, 'worked-hours-changed', { was });
      return workedEntryView(saved);
    });
  }

  /** Takes an entry back: the shift counts as worked as planned again. */
  async remove(id: string, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const entry = await this.lock(id, version, tx);
      await this.repository.remove(id, tx);
      await this.log(tx, entry, actor, 'worked-hours-taken-back');
    });
  }

  private async lock(id: string, version: number, tx: Transaction): Promise<WorkedEntryEntity> {
    const known = await this.repository.find(id);
    if (known === null) throw notFound('entry of what was worked', id);
    await this.repository.lockPerson(known.personId, tx);
    const entry = await this.repository.lock(id, tx);
    if (entry === null) throw notFound('entry of what was worked', id);
    assertVersion(version, entry.version, workedEntryView(entry));
    return entry;
  }

  private async dayOfShift(
    { unitId, personId, kind }: Pick<NewWorkedEntry, 'unitId' | 'personId' | 'kind'>,
    assignmentId: string,
    times: WorkedTimes,
    tx: Transaction,
  ): Promise<string> {
    const shift = await this.planned.shift(assignmentId, tx);
    if (shift?.unitId !== unitId || shift.personId !== personId) {
      throw invalid({
        path: 'assignmentId',
        message: `"${assignmentId}" is not a published shift of this person in this unit; GET /api/v1/worked-hours lists them.`,
      });
    }
    if (kind === 'extra') {
      throw invalid({
        path: 'kind',
        message:
          'A planned shift was "changed" or "not-worked"; "extra" is work without a shift (assignmentId null).',
      });
    }
    assertBegun(shift.startsAt, this.clock.now());
    assertNear(shift.startsAt, times);
    return shift.date;
  }

  private async dayOfExtra(
    { unitId, personId, kind }: Pick<NewWorkedEntry, 'unitId' | 'personId' | 'kind'>,
    { startsAt }: WorkedTimes,
    tx: Transaction,
  ): Promise<string> {
    if (kind !== 'extra' || startsAt === null) {
      throw invalid({
        path: 'assignmentId',
        message: `assignmentId is null, so say which shift was "${kind}", or enter "extra" work.`,
      });
    }
    const { timeZone } = await this.units.organisationOf(unitId, tx);
    const date = isoDateIn(startsAt, timeZone);
    const placed = await this.people.placedInUnit(unitId, date, date, tx);
    if (placed.some(({ person }) => person.id === personId)) return date;
    throw invalid({ path: 'personId', message: `This person has no placement in this unit on ${date}.` });
  }

  /** Without the note: it may say that somebody was ill. */
  private async log(
    tx: Transaction,
    entry: WorkedEntryEntity,
    actor: Actor,
    action: string,
    further: Record<string, unknown> = {},
  ): Promise<void> {
    const { id, unitId, personId, assignmentId, date } = entry;
    await this.audit.append(tx, {
      chain: unitId,
      actor,
      action,
      subjectType: 'worked-entry',
      subjectId: id,
      detail: { personId, assignmentId, date, ...auditedTimes(entry), ...further },
    });
  }
}

function auditedTimes({
  kind,
  startsAt,
  endsAt,
  unpaidBreakMin,
}: WorkedEntryEntity): Record<string, unknown> {
  return { kind, startsAt, endsAt, unpaidBreakMin };
}
