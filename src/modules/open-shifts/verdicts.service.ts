import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import { StaffChanges } from '../rotas/staff-changes.service.js';
import { VacanciesRepository, type VacancyRow } from './vacancies.repository.js';
import { type OfferedVacancyDto } from './vacancy.dto.js';

export type OpenShiftVerdict = { readonly able: boolean } & Pick<OfferedVacancyDto, 'reasons'>;

/** Whether somebody may work open shifts, and what speaks against it. */
@Injectable()
export class OpenShiftVerdicts {
  constructor(
    private readonly vacancies: VacanciesRepository,
    private readonly changes: StaffChanges,
    private readonly transactions: Transactions,
  ) {}

  /** In the order of the rows. */
  async of(rows: readonly VacancyRow[], personId: string): Promise<OpenShiftVerdict[]> {
    const asked = rows.map((row) => ({ ...row, personId }));
    const footings = await this.transactions.run(async (tx) => this.vacancies.footings(tx, asked));
    const shifts = asked.map(({ id, rotaId, shiftTypeId, date }, k) => {
      const { here, contract } = footings[k]!;
      return { id, rotaId, personId, shiftTypeId, date, loan: here === null ? contract : null };
    });
    const verdicts = await this.changes.preview(shifts);
    return verdicts.map(({ introduced }) => ({
      able: !introduced.some(({ level }) => level === 'hard'),
      reasons: introduced.map(({ rule, level, message }) => ({ rule, level, message })),
    }));
  }
}
