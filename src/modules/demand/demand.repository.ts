import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { CoverExceptionEntity } from './cover-exception.entity.js';
import { CoverLineEntity } from './cover-line.entity.js';
import { CoverTemplateEntity } from './cover-template.entity.js';
import { ShiftTypeEntity } from './shift-type.entity.js';

@Injectable()
export class DemandRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  /** @param unitIds null: of every unit */
  async shiftTypes(unitIds: readonly string[] | null, tx?: Transaction): Promise<ShiftTypeEntity[]> {
    return (tx ?? this.manager).find(ShiftTypeEntity, {
      where: unitIds === null ? {} : { unitId: In([...unitIds]) },
      order: { startMin: 'ASC', code: 'ASC', id: 'ASC' },
    });
  }

  /** @param unitIds null: of every unit */
  async templates(unitIds: readonly string[] | null, tx?: Transaction): Promise<CoverTemplateEntity[]> {
    return (tx ?? this.manager).find(CoverTemplateEntity, {
      where: unitIds === null ? {} : { unitId: In([...unitIds]) },
      order: { validFrom: 'ASC', id: 'ASC' },
    });
  }

  async lines(templateIds: readonly string[], tx?: Transaction): Promise<CoverLineEntity[]> {
    if (templateIds.length === 0) return [];
    return (tx ?? this.manager).find(CoverLineEntity, {
      where: { templateId: In([...templateIds]) },
      order: { position: 'ASC', name: 'ASC', id: 'ASC' },
    });
  }

  async exceptions(lineIds: readonly string[], tx?: Transaction): Promise<CoverExceptionEntity[]> {
    if (lineIds.length === 0) return [];
    return (tx ?? this.manager).find(CoverExceptionEntity, {
      where: { coverLineId: In([...lineIds]) },
      order: { date: 'ASC' },
    });
  }

  async shiftType(id: string, tx?: Transaction): Promise<ShiftTypeEntity | null> {
    return (tx ?? this.manager).findOneBy(ShiftTypeEntity, { id });
  }

  async lockShiftType(id: string, tx: Transaction): Promise<ShiftTypeEntity | null> {
    return tx.findOne(ShiftTypeEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async saveShiftType(type: Partial<ShiftTypeEntity>, tx: Transaction): Promise<ShiftTypeEntity> {
    return tx.save(ShiftTypeEntity, tx.create(ShiftTypeEntity, type));
  }

  async removeShiftType(id: string, tx: Transaction): Promise<void> {
    await tx.delete(ShiftTypeEntity, { id });
  }

  /** True if somebody is assigned to the shift type. */
  async isAssigned(shiftTypeId: string, tx: Transaction): Promise<boolean> {
    const rows = await tx.query<{ assigned: boolean }[]>(
      `SELECT EXISTS (SELECT 1 FROM assignments WHERE shift_type_id = $1)
           OR EXISTS (SELECT 1 FROM rota_template_cells c JOIN line_places p ON p.line_id = c.line_id
                       WHERE c.shift_type_id = $1) AS assigned`,
      [shiftTypeId],
    );
    return rows[0]?.assigned === true;
  }

  /** Names of cover lines that count the shift type. */
  async linesCounting(shiftTypeId: string, tx: Transaction): Promise<string[]> {
    const rows = await tx.query<{ name: string }[]>(
      'SELECT name FROM cover_lines WHERE $1 = ANY(shift_type_ids) ORDER BY name',
      [shiftTypeId],
    );
    return rows.map(({ name }) => name);
  }

  async template(id: string, tx?: Transaction): Promise<CoverTemplateEntity | null> {
    return (tx ?? this.manager).findOneBy(CoverTemplateEntity, { id });
  }

  async lockTemplate(id: string, tx: Transaction): Promise<CoverTemplateEntity | null> {
    return tx.findOne(CoverTemplateEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async saveTemplate(template: Partial<CoverTemplateEntity>, tx: Transaction): Promise<CoverTemplateEntity> {
    return tx.save(CoverTemplateEntity, tx.create(CoverTemplateEntity, template));
  }

  /** With its lines and their exceptions. */
  async removeTemplate(id: string, tx: Transaction): Promise<void> {
    await tx.delete(CoverTemplateEntity, { id });
  }

  async line(id: string, tx?: Transaction): Promise<CoverLineEntity | null> {
    return (tx ?? this.manager).findOneBy(CoverLineEntity, { id });
  }

  async lockLine(id: string, tx: Transaction): Promise<CoverLineEntity | null> {
    return tx.findOne(CoverLineEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async saveLine(line: Partial<CoverLineEntity>, tx: Transaction): Promise<CoverLineEntity> {
    return tx.save(CoverLineEntity, tx.create(CoverLineEntity, line));
  }

  /** With its exceptions. */
  async removeLine(id: string, tx: Transaction): Promise<void> {
    await tx.delete(CoverLineEntity, { id });
  }

  async exception(coverLineId: string, date: string, tx: Transaction): Promise<CoverExceptionEntity | null> {
    return tx.findOne(CoverExceptionEntity, {
      where: { coverLineId, date },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async saveException(
    exception: Partial<CoverExceptionEntity>,
    tx: Transaction,
  ): Promise<CoverExceptionEntity> {
    return tx.save(CoverExceptionEntity, tx.create(CoverExceptionEntity, exception));
  }

  async removeException(id: string, tx: Transaction): Promise<void> {
    await tx.delete(CoverExceptionEntity, { id });
  }
}
