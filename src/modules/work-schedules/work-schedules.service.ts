import { Injectable, type OnModuleInit } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { invalid } from '../../common/domain-error.js';
import { Idempotency, type IdempotentRequest } from '../../common/idempotency/idempotency.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { RotationsService } from '../rotations/rotations.service.js';
import { type Draft, draftOf, readContent } from './drafts.js';
import { type IssuedVersion, ScheduleNotices } from './schedule-notices.service.js';
import { type PlacedDoctor, placedDoctor, ScheduleSources } from './schedule-sources.service.js';
import {
  type DoctorScheduleDto,
  type IssuedScheduleDto,
  type IssuedSchedulesDto,
  type IssueWorkSchedulesBody,
} from './work-schedule.dto.js';
import { WorkSchedulesRepository } from './work-schedules.repository.js';

/** Work schedules as HR has them: what is to be issued, to whom, and who has acknowledged. */
@Injectable()
export class WorkSchedulesService implements OnModuleInit {
  constructor(
    private readonly repository: WorkSchedulesRepository,
    private readonly sources: ScheduleSources,
    private readonly rotations: RotationsService,
    private readonly notices: ScheduleNotices,
    private readonly audit: AuditService,
    private readonly idempotency: Idempotency,
    private readonly resolvers: TargetResolvers,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.resolvers.register('work-schedule', async (id) => {
      const schedule = await this.repository.find(id);
      return schedule === null ? null : { personId: schedule.personId, unitIds: [schedule.unitId] };
    });
  }

  /** Every doctor placed in the unit on that day, with what issuing now would do. */
  async ofUnit(unitId: string, on: string): Promise<DoctorScheduleDto[]> {
    const drafts = await this.drafts(unitId, on, null);
    return drafts.map(doctorView);
  }

  /** Doctors on the 2016 contract who are placed in the unit on that day, by family name. */
  async doctorsOf(unitId: string, on: string): Promise<PlacedDoctor[]> {
    return this.sources.doctors(unitId, on);
  }

  /** What somebody has to look at before a work schedule is issued: rules that it breaks, or why there is none. */
  async checks(
    unitId: string,
    on: string,
  ): Promise<(PlacedDoctor & { readonly problems: readonly string[] })[]> {
    const drafts = await this.drafts(unitId, on, null);
    return drafts.map(({ source, content, reason }) => ({
      ...placedDoctor(source),
      problems: problemsOf(content, reason),
    }));
  }

  /** Issues what is new or has changed, and tells the doctors. */
  async issue(
    body: IssueWorkSchedulesBody,
    actor: Actor,
    once: IdempotentRequest | null,
  ): Promise<IssuedSchedulesDto> {
    const issued = await this.idempotency.once(once, async (tx) => this.issueIn(tx, body, actor));
    if (issued.mails > 0) this.notices.wake(body.unitId);
    return issued;
  }

  /** The same in the caller's transaction, who calls {@link wake} once it is committed. */
  async issueIn(
    tx: Transaction,
    { unitId, on, rotationId = null, personIds }: IssueWorkSchedulesBody,
    actor: Actor,
  ): Promise<IssuedSchedulesDto> {
    await this.repository.lockUnit(tx, unitId);
    const all = await this.drafts(unitId, on, rotationId, tx);
    assertPlaced(all, personIds ?? []);
    const drafts = all.filter(({ source }) => personIds?.includes(source.person.id) ?? true);
    const now = this.clock.now();
    const doctors: IssuedScheduleDto[] = [];
    const versions: IssuedVersion[] = [];
    for (const draft of drafts) {
      const version = await this.write(tx, draft, actor, now);
      if (version !== null) versions.push(version);
      doctors.push(issuedView(draft, version));
    }
    if (versions.length > 0) await this.log(tx, unitId, actor, { on, versions });
    return { doctors, mails: await this.notices.tell(tx, versions) };
  }

  /** Wakes whoever sends mails, after the commit. */
  wake(unitId: string): void {
    this.notices.wake(unitId);
  }

