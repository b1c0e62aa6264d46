import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { assertPeriod } from '../../common/date-range.js';
import { notFound } from '../../common/domain-error.js';
import { Transactions } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { type PayrollDto, type PayrollQuery, type PersonLedgerDto } from './payroll.dto.js';
import { PayrollReader } from './payroll-reader.service.js';
import { payPerson } from './payroll/pay-person.js';
import { payrollCsv } from './payroll/payroll-csv.js';
import { ledgerView, payrollView } from './payroll/views.js';

const MAX_DAYS = 401;

/** What the people of a unit are paid for a period, and from what. */
@Injectable()
export class PayrollService {
  constructor(
    private readonly reader: PayrollReader,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
  ) {}

  async payroll(query: PayrollQuery): Promise<PayrollDto> {
    assertPeriod(query.from, query.to, MAX_DAYS);
    const input = await this.reader.read(query);
    return payrollView(
      input,
      input.people.map((person) => payPerson(input, person)),
    );
  }

  /** @throws DomainError `not-found` for somebody who has no placement in the unit in the period */
  async ledger(query: PayrollQuery, personId: string): Promise<PersonLedgerDto> {
    assertPeriod(query.from, query.to, MAX_DAYS);
    const input = await this.reader.read(query, personId);
    const [person] = input.people;
    if (person === undefined) throw notFound('placement in this unit and period of the person', personId);
    return ledgerView(input, payPerson(input, person));
  }

  /** The same as a file. That it left the service is remembered. */
  async export(query: PayrollQuery, actor: Actor): Promise<{ name: string; csv: string }> {
    assertPeriod(query.from, query.to, MAX_DAYS);
    const input = await this.reader.read(query);
    const csv = payrollCsv(
      input,
      input.people.map((person) => payPerson(input, person)),
    );
    const { unitId, unitCode, from, to, basis } = input;
    await this.transactions.run(async (tx) =>
      this.audit.append(tx, {
        chain: unitId,
        actor,
        action: 'payroll-exported',
        subjectType: 'unit',
        subjectId: unitId,
        detail: { from, to, basis, people: input.people.length },
      }),
    );
    return { name: `payroll-${unitCode.replace(/[^A-Za-z0-9-]/g, '_')}-${from}-to-${to}-${basis}.csv`, csv };
  }
}
