import { type DataSource } from 'typeorm';
import { CoverLineEntity } from '../../src/modules/demand/cover-line.entity.js';
import { CoverTemplateEntity } from '../../src/modules/demand/cover-template.entity.js';
import { ShiftTypeEntity } from '../../src/modules/demand/shift-type.entity.js';
import { PersonEntity } from '../../src/modules/people/person.entity.js';
import { PlacementEntity } from '../../src/modules/people/placement.entity.js';
import { RotaEntity } from '../../src/modules/rotas/rota.entity.js';
import { UnitEntity } from '../../src/modules/units/unit.entity.js';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
export const FIRST_DATE = '2026-10-19';
export const LAST_DATE = '2026-11-01';

/** A unit with a two-week rota over the end of summer time, nobody on it yet. */
export interface MadeUnit {
  readonly unitId: string;
  readonly rotaId: string;
  /** In the order of their family names. */
  readonly personIds: readonly string[];
  /** 08:00–16:00, 21:00–08:00, and one from 07:00 to 15:00. */
  readonly day: string;
  readonly night: string;
  readonly early: string;
}

/** A unit with shift types, cover, people and an empty draft. */
export async function makeUnit(
  db: DataSource,
  organisationId: string,
  code: string,
  people: number,
): Promise<MadeUnit> {
  const unitId = await insert(db, UnitEntity, { organisationId, code, name: `Ward ${code}` });
  const type = async (
    name: string,
    kind: 'day' | 'night',
    startMin: number,
    endMin: number,
  ): Promise<string> =>
    insert(db, ShiftTypeEntity, { unitId, code: name[0]!, name, kind, startMin, endMin, colour: '#005eb8' });
  const day = await type('Day', 'day', 480, 960);
  const night = await type('Night', 'night', 1260, 1920);
  const early = await type('Early', 'day', 420, 900);
  const personIds: string[] = [];
  for (let number = 0; number < people; number++) {
    const personId = await insert(db, PersonEntity, {
      organisationId,
      staffNumber: `${code}${number}`,
      givenName: `Jo${number}`,
      familyName: `${code}-Family ${String(number).padStart(2, '0')}`,
      email: `${code.toLowerCase()}${number}@example.org`,
      gradeCode: number % 2 === 0 ? 'FY2' : 'ST3',
    });
    await insert(db, PlacementEntity, placement(unitId, personId));
    personIds.push(personId);
  }
  const templateId = await insert(db, CoverTemplateEntity, {
    unitId,
    name: 'Cover',
    validFrom: '2026-01-01',
  });
  const line = { templateId, weekdays: EVERY_DAY, measure: 'count' as const };
  await insert(db, CoverLineEntity, {
    ...line,
    name: 'Days',
    shiftTypeIds: [day, early],
    minimum: 2,
    target: 2,
  });
  await insert(db, CoverLineEntity, {
    ...line,
    name: 'Nights',
    shiftTypeIds: [night],
    minimum: 1,
    target: 1,
  });
  const rota = { unitId, name: `Rota ${code}`, firstDate: FIRST_DATE, lastDate: LAST_DATE };
  return { unitId, rotaId: await insert(db, RotaEntity, rota), personIds, day, night, early };
}

export function placement(unitId: string, personId: string): Partial<PlacementEntity> {
  const contract = { wte: 1, contractCode: 'doctors2016', fullTimeMinPerWeek: 2400 };
  return { unitId, personId, firstDate: '2026-08-05', ...contract };
}

export async function insert<T extends { id: string }>(
  db: DataSource,
  entity: new () => T,
  row: Partial<Omit<T, 'id'>>,
): Promise<string> {
  const { identifiers } = await db.getRepository(entity).insert(row as never);
  return (identifiers[0] as { id: string }).id;
}
