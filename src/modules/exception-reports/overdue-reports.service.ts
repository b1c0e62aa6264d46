import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Clock } from '../../common/clock.js';
import { Transactions } from '../../database/transactions.js';
import { Sweeper } from '../../jobs/sweeper.js';
import { UnitsService } from '../units/units.service.js';
import { OverdueReportsRepository } from './overdue-reports.repository.js';
import { ReportNotices } from './report-notices.service.js';

const SWEEP_MS = 60_000;
/** Reminders leave from seven in the morning on, by the hospital's clock. */
const FROM_HOUR = 7;

/** Reminds once of each report whose last day for an answer is over, those alone who may know of it. */
@Injectable()
export class OverdueReports implements OnModuleInit {
  constructor(
    private readonly repository: OverdueReportsRepository,
    private readonly notices: ReportNotices,
    private readonly units: UnitsService,
    private readonly transactions: Transactions,
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sweeper.registerSweep('overdue-exception-reports', SWEEP_MS, async () => {
      await this.sweep();
    });
  }

  /** @returns how many reports somebody was reminded of: each once a last day, however often this runs. */
  async sweep(): Promise<number> {
    const now = DateTime.fromJSDate(this.clock.now(), { zone: await this.timeZone() });
    if (now.hour < FROM_HOUR) return 0;
    const reminded = await this.transactions.run(async (tx) => {
      const told: string[] = [];
      for (const row of await this.repository.take(tx, now.toISODate() ?? '', this.clock.now())) {
        if ((await this.notices.overdue(tx, row)) > 0) told.push(row.id);
        else await this.repository.leave(tx, row);
      }
      return told;
    });
    const [first] = reminded;
    if (first !== undefined) this.notices.wake(first);
    return reminded.length;
  }

  /** Without an organisation there are no reports yet. */
  private async timeZone(): Promise<string> {
    return this.units.onlyOrganisation().then(
      ({ timeZone }) => timeZone,
      () => 'Europe/London',
    );
  }
}
