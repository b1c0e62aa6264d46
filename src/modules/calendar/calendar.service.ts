import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import { type BankHolidayEntity } from './bank-holiday.entity.js';
import { CalendarRepository } from './calendar.repository.js';
import { knownBankHolidays } from './known-bank-holidays.js';
import { type Nation } from './nation.js';

/** Bank holidays by nation. */
@Injectable()
export class CalendarService implements OnApplicationBootstrap {
  constructor(private readonly repository: CalendarRepository) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.addKnownBankHolidays();
  }

  /** Puts the bank holidays that this release knows into the database, as far as they are missing. */
  async addKnownBankHolidays(): Promise<void> {
    await this.repository.addMissing(knownBankHolidays());
  }

  /** Bank holidays from `from` to `to` (ISO dates, both included), earliest first. */
  async bankHolidays(
    nation: Nation,
    from: string,
    to: string,
    tx?: Transaction,
  ): Promise<BankHolidayEntity[]> {
    return this.repository.bankHolidays(nation, from, to, tx);
  }
}
