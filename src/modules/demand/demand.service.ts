import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import { type CoverExceptionEntity } from './cover-exception.entity.js';
import { type CoverLineEntity } from './cover-line.entity.js';
import { type CoverTemplateEntity } from './cover-template.entity.js';
import { DemandRepository } from './demand.repository.js';
import { type ShiftTypeEntity } from './shift-type.entity.js';

/** The cover that a unit needs, as it is stored. */
export interface StoredCover {
  readonly templates: readonly CoverTemplateEntity[];
  readonly lines: readonly CoverLineEntity[];
  readonly exceptions: readonly CoverExceptionEntity[];
}

/** What a unit needs: its shift types, and how many of whom on which. */
@Injectable()
export class DemandService {
  constructor(private readonly repository: DemandRepository) {}

  /** Every shift type of a unit, inactive ones included, by start. */
  async shiftTypes(unitId: string, tx?: Transaction): Promise<ShiftTypeEntity[]> {
    return this.repository.shiftTypes(unitId, tx);
  }

  /** Templates valid on any day from `from` to `to` (ISO dates, both included), their lines, and exceptions on those days. */
  async coverFor(unitId: string, from: string, to: string, tx?: Transaction): Promise<StoredCover> {
    const templates = (await this.repository.templates(unitId, tx)).filter(
      ({ validFrom, validUntil }) => validFrom <= to && (validUntil === null || validUntil >= from),
    );
    const lines = await this.repository.lines(
      templates.map(({ id }) => id),
      tx,
    );
    const exceptions = await this.repository.exceptions(
      lines.map(({ id }) => id),
      tx,
    );
    return { templates, lines, exceptions: exceptions.filter(({ date }) => date >= from && date <= to) };
  }
}
