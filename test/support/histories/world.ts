import { type INestApplicationContext } from '@nestjs/common';
import { type PoolConfig } from 'pg';
import { randomUUID } from 'node:crypto';
import { type DataSource } from 'typeorm';
import { type Actor } from '../../../src/common/actor.js';
import { type Role } from '../../../src/common/role.js';
import { AccountEntity } from '../../../src/modules/auth/account.entity.js';
import { GradeEntity } from '../../../src/modules/people/grade.entity.js';
import { PlacementEntity } from '../../../src/modules/people/placement.entity.js';
import { RotaEntity } from '../../../src/modules/rotas/rota.entity.js';
import { addDays } from '../../../src/modules/rotas/problem/rota-clock.js';
import { OrganisationEntity } from '../../../src/modules/units/organisation.entity.js';
import { insert, type MadeUnit, makeUnit } from '../make-unit.js';

const PEOPLE_IN_EACH = 6;
const DAYS = 28;
const AHEAD_DAYS = 70;

/** A unit with a published rota ahead of its people, and its coordinator. */
export interface HistoryUnit extends MadeUnit {
  readonly coordinator: Actor;
  readonly shiftTypes: readonly string[];
}

/** A service, and its database past it. */
export interface Place {
  readonly app: INestApplicationContext;
  readonly db: DataSource;
  readonly connection: PoolConfig;
}

/** Two small units that share two people; whoever is asked of anything is a real account. */
export interface World extends Place {
  readonly units: readonly HistoryUnit[];
  readonly staff: readonly (Actor & { readonly personId: string })[];
  readonly dates: readonly string[];
}

/** Makes a hospital of its own beside all others in the database. */
export async function makeWorld(place: Place, seed: number): Promise<World> {
  const { db } = place;
  const name = `H${seed}`;
  const organisationId = await insert(db, OrganisationEntity, {
    name,
    nation: 'england-and-wales',
    timeZone: 'Europe/London',
  });
  await grades(db);
  // Histories begin in the past of the next change of the clock, whenever that is, in another week for each seed.
  const first = addDays(mondayAfterToday(), AHEAD_DAYS + (seed % 20) * 7);
  const dates = Array.from({ length: DAYS }, (_, day) => addDays(first, day));
  const made = [
    await makeUnit(db, organisationId, `${name}A`, PEOPLE_IN_EACH),
    await makeUnit(db, organisationId, `${name}B`, PEOPLE_IN_EACH),
  ];
  const shared = made[0]!.personIds.slice(0, 2);
  for (const personId of shared) {
    const days = { unitId: made[1]!.unitId, personId, firstDate: '2026-08-05' };
    const contract = { wte: 0.2, contractCode: 'doctors2016', fullTimeMinPerWeek: 2400 };
    await insert(db, PlacementEntity, { ...days, ...contract });
  }
  const units: HistoryUnit[] = [];
  for (const unit of made) {
    await db.query('UPDATE units SET name = $2 WHERE id = $1', [
      unit.unitId,
      `Ward ${units.length} of ${name}`,
    ]);
    const coordinator = await account(db, 'coordinator', null, [], unit.unitId);
    const rotaId = await publishedRota(db, unit.unitId, first, dates.at(-1)!, coordinator.accountId);
    units.push({ ...unit, rotaId, coordinator, shiftTypes: [unit.day, unit.night, unit.early] });
  }
  const staff = [];
  for (const unit of units) {
    for (const personId of unit.personIds) {
      const placed = shared.includes(personId) ? units.map(({ unitId }) => unitId) : [unit.unitId];
      staff.push({ ...(await account(db, 'staff', personId, placed, null)), personId });
    }
  }
  return { ...place, units, staff, dates };
}

async function grades(db: DataSource): Promise<void> {
  const grade = { family: 'doctor' as const, registered: true };
  await db
    .createQueryBuilder()
    .insert()
    .into(GradeEntity)
    .values([
      { code: 'FY2', name: 'Foundation year 2', rank: 20, ...grade },
      { code: 'ST3', name: 'Specialty trainee 3', rank: 33, ...grade },
    ])
    .orIgnore()
    .execute();
}

async function account(
  db: DataSource,
  role: Role,
  personId: string | null,
  placedUnitIds: readonly string[],
  unitId: string | null,
): Promise<Actor> {
  const row = { email: `${role}-${randomUUID()}@example.org`, displayName: role, personId };
  const accountId = await insert(db, AccountEntity, row);
  return { accountId, personId, displayName: role, roles: [{ role, unitId }], placedUnitIds };
}

async function publishedRota(
  db: DataSource,
  unitId: string,
  firstDate: string,
  lastDate: string,
  publishedBy: string,
): Promise<string> {
  const rota = { unitId, name: `From ${firstDate}`, firstDate, lastDate, state: 'published' as const };
  const id = await insert(db, RotaEntity, { ...rota, publishedVersion: 1 });
  await db.query(
    'INSERT INTO rota_versions (rota_id, number, base_number, published_at, published_by) VALUES ($1, 1, 1, now(), $2)',
    [id, publishedBy],
  );
  return id;
}

function mondayAfterToday(): string {
  const today = new Date().toISOString().slice(0, 10);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(today, 7 - weekday);
}
