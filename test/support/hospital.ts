import { type Role } from '../../src/common/role.js';
import { AccountsService } from '../../src/modules/auth/accounts.service.js';
import { GradeEntity } from '../../src/modules/people/grade.entity.js';
import { PersonEntity } from '../../src/modules/people/person.entity.js';
import { PlacementEntity } from '../../src/modules/people/placement.entity.js';
import { SkillEntity } from '../../src/modules/people/skill.entity.js';
import { ShiftTypeEntity } from '../../src/modules/demand/shift-type.entity.js';
import { OrganisationEntity } from '../../src/modules/units/organisation.entity.js';
import { UnitEntity } from '../../src/modules/units/unit.entity.js';
import { ApiClient } from './api-client.js';
import { Contract } from './contract.js';
import { type TestServer } from './test-server.js';

export const PASSWORD = 'correct horse battery';

/** Who signs in. Coordinators, supervisors and staff of ward A; the other roles have no unit. */
export type Who = Role | 'other-coordinator' | 'other-supervisor' | 'other-staff';

export interface Hospital {
  readonly organisationId: string;
  /** The unit that tests work in, and one that its people have nothing to do with. */
  readonly unitId: string;
  readonly otherUnitId: string;
  readonly skillId: string;
  readonly shiftTypeId: string;
  readonly otherShiftTypeId: string;
  /** The person of the staff account of the unit, a colleague of theirs, and somebody of the other unit. */
  readonly personId: string;
  readonly colleagueId: string;
  readonly otherPersonId: string;
  /** Signed-in browsers. */
  readonly as: Readonly<Record<Who, ApiClient>>;
  readonly nobody: ApiClient;
}

/** A small hospital with two units and an account of every role. */
export async function buildHospital(server: TestServer): Promise<Hospital> {
  const { manager } = server.dataSource;
  const save = async <T extends object>(entity: new () => T, values: Partial<T>): Promise<T> =>
    manager.save(entity, manager.create(entity, values as never));
  const { id: organisationId } = await save(OrganisationEntity, {
    name: 'St Elsewhere',
    nation: 'england-and-wales',
    timeZone: 'Europe/London',
  });
  await manager.insert(GradeEntity, [
    { code: 'F2', name: 'Foundation 2', family: 'doctor', rank: 2, registered: true },
    { code: 'ST3', name: 'Specialty 3', family: 'doctor', rank: 5, registered: true },
  ]);
  const { id: skillId } = await save(SkillEntity, { organisationId, code: 'ALS', name: 'Life support' });
  const unit = await save(UnitEntity, { organisationId, code: 'A', name: 'Ward A' });
  const other = await save(UnitEntity, { organisationId, code: 'B', name: 'Ward B' });
  const shiftTypeOf = async (unitId: string): Promise<string> =>
    (await save(ShiftTypeEntity, dayShift(unitId))).id;
  const personIn = async (unitId: string, staffNumber: string, familyName: string): Promise<string> => {
    const { id } = await save(PersonEntity, {
      organisationId,
      staffNumber,
      givenName: 'Sam',
      familyName,
      email: `${familyName.toLowerCase()}@example.org`,
      gradeCode: 'ST3',
      registrationBody: null,
      registrationNumber: null,
    });
    await save(PlacementEntity, {
      personId: id,
      unitId,
      firstDate: '2026-01-01',
      lastDate: null,
      wte: 1,
      contractCode: 'doctors2016',
      fullTimeMinPerWeek: 2400,
    });
    return id;
  };
  const ids = {
    organisationId,
    unitId: unit.id,
    otherUnitId: other.id,
    skillId,
    shiftTypeId: await shiftTypeOf(unit.id),
    otherShiftTypeId: await shiftTypeOf(other.id),
    personId: await personIn(unit.id, 'S1', 'Adeyemi'),
    colleagueId: await personIn(unit.id, 'S2', 'Brown'),
    otherPersonId: await personIn(other.id, 'S3', 'Chandra'),
  };
  const contract = await Contract.of(server.url);
  return {
    ...ids,
    as: await signEverybodyIn(server, ids, contract),
    nobody: new ApiClient(server.url, contract),
  };
}

interface AccountIds {
  readonly organisationId: string;
  readonly unitId: string;
  readonly otherUnitId: string;
  readonly personId: string;
  readonly otherPersonId: string;
}

async function signEverybodyIn(
  server: TestServer,
  ids: AccountIds,
  contract: Contract,
): Promise<Record<Who, ApiClient>> {
  const { unitId, otherUnitId, personId, otherPersonId } = ids;
  const accounts: Record<Who, { role: Role; unitId?: string; personId?: string }> = {
    staff: { role: 'staff', personId },
    'other-staff': { role: 'staff', personId: otherPersonId },
    coordinator: { role: 'coordinator', unitId },
    'other-coordinator': { role: 'coordinator', unitId: otherUnitId },
    supervisor: { role: 'supervisor', unitId },
    'other-supervisor': { role: 'supervisor', unitId: otherUnitId },
    hr: { role: 'hr' },
    'director-of-medical-education': { role: 'director-of-medical-education' },
    guardian: { role: 'guardian' },
    auditor: { role: 'auditor' },
    admin: { role: 'admin' },
  };
  const clients = await Promise.all(
    Object.entries(accounts).map(async ([who, account]) => {
      const email = `${who}@example.org`;
      await createAccount(server, ids.organisationId, { ...account, email });
      const client = new ApiClient(server.url, contract);
      const { status } = await client.signIn(email, PASSWORD);
      if (status !== 201) throw new Error(`${who} cannot sign in: ${status}`);
      return [who, client] as const;
    }),
  );
  return Object.fromEntries(clients) as Record<Who, ApiClient>;
}

/** An account that signs in with {@link PASSWORD}. @returns its id. */
export async function createAccount(
  server: TestServer,
  organisationId: string,
  account: { email: string; role: Role; unitId?: string; personId?: string },
): Promise<string> {
  const { id } = await server.app.get(AccountsService).create(
    {
      email: account.email,
      displayName: account.email,
      personId: account.personId ?? null,
      password: PASSWORD,
      roles: [{ role: account.role, unitId: account.unitId ?? null }],
    },
    organisationId,
    'system',
  );
  return id;
}

/** A long day of a unit. */
export function dayShift(unitId: string): {
  unitId: string;
  code: string;
  name: string;
  kind: 'long-day';
  startMin: number;
  endMin: number;
  paidBreakMin: number;
  unpaidBreakMin: number;
  colour: string;
  gradeCodes: string[];
  skillCodes: string[];
  active: boolean;
} {
  return {
    unitId,
    code: 'LD',
    name: 'Long day',
    kind: 'long-day',
    startMin: 480,
    endMin: 1260,
    paidBreakMin: 60,
    unpaidBreakMin: 0,
    colour: '#1d70b8',
    gradeCodes: [],
    skillCodes: [],
    active: true,
  };
}
