import { type DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../src/common/clock.js';
import { AuditRepository } from '../src/modules/audit/audit.repository.js';
import { AuditService } from '../src/modules/audit/audit.service.js';
import { AccountRoleEntity } from '../src/modules/auth/account-role.entity.js';
import { AccountEntity } from '../src/modules/auth/account.entity.js';
import { PasswordService } from '../src/modules/auth/password.service.js';
import { AvailabilityEntryEntity } from '../src/modules/availability/availability-entry.entity.js';
import { CoverExceptionEntity } from '../src/modules/demand/cover-exception.entity.js';
import { CoverLineEntity } from '../src/modules/demand/cover-line.entity.js';
import { CoverTemplateEntity } from '../src/modules/demand/cover-template.entity.js';
import { ShiftTypeEntity } from '../src/modules/demand/shift-type.entity.js';
import { AbsenceEntity } from '../src/modules/leave/absence.entity.js';
import { VacancyLadderEntity } from '../src/modules/open-shifts/vacancy-ladder.entity.js';
import { GradeEntity } from '../src/modules/people/grade.entity.js';
import { PayTermEntity } from '../src/modules/pay/pay-term.entity.js';
import { PersonSkillEntity } from '../src/modules/people/person-skill.entity.js';
import { PersonEntity } from '../src/modules/people/person.entity.js';
import { PlacementEntity } from '../src/modules/people/placement.entity.js';
import { SkillEntity } from '../src/modules/people/skill.entity.js';
import { AssignmentEntity } from '../src/modules/rotas/assignment.entity.js';
import { PublishedAssignmentEntity } from '../src/modules/rotas/published-assignment.entity.js';
import { RotaVersionEntity } from '../src/modules/rotas/rota-version.entity.js';
import { RotaEntity } from '../src/modules/rotas/rota.entity.js';
import { OrganisationEntity } from '../src/modules/units/organisation.entity.js';
import { UnitRuleOverrideEntity } from '../src/modules/compliance/unit-rule-override.entity.js';
import { UnitEntity } from '../src/modules/units/unit.entity.js';
import { accounts, type DemoAccount } from './accounts.js';
import { DemoDates } from './demo-dates.js';
import { demoId } from './demo-ids.js';
import { type DemoPerson, type DemoUnit } from './demo-types.js';
import { emergencyDepartment } from './emergency-department/index.js';
import { grades } from './grades.js';
import { medicalWard } from './medical-ward/index.js';
import { organisation } from './organisation.js';
import { publishedRows } from './published-rows.js';
import { type DemoSignIn, knownPasswords, randomPassword, writeSignIns } from './sign-ins.js';
import { skills } from './skills.js';
import { ids, staffEmail, type UnitRows, unitRows } from './unit-rows.js';

export interface LoadDemoOptions {
  /** Gets `demo-sign-ins.json`. */
  readonly dataFolder: string;
  readonly log: (line: string) => void;
  /** The demo's rotas are dated from here; left out: the present. */
  readonly now?: Date;
}

export const demoUnits: readonly DemoUnit[] = [emergencyDepartment, medicalWard];

/** Two processes that start at once on one database: the second waits, and then finds the first one's hospital. */
const LOAD_LOCK = 1_380_930_628;

/**
 * Loads the demo hospital into an empty database, all or nothing; leaves a database that holds an organisation as it is.
 * The sign-ins are on disk before the accounts are committed, so that no account stands without its password known.
 */
export async function loadDemo(dataSource: DataSource, options: LoadDemoOptions): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [LOAD_LOCK]);
    if (await manager.existsBy(OrganisationEntity, {})) return;
    const dates = new DemoDates(options.now ?? new Date(), organisation.timeZone);
    await insertHospital(manager, dates);
    const signIns = await insertAccounts(manager, await knownPasswords(options.dataFolder));
    for (const unit of demoUnits) await insertPublished(manager, unit, dates);
    await audit(dataSource, manager);
    const path = await writeSignIns(options.dataFolder, signIns);
    options.log(`Loaded the demo hospital; its sign-ins are in ${path}`);
  });
}

async function insertHospital(manager: EntityManager, dates: DemoDates): Promise<void> {
  await manager.insert(OrganisationEntity, { ...organisation, id: ids.organisation, isDemo: true });
  await manager
    .createQueryBuilder()
    .insert()
    .into(GradeEntity)
    .values([...grades])
    .orIgnore()
    .execute();
  await manager.insert(
    SkillEntity,
    skills.map((skill) => ({ ...skill, id: ids.skill(skill.code), organisationId: ids.organisation })),
  );
  for (const unit of demoUnits) await insertUnit(manager, unitRows(unit, dates));
}

