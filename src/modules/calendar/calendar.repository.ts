import { Injectable } from '@nestjs/common';
import { Between, DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { BankHolidayEntity } from './bank-holiday.entity.js';
import { type Nation } from './nation.js';

@Injectable()
export class CalendarRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async bankHolidays(
    nation: Nation,
    from: string,
    to: string,
    tx?: Transaction,
  ): Promise<BankHolidayEntity[]> {
    return (tx ?? this.manager).find(BankHolidayEntity, {
      where: { nation, date: Between(from, to) },
      order: { date: 'ASC' },
    });
  }

  /** Adds those whose date is not there yet; what an administrator changed stays. */
  async addMissing(holidays: readonly BankHolidayEntity[]): Promise<void> {
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(BankHolidayEntity)
      .values([...holidays])
      .orIgnore()
      .execute();
  }
}
