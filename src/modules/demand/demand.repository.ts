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

  async shiftTypes(unitId: string, tx?: Transaction): Promise<ShiftTypeEntity[]> {
    return (tx ?? this.manager).find(ShiftTypeEntity, {
      where: { unitId },
      order: { startMin: 'ASC', code: 'ASC' },
    });
  }

  async templates(unitId: string, tx?: Transaction): Promise<CoverTemplateEntity[]> {
    return (tx ?? this.manager).find(CoverTemplateEntity, {
      where: { unitId },
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
}
