import { type DataSource } from 'typeorm';
import { AllocationTemplateEntity } from '../../src/modules/lines/allocation-template.entity.js';
import { LineAllocationEntity } from '../../src/modules/lines/line-allocation.entity.js';
import { LinePlaceEntity } from '../../src/modules/lines/line-place.entity.js';
import { RotaTemplateLineEntity } from '../../src/modules/lines/rota-template-line.entity.js';
import { RotaTemplateVersionEntity } from '../../src/modules/lines/rota-template-version.entity.js';
import { RotaTemplateEntity } from '../../src/modules/lines/rota-template.entity.js';
import { insert } from './make-unit.js';

interface PersonOnLine {
  readonly personId: string;
  /** Index of the line. */
  readonly line: number;
  /** In thousandths; the whole line if left out. */
  readonly share?: readonly [number, number];
  readonly daysOff?: number[];
}

export interface LineRows {
  readonly unitId: string;
  readonly name: string;
  /** Weeks such as `DDDDD--` of each line; a letter is the code of a shift type. */
  readonly lines: readonly (readonly string[])[];
  readonly types: Readonly<Record<string, string>>;
  readonly people: readonly PersonOnLine[];
  readonly cycleStart: string;
  readonly firstDate: string;
  readonly lastDate: string;
}

/** A template of a unit and people on its lines, as rows. */
export async function addLines(db: DataSource, rows: LineRows): Promise<void> {
  const { unitId, name, lines, types, people, cycleStart, firstDate, lastDate } = rows;
  const [account] = await db.query<{ id: string }[]>('SELECT id FROM accounts ORDER BY id LIMIT 1');
  const templateId = await insert(db, RotaTemplateEntity, { unitId, name, contractCode: 'doctors2016' });
  const templateVersionId = await insert(db, RotaTemplateVersionEntity, {
    templateId,
    number: 1,
    cycleWeeks: lines[0]?.length ?? 1,
    createdBy: account?.id ?? '',
    createdAt: new Date(),
  });
  const lineIds: string[] = [];
  for (const [position, weeks] of lines.entries()) {
    const lineId = await insert(db, RotaTemplateLineEntity, {
      templateVersionId,
      position,
      name: `Line ${position + 1}`,
    });
    lineIds.push(lineId);
    const cells = [...weeks.join('')].flatMap((code, day) =>
      code === '-' ? [] : [{ day, type: types[code] }],
    );
    await db.query(
      `INSERT INTO rota_template_cells (line_id, day, shift_type_id)
       SELECT $1, c.day, c.type FROM json_to_recordset($2) AS c (day smallint, type uuid)`,
      [lineId, JSON.stringify(cells)],
    );
  }
  const dates = { firstDate, lastDate };
  const allocationId = await insert(db, LineAllocationEntity, {
    unitId,
    ...dates,
  });
  await db.manager.insert(AllocationTemplateEntity, {
    ...{ allocationId, unitId, templateId, templateVersionId, cycleStart, position: 0 },
    ...dates,
  });
  for (const { personId, line, share: [shareFrom, shareUntil] = [0, 1000], daysOff = [] } of people) {
    const lineId = lineIds[line] ?? '';
    const place = {
      allocationId,
      unitId,
      templateVersionId,
      personId,
      lineId,
      shareFrom,
      shareUntil,
      daysOff,
    };
    await insert(db, LinePlaceEntity, { ...place, ...dates });
  }
}
