import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { type LinesOrigin, type LineShiftType, type Place, type StoredLine } from './cells/allocated-line.js';

/** A template whose lines an allocation gives, in the version that is worked. */
export interface AllocatedTemplate extends LinesOrigin {
  readonly contractCode: string;
  readonly templateNumber: number;
  /** The newest. */
  readonly latestTemplateNumber: number;
  readonly cycleWeeks: number;
}

/** An allocation as it is read. */
export interface AllocationRow {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  /** One at least, in the order in which they are shown. */
  readonly templates: readonly AllocatedTemplate[];
  readonly rotationId: string | null;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly version: number;
}

/** A place with the person's contract on its first day. */
export interface PlaceRow extends Place {
  readonly allocationId: string;
  /** Null: not placed in the unit on that day. */
  readonly contractCode: string | null;
}

const ALLOCATIONS = `
  SELECT a.id, a.unit_id AS "unitId", u.name AS "unitName", a.rotation_id AS "rotationId",
         a.first_date::text AS "firstDate", a.last_date::text AS "lastDate", a.version,
         (SELECT json_agg(json_build_object(
                   'templateId', t.id, 'templateName', t.name, 'contractCode', t.contract_code,
                   'templateVersionId', v.id, 'templateNumber', v.number,
                   'latestTemplateNumber', (SELECT max(x.number) FROM rota_template_versions x WHERE x.template_id = t.id),
                   'cycleStart', x.cycle_start, 'cycleWeeks', v.cycle_weeks) ORDER BY x.position)
            FROM allocation_templates x JOIN rota_template_versions v ON v.id = x.template_version_id
            JOIN rota_templates t ON t.id = x.template_id WHERE x.allocation_id = a.id) AS templates
    FROM line_allocations a JOIN units u ON u.id = a.unit_id`;

/** Reads lines and who is on them. */
@Injectable()
export class LinesReaderRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async allocation(id: string, tx: Transaction = this.manager): Promise<AllocationRow | null> {
    const [row] = await tx.query<AllocationRow[]>(`${ALLOCATIONS} WHERE a.id = $1`, [id]);
    return row ?? null;
  }

  /** Those that touch the days, earliest first. */
  async allocations(
    unitId: string,
    from: string,
    to: string,
    tx: Transaction = this.manager,
  ): Promise<AllocationRow[]> {
    return tx.query<AllocationRow[]>(
      `${ALLOCATIONS} WHERE a.unit_id = $1 AND a.first_date <= $3 AND a.last_date >= $2 ORDER BY a.first_date, a.id`,
      [unitId, from, to],
    );
  }

  /** Lines of versions of templates, in their order. */
  async lines(
    versionIds: readonly string[],
    tx: Transaction = this.manager,
  ): Promise<(StoredLine & { readonly templateVersionId: string })[]> {
    const rows = await tx.query<(Omit<StoredLine, 'cells'> & LineCellsRow)[]>(
      `SELECT l.id, l.template_version_id AS "templateVersionId", l.name, l.wte_thousandths AS "wteThousandths",
              v.cycle_weeks AS "cycleWeeks",
              (SELECT coalesce(json_agg(json_build_array(c.day, c.shift_type_id)), '[]') FROM rota_template_cells c
                WHERE c.line_id = l.id) AS shifts
         FROM rota_template_lines l JOIN rota_template_versions v ON v.id = l.template_version_id
        WHERE l.template_version_id = ANY($1) ORDER BY l.template_version_id, l.position`,
      [versionIds],
    );
    return rows.map(({ cycleWeeks, shifts, ...line }) => {
      const cells = Array.from({ length: cycleWeeks * 7 }, (): string | null => null);
      for (const [day, shiftTypeId] of shifts) cells[day] = shiftTypeId;
      return { ...line, cells };
    });
  }

  /** By line and part of it. */
  async places(allocationIds: readonly string[], tx: Transaction = this.manager): Promise<PlaceRow[]> {
    return tx.query<PlaceRow[]>(
      `SELECT p.id, p.allocation_id AS "allocationId", p.person_id AS "personId", p.line_id AS "lineId",
              p.start_week AS "startWeek", p.first_date::text AS "firstDate", p.last_date::text AS "lastDate",
              p.share_from AS "shareFrom", p.share_until AS "shareUntil", p.days_off AS "daysOff",
              (SELECT x.contract_code FROM placements x
                WHERE x.person_id = p.person_id AND x.unit_id = p.unit_id
                  AND daterange(x.first_date, x.last_date, '[]') && daterange(p.first_date, p.last_date, '[]')
                ORDER BY x.first_date LIMIT 1) AS "contractCode"
         FROM line_places p JOIN allocation_templates t USING (allocation_id, template_version_id)
         JOIN rota_template_lines l ON l.id = p.line_id
        WHERE p.allocation_id = ANY($1)
        ORDER BY p.allocation_id, t.position, l.position, p.start_week, p.share_from, p.first_date, p.id`,
      [allocationIds],
    );
  }

  /** All that a unit has, whether used any more or not. */
  async shiftTypes(unitId: string, tx: Transaction = this.manager): Promise<UnitShiftType[]> {
    return tx.query<UnitShiftType[]>(
      `SELECT id, code, name, kind, start_min AS "startMin", end_min AS "endMin", paid_break_min AS "paidBreakMin",
              unpaid_break_min AS "unpaidBreakMin", on_call_estimate AS "onCallEstimate", colour,
              grade_codes AS "gradeCodes", skill_codes AS "skillCodes", active
         FROM shift_types WHERE unit_id = $1 ORDER BY start_min, end_min, code`,
      [unitId],
    );
  }
}

interface LineCellsRow {
  readonly templateVersionId: string;
  readonly cycleWeeks: number;
  readonly shifts: readonly (readonly [number, string])[];
}

export interface UnitShiftType extends LineShiftType {
  readonly colour: string;
  readonly gradeCodes: readonly string[];
  readonly skillCodes: readonly string[];
  readonly active: boolean;
}