  private async drafts(
    unitId: string,
    on: string,
    rotationId: string | null,
    tx?: Transaction,
  ): Promise<Draft[]> {
    const rotation =
      rotationId === null
        ? await this.rotations.beginningIn(unitId, on, tx)
        : await this.rotations.get(rotationId, tx);
    const sources = await this.sources.ofUnit(
      unitId,
      on,
      rotation && { programme: rotation.programme, startDate: rotation.startDate },
      tx,
    );
    const schedules = await this.repository.of({ unitId }, tx);
    return sources.map((source) => draftOf(source, schedules));
  }

  /** @returns null where there is nothing to issue. */
  private async write(tx: Transaction, draft: Draft, actor: Actor, now: Date): Promise<IssuedVersion | null> {
    const { source, standing, content, outcome } = draft;
    if (content === null || outcome === 'unchanged') return null;
    const { person, placement } = source;
    const { unitId, firstDate, lastDate } = placement;
    const number = (standing?.schedule.currentNumber ?? 0) + 1;
    const dates = { firstDate, lastDate, currentNumber: number };
    const schedule =
      standing === null
        ? await this.repository.insert(tx, { personId: person.id, unitId, ...dates })
        : await this.repository.save(tx, Object.assign(standing.schedule, dates));
    await this.repository.insertVersions(tx, [
      {
        scheduleId: schedule.id,
        number,
        content,
        contentHash: createHash('sha256').update(content, 'utf8').digest(),
        changes: [...draft.changes],
        issuedBy: actor.accountId,
        issuedAt: now,
      },
    ]);
    const unitName = typeof source.input === 'string' ? '' : source.input.unitName;
    return { scheduleId: schedule.id, number, person, unitName, firstDate, changes: draft.changes };
  }

  private async log(
    tx: Transaction,
    unitId: string,
    actor: Actor,
    { on, versions }: { readonly on: string; readonly versions: readonly IssuedVersion[] },
  ): Promise<void> {
    await this.audit.append(tx, {
      chain: unitId,
      actor,
      action: 'work-schedules-issued',
      subjectType: 'unit',
      subjectId: unitId,
      detail: {
        on,
        issued: versions.map(({ scheduleId, number, person }) => ({
          scheduleId,
          number,
          personId: person.id,
        })),
      },
    });
  }
}

function problemsOf(content: string | null, reason: string | null): string[] {
  if (content === null) return reason === null ? [] : [reason];
  const { rules, pay } = readContent(content);
  const breaches = (rules.breaches ?? []).map(
    ({ name, clause, message }) => `${name} (${clause}): ${message}`,
  );
  return [...breaches, ...pay.notes.filter((note) => note.startsWith('No pay point'))];
}

function assertPlaced(drafts: readonly Draft[], personIds: readonly string[]): void {
  const known = new Set(drafts.map(({ source }) => source.person.id));
  const unknown = personIds.filter((id) => !known.has(id));
  const [first] = unknown;
  if (first === undefined) return;
  throw invalid({
    path: 'personIds',
    message: `"${first}" is no doctor on the 2016 contract who is placed in the unit on that day; GET /api/v1/work-schedules lists them.`,
  });
}

function doctorView({ source, standing, outcome, changes, reason }: Draft): DoctorScheduleDto {
  const { person, placement } = source;
  return {
    personId: person.id,
    displayName: `${person.familyName}, ${person.givenName}`,
    firstDate: placement.firstDate,
    lastDate: placement.lastDate,
    hasAddress: person.email !== null,
    scheduleId: standing?.schedule.id ?? null,
    number: standing?.current.number ?? null,
    issuedAt: standing?.current.issuedAt.toISOString() ?? null,
    acknowledgedAt: standing?.current.acknowledgedAt?.toISOString() ?? null,
    outcome,
    changes: changes.map((change) => ({ ...change })),
    reason,
  };
}

function issuedView(
  { source, standing, outcome, reason }: Draft,
  version: IssuedVersion | null,
): IssuedScheduleDto {
  return {
    personId: source.person.id,
    outcome,
    scheduleId: version?.scheduleId ?? standing?.schedule.id ?? null,
    number: version?.number ?? standing?.current.number ?? null,
    reason,
  };
}
