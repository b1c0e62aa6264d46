import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { WorkScheduleEntity } from './work-schedule.entity.js';
import { WorkScheduleVersionEntity } from './work-schedule-version.entity.js';

/** A schedule with its newest version. */
export interface CurrentSchedule {
  readonly schedule: WorkScheduleEntity;
  readonly current: WorkScheduleVersionEntity;
}

@Injectable()
export class WorkSchedulesRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async find(id: string, tx: Transaction = this.manager): Promise<WorkScheduleEntity | null> {
    return tx.findOneBy(WorkScheduleEntity, { id });
  }

  async lock(tx: Transaction, id: string): Promise<WorkScheduleEntity | null> {
    return tx.findOne(WorkScheduleEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** One unit's schedules are issued by one transaction at a time. */
  async lockUnit(tx: Transaction, unitId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('work-schedules ' || $1::text, 0))`, [
      unitId,
    ]);
  }

  /** Those of a unit, or of a person, earliest first. */
  async of(
    owner: { readonly unitId: string } | { readonly personId: string },
    tx: Transaction = this.manager,
  ): Promise<CurrentSchedule[]> {
    const schedules = await tx.find(WorkScheduleEntity, {
      where: owner,
      order: { firstDate: 'ASC', id: 'ASC' },
    });
    const versions = await tx.find(WorkScheduleVersionEntity, {
      where: schedules.map(({ id, currentNumber }) => ({ scheduleId: id, number: currentNumber })),
    });
    const currentOf = new Map(versions.map((version) => [version.scheduleId, version]));
    return schedules.flatMap((schedule) => {
      const current = currentOf.get(schedule.id);
      return current === undefined ? [] : [{ schedule, current }];
    });
  }

  /** Newest first. */
  async versions(scheduleId: string, tx: Transaction = this.manager): Promise<WorkScheduleVersionEntity[]> {
    return tx.find(WorkScheduleVersionEntity, { where: { scheduleId }, order: { number: 'DESC' } });
  }

  async insert(
    tx: Transaction,
    schedule: Omit<WorkScheduleEntity, 'id' | 'version'>,
  ): Promise<WorkScheduleEntity> {
    return tx.save(WorkScheduleEntity, tx.create(WorkScheduleEntity, schedule));
  }

  async save(tx: Transaction, schedule: WorkScheduleEntity): Promise<WorkScheduleEntity> {
    return tx.save(WorkScheduleEntity, schedule);
  }

  async insertVersions(
    tx: Transaction,
    versions: readonly Partial<WorkScheduleVersionEntity>[],
  ): Promise<void> {
    await tx.insert(WorkScheduleVersionEntity, [...versions]);
  }

  async acknowledge(tx: Transaction, schedule: WorkScheduleEntity, at: Date): Promise<void> {
    await tx.update(
      WorkScheduleVersionEntity,
      { scheduleId: schedule.id, number: schedule.currentNumber },
      { acknowledgedAt: at },
    );
    await tx.increment(WorkScheduleEntity, { id: schedule.id }, 'version', 1);
  }
}
