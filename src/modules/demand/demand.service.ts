import { Injectable, type OnModuleInit } from '@nestjs/common';
import { groupBy } from '../../common/group-by.js';
import { TargetResolvers } from '../../common/target-resolvers.js';
import { type Transaction } from '../../database/transactions.js';
import { type CoverExceptionEntity } from './cover-exception.entity.js';
import { type CoverLineEntity } from './cover-line.entity.js';
import { type CoverTemplateEntity } from './cover-template.entity.js';
import { lineView, templateView, type DemandDto } from './demand.dto.js';
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
export class DemandService implements OnModuleInit {
  constructor(
    private readonly repository: DemandRepository,
    private readonly resolvers: TargetResolvers,
  ) {}

  onModuleInit(): void {
    const unitOfTemplate = async (id: string): Promise<string | null> =>
      (await this.repository.template(id))?.unitId ?? null;
    this.resolvers.registerUnitResolver(
      'shift-type',
      async (id) => (await this.repository.shiftType(id))?.unitId ?? null,
    );
    this.resolvers.registerUnitResolver('demand-template', unitOfTemplate);
    this.resolvers.registerUnitResolver('cover-line', async (id) => {
      const line = await this.repository.line(id);
      return line === null ? null : unitOfTemplate(line.templateId);
    });
  }

  /**
   * Every template with its lines and their exceptions, by first day.
   *
   * @param unitIds null: of every unit
   */
  async demand(unitIds: readonly string[] | null): Promise<DemandDto> {
    const templates = await this.repository.templates(unitIds);
    const lines = await this.repository.lines(templates.map(({ id }) => id));
    const exceptions = groupBy(
      await this.repository.exceptions(lines.map(({ id }) => id)),
      ({ coverLineId }) => coverLineId,
    );
    const linesOf = groupBy(lines, ({ templateId }) => templateId);
    return {
      templates: templates.map((template) => {
        const own = linesOf.get(template.id) ?? [];
        return templateView(
          template,
          own.map((line) => lineView(line, exceptions.get(line.id) ?? [])),
        );
      }),
    };
  }

  /** Every shift type of a unit, inactive ones included, by start. */
  async shiftTypes(unitId: string, tx?: Transaction): Promise<ShiftTypeEntity[]> {
    return this.repository.shiftTypes([unitId], tx);
  }

  /**
   * The same of several units.
   *
   * @param unitIds null: of every unit
   */
  async shiftTypesOf(unitIds: readonly string[] | null): Promise<ShiftTypeEntity[]> {
    return this.repository.shiftTypes(unitIds);
  }

  /** Templates valid on any day from `from` to `to` (ISO dates, both included), their lines, and exceptions on those days. */
  async coverFor(unitId: string, from: string, to: string, tx?: Transaction): Promise<StoredCover> {
    const templates = (await this.repository.templates([unitId], tx)).filter(
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