async function insertUnit(manager: EntityManager, rows: UnitRows): Promise<void> {
  await manager.insert(UnitEntity, rows.unit);
  await manager.insert(UnitRuleOverrideEntity, rows.ruleOverrides);
  await manager.insert(VacancyLadderEntity, rows.ladder);
  await manager.insert(PersonEntity, rows.people);
  await manager.insert(PlacementEntity, rows.placements);
  await manager.insert(PayTermEntity, rows.payTerms);
  await manager.insert(PersonSkillEntity, rows.personSkills);
  await manager.insert(ShiftTypeEntity, rows.shiftTypes);
  await manager.insert(CoverTemplateEntity, rows.coverTemplate);
  await manager.insert(CoverLineEntity, rows.coverLines);
  await manager.insert(CoverExceptionEntity, rows.coverExceptions);
  await manager.insert(AvailabilityEntryEntity, rows.availability);
  await manager.insert(AbsenceEntity, rows.absences);
  await manager.insert(RotaEntity, rows.rotas);
}

async function insertPublished(manager: EntityManager, unit: DemoUnit, dates: DemoDates): Promise<void> {
  for (const published of unit.published) {
    const rows = publishedRows(unit, published, dates, coordinatorId(unit));
    await manager.insert(RotaEntity, rows.rota);
    await manager.insert(AssignmentEntity, rows.assignments);
    await manager.insert(RotaVersionEntity, rows.version);
    await manager.insert(PublishedAssignmentEntity, rows.publishedAssignments);
  }
}

function coordinatorId(unit: DemoUnit): string {
  const account = accounts.find(({ role, unitCode }) => role === 'coordinator' && unitCode === unit.code);
  if (account === undefined) throw new RangeError(`no coordinator of ${unit.code} has a demo account`);
  return accountId(holderOf(account));
}

function accountId({ email }: { readonly email: string }): string {
  return demoId('account', email);
}

async function insertAccounts(
  manager: EntityManager,
  known: ReadonlyMap<string, string>,
): Promise<DemoSignIn[]> {
  const passwords = new PasswordService();
  const signIns: DemoSignIn[] = [];
  for (const account of accounts) {
    const holder = holderOf(account);
    const password = known.get(holder.email) ?? randomPassword();
    const id = accountId(holder);
    await manager.insert(AccountEntity, {
      ...holder,
      id,
      passwordHash: await passwords.hash(password),
      isDemo: true,
    });
    await manager.insert(AccountRoleEntity, roleRows(id, account));
    signIns.push({ role: account.role, email: holder.email, password });
  }
  return signIns;
}

async function audit(dataSource: DataSource, manager: EntityManager): Promise<void> {
  const log = new AuditService(new AuditRepository(dataSource), new Clock());
  for (const chain of [ids.organisation, ...demoUnits.map((unit) => ids.unit(unit.code))]) {
    await log.append(manager, {
      chain,
      actor: 'system',
      action: 'demo-loaded',
      subjectType: chain === ids.organisation ? 'organisation' : 'unit',
      subjectId: chain,
      detail: {},
    });
  }
}

function roleRows(
  accountId: string,
  { role, unitCode, holder }: DemoAccount,
): Omit<AccountRoleEntity, 'id'>[] {
  const main = { accountId, role, unitId: unitCode === null ? null : ids.unit(unitCode) };
  if (role === 'staff' || !('staffNumber' in holder)) return [main];
  return [main, { accountId, role: 'staff', unitId: null }];
}

function holderOf({ holder }: DemoAccount): Pick<AccountEntity, 'email' | 'displayName' | 'personId'> {
  if (!('staffNumber' in holder)) return { ...holder, personId: null };
  const person = demoPerson(holder.staffNumber);
  return {
    personId: ids.person(person.staffNumber),
    email: staffEmail(person),
    displayName: `${person.givenName} ${person.familyName}`,
  };
}

function demoPerson(staffNumber: string): DemoPerson {
  const person = demoUnits.flatMap((unit) => unit.people).find((each) => each.staffNumber === staffNumber);
  if (person === undefined) throw new RangeError(`no person of the demo has staff number "${staffNumber}"`);
  return person;
}
