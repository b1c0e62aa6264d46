import { randomUUID } from 'node:crypto';
import { type DataSource } from 'typeorm';
import { type Role } from '../../src/common/role.js';
import { AccountRoleEntity } from '../../src/modules/auth/account-role.entity.js';
import { AccountEntity } from '../../src/modules/auth/account.entity.js';
import { PasswordService } from '../../src/modules/auth/password.service.js';
import { CoverLineEntity } from '../../src/modules/demand/cover-line.entity.js';
import { CoverTemplateEntity } from '../../src/modules/demand/cover-template.entity.js';
import { ShiftTypeEntity } from '../../src/modules/demand/shift-type.entity.js';
import { GradeEntity } from '../../src/modules/people/grade.entity.js';
import { PersonEntity } from '../../src/modules/people/person.entity.js';
import { PlacementEntity } from '../../src/modules/people/placement.entity.js';
import { RotaEntity } from '../../src/modules/rotas/rota.entity.js';
import { OrganisationEntity } from '../../src/modules/units/organisation.entity.js';
import { UnitEntity } from '../../src/modules/units/unit.entity.js';
import { RotaClient } from './rota-client.js';
import { type TestServer } from './test-server.js';

const PASSWORD = 'correct horse battery';
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** A unit with a two-week rota over the end of summer time, nobody on it yet. */
export interface SmallUnit {
  readonly unitId: string;
  readonly rotaId: string;
  /** In the order of their family names. */
  readonly personIds: readonly string[];
  /** 08:00–16:00, 21:00–08:00, and one from 07:00 to 15:00. */
  readonly day: string;
  readonly night: string;
  readonly early: string;
  /** Signs in the unit's coordinator. */
  coordinator(): Promise<RotaClient>;
}

/** Two units, with people and accounts of their own, in an otherwise empty database. */
export interface SmallHospital {
  readonly organisationId: string;
  readonly a: SmallUnit;
  readonly b: SmallUnit;
  /** Gives the person a placement in the other unit too. */
  placeIn(unit: SmallUnit, personId: string): Promise<void>;
  /** Signs in a new account. */
  signInAs(role: Role, options?: { unitId?: string; personId?: string }): Promise<RotaClient>;
}

export const FIRST_DATE = '2026-10-19';
export const LAST_DATE = '2026-11-01';

export async function smallHospital(server: TestServer, peopleInEach = 8): Promise<SmallHospital> {
  const db = server.dataSource;
  const organisation = {
    name: 'Little General',
    nation: 'england-and-wales' as const,
    timeZone: 'Europe/London',
  };
  const organisationId = await insert(db, OrganisationEntity, organisation);
  await db.getRepository(GradeEntity).insert([
    { code: 'FY2', name: 'Foundation year 2', family: 'doctor', rank: 20, registered: true },
    { code: 'ST3', name: 'Specialty trainee 3', family: 'doctor', rank: 33, registered: true },
  ]);
  const passwordHash = await server.app.get(PasswordService).hash(PASSWORD);
  const signInAs: SmallHospital['signInAs'] = async (role, { unitId, personId } = {}) => {
    const email = `${role}-${randomUUID()}@example.org`;
    const account = { email, displayName: role, passwordHash, personId: personId ?? null };
    const accountId = await insert(db, AccountEntity, account);
    await insert(db, AccountRoleEntity, { accountId, role, unitId: unitId ?? null });
    return RotaClient.signIn(server.url, email, PASSWORD);
  };
  const unit = async (code: string): Promise<SmallUnit> => {
    const made = await makeUnit(db, organisationId, code, peopleInEach);
    return { ...made, coordinator: async () => signInAs('coordinator', { unitId: made.unitId }) };
  };
  return {
    organisationId,
    a: await unit('A'),
    b: await unit('B'),
    placeIn: async ({ unitId }, personId) => {
      await insert(db, PlacementEntity, placement(unitId, personId));
    },
    signInAs,
  };
}

async function makeUnit(
  db: DataSource,
  organisationId: string,
  code: string,
  people: number,
): Promise<Omit<SmallUnit, 'coordinator'>> {
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

function placement(unitId: string, personId: string): Partial<PlacementEntity> {
  const contract = { wte: 1, contractCode: 'doctors2016', fullTimeMinPerWeek: 2400 };
  return { unitId, personId, firstDate: '2026-08-05', ...contract };
}

async function insert<T extends { id: string }>(
  db: DataSource,
  entity: new () => T,
  row: Partial<Omit<T, 'id'>>,
): Promise<string> {
  const { identifiers } = await db.getRepository(entity).insert(row as never);
  return (identifiers[0] as { id: string }).id;
}
