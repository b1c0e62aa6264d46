import { randomUUID } from 'node:crypto';
import { type Role } from '../../src/common/role.js';
import { AccountRoleEntity } from '../../src/modules/auth/account-role.entity.js';
import { AccountEntity } from '../../src/modules/auth/account.entity.js';
import { PasswordService } from '../../src/modules/auth/password.service.js';
import { GradeEntity } from '../../src/modules/people/grade.entity.js';
import { PlacementEntity } from '../../src/modules/people/placement.entity.js';
import { OrganisationEntity } from '../../src/modules/units/organisation.entity.js';
import { insert, type MadeUnit, makeUnit, placement } from './make-unit.js';
import { RotaClient } from './rota-client.js';
import { type TestServer } from './test-server.js';

export { FIRST_DATE, LAST_DATE } from './make-unit.js';

const PASSWORD = 'correct horse battery';

/** A unit, and a way to sign in to it. */
export interface SmallUnit extends MadeUnit {
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
