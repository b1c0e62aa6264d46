import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import { type PlannedShift, PlannedWorkRepository, type PublishedRota } from './planned-work.repository.js';

export type { PlannedShift, PublishedRota };

/** What published rotas plan, for those who pay it or enter what became of it. Drafts plan nothing yet. */
@Injectable()
export class PlannedWork {
  constructor(private readonly repository: PlannedWorkRepository) {}

  /** Shifts that start from `from` to `to` (ISO dates, both included), earliest first. */
  async shifts(unitId: string, from: string, to: string): Promise<PlannedShift[]> {
    return this.repository.shifts(unitId, from, to);
  }

  /** Null for a shift that is not there, or not of a published rota. */
  async shift(assignmentId: string, tx: Transaction): Promise<PlannedShift | null> {
    return this.repository.shift(assignmentId, tx);
  }

  /** Those of the shifts that are there and of published rotas, in no order. */
  async byIds(ids: readonly string[], tx?: Transaction): Promise<PlannedShift[]> {
    return this.repository.byIds(ids, tx);
  }

  /** Rotas that touch the days, earliest first. */
  async rotas(unitId: string, from: string, to: string, tx?: Transaction): Promise<PublishedRota[]> {
    return this.repository.rotas(unitId, from, to, tx);
  }

  /** A person's shifts in whichever unit that start from `from` to `to`, earliest first. */
  async ofPerson(personId: string, from: string, to: string, tx?: Transaction): Promise<PlannedShift[]> {
    return this.repository.ofPerson(personId, from, to, tx);
  }
}
