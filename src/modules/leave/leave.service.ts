import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import { type AbsenceEntity } from './absence.entity.js';
import { LeaveRepository } from './leave.repository.js';

/** An absence without its reason, which never leaves this module. */
export type ApprovedAbsence = Omit<AbsenceEntity, 'reason'>;

/** Leave and sickness. */
@Injectable()
export class LeaveService {
  constructor(private readonly repository: LeaveRepository) {}

  /**
   * Approved absences that touch any day from `from` to `to` (ISO dates, both included), earliest first.
   * The kind is for the solver and for those who decide; colleagues are shown `away`.
   */
  async approvedForPeople(
    personIds: readonly string[],
    from: string,
    to: string,
    tx?: Transaction,
  ): Promise<ApprovedAbsence[]> {
    const absences = await this.repository.approvedForPeople(personIds, from, to, tx);
    return absences.map(({ reason: _reason, ...rest }) => rest);
  }
}
