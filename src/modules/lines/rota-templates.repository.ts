import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { RotaTemplateEntity } from './rota-template.entity.js';
import { RotaTemplateVersionEntity } from './rota-template-version.entity.js';
import { RotaTemplateLineEntity } from './rota-template-line.entity.js';
import { type CheckedLine } from './sheet/check-lines.js';

export interface TemplateRow {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly name: string;
  readonly contractCode: string;
  readonly latestNumber: number;
  readonly cycleWeeks: number;
  readonly lineCount: number;
  readonly version: number;
}

export interface TemplateUse {
  readonly allocationId: string;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly number: number;
}

const SELECT = `
  SELECT t.id, t.unit_id AS "unitId", u.name AS "unitName", t.name, t.contract_code AS "contractCode",
         v.number AS "latestNumber", v.cycle_weeks AS "cycleWeeks", t.version,
         (SELECT count(*)::int FROM rota_template_lines l WHERE l.template_version_id = v.id) AS "lineCount"
    FROM rota_templates t JOIN units u ON u.id = t.unit_id
    JOIN LATERAL (SELECT * FROM rota_template_versions x WHERE x.template_id = t.id ORDER BY x.number DESC LIMIT 1) v ON true`;

@Injectable()
export class RotaTemplatesRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async ofUnit(unitId: string): Promise<TemplateRow[]> {
    return this.manager.query<TemplateRow[]>(`${SELECT} WHERE t.unit_id = $1 ORDER BY t.name, t.id`, [
      unitId,
    ]);
  }

  async find(id: string, tx: Transaction = this.manager): Promise<TemplateRow | null> {
    const [row] = await tx.query<TemplateRow[]>(`${SELECT} WHERE t.id = $1`, [id]);
    return row ?? null;
  }

  async unitIdOf(id: string): Promise<string | null> {
    return (await this.manager.findOneBy(RotaTemplateEntity, { id }))?.unitId ?? null;
  }

  async lock(tx: Transaction, id: string): Promise<RotaTemplateEntity | null> {
    return tx.findOne(RotaTemplateEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async insert(tx: Transaction, template: Partial<RotaTemplateEntity>): Promise<RotaTemplateEntity> {
    return tx.save(RotaTemplateEntity, tx.create(RotaTemplateEntity, template));
  }

  /** Moves the version on, also where nothing but the lines is new. */
  async change(tx: Transaction, id: string, values: { name: string; contractCode: string }): Promise<void> {
    await tx.query(
      'UPDATE rota_templates SET name = $2, contract_code = $3, version = version + 1 WHERE id = $1',
      [id, values.name, values.contractCode],
    );
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await tx.delete(RotaTemplateEntity, { id });
  }

  async versionOf(
    templateId: string,
    number: number,
    tx: Transaction = this.manager,
  ): Promise<RotaTemplateVersionEntity | null> {
    return tx.findOneBy(RotaTemplateVersionEntity, { templateId, number });
  }

  async addVersion(
    tx: Transaction,
    version: Omit<RotaTemplateVersionEntity, 'id'>,
    lines: readonly CheckedLine[],
  ): Promise<void> {
    const { id } = await tx.save(RotaTemplateVersionEntity, tx.create(RotaTemplateVersionEntity, version));
    const saved = await tx.save(
      RotaTemplateLineEntity,
      lines.map(({ name, wteThousandths }, position) =>
        tx.create(RotaTemplateLineEntity, { templateVersionId: id, position, name, wteThousandths }),
      ),
    );
    const cells = lines.flatMap((line, index) =>
      line.cells.flatMap((shiftTypeId, day) =>
        shiftTypeId === null ? [] : [{ lineId: saved[index]!.id, day, shiftTypeId }],
      ),
    );
    await tx.query(
      `INSERT INTO rota_template_cells (line_id, day, shift_type_id)
       SELECT * FROM unnest($1::uuid[], $2::smallint[], $3::uuid[])`,
      [
        cells.map(({ lineId }) => lineId),
        cells.map(({ day }) => day),
        cells.map(({ shiftTypeId }) => shiftTypeId),
      ],
    );
  }

  /** Latest first. */
  async uses(templateId: string, tx: Transaction = this.manager): Promise<TemplateUse[]> {
    return tx.query<TemplateUse[]>(
      `SELECT a.id AS "allocationId", a.first_date::text AS "firstDate", a.last_date::text AS "lastDate", v.number
         FROM allocation_templates t JOIN line_allocations a ON a.id = t.allocation_id
         JOIN rota_template_versions v ON v.id = t.template_version_id
        WHERE t.template_id = $1 ORDER BY a.first_date DESC, a.id`,
      [templateId],
    );
  }
}
