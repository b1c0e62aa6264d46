import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import { type AvailabilityEntryEntity } from './availability-entry.entity.js';
import { AvailabilityRepository } from './availability.repository.js';

/** When people cannot work, would rather not, or would like to. */
@Injectable()
export class AvailabilityService {
  constructor(private readonly repository: AvailabilityRepository) {}

  /** Entries that touch any day from `from` to `to` (ISO dates, both included), earliest first. */
  async forPeople(
    personIds: readonly string[],
    from: string,
    to: string,
    tx?: Transaction,
  ): Promise<AvailabilityEntryEntity[]> {
    return this.repository.forPeople(personIds, from, to, tx);
  }
}
