import { type DataSource } from 'typeorm';
import { type VacancyDto } from '../../src/modules/open-shifts/vacancy.dto.js';
import { PlacementEntity } from '../../src/modules/people/placement.entity.js';
import { RotaEntity } from '../../src/modules/rotas/rota.entity.js';
import { VacancyEntity } from '../../src/modules/open-shifts/vacancy.entity.js';
import { ShiftTypeEntity } from '../../src/modules/demand/shift-type.entity.js';
import { addDays, shiftInstants } from '../../src/modules/rotas/problem/rota-clock.js';
import { insert } from './make-unit.js';
import { type RotaClient } from './rota-client.js';
import { type StaffHospital } from './staff-hospital.js';
import { type TestServer } from './test-server.js';

/** A claim as a client sees it answered. */
export interface Claimed {
  readonly vacancyId: string;
  readonly personId: string;
  readonly status: number;
  readonly code: string | null;
  /** State and winner in the answer. */
  readonly state: string | null;
  readonly winnerId: string | null;
  readonly ms: number;
}

export interface RaceResult {
  readonly claims: readonly Claimed[];
  readonly seconds: number;
}

export interface RaceField {
  readonly vacancyIds: readonly string[];
  readonly people: readonly { readonly personId: string; readonly client: RotaClient }[];
}

const SHIFTS_A_WEEK = 4;
const ROTA_WEEKS = 5;
/** Half a morning: whoever won all of them would still be within every limit of hours and rest. */
const START_MIN = 540;
const END_MIN = 720;
const CODE = 'HM';

/**
 * Open shifts in published rotas of a unit, each legal for everybody whatever else they win: no two on a day, and short ones.
 *
 * @param weeks in all, four shifts in each.
 * @param daysAhead of the first; fields of a unit must not overlap.
 */
export async function raceField(
  server: TestServer,
  hospital: StaffHospital,
  { people, weeks, daysAhead = 700 }: { people: number; weeks: number; daysAhead?: number },
): Promise<RaceField> {
  const db = server.dataSource;
  const { a } = hospital;
  const coordinator = await a.coordinator();
  const session = (await coordinator.get<{ account: { id: string } }>('/sessions/current')).body;
  const createdBy = session.account.id;
  const shiftTypeId = await shiftTypeOf(db, a.unitId);
  await db.getRepository(PlacementEntity).update({ unitId: a.unitId }, { contractCode: 'wtr1998', wte: 0.2 });
  const vacancyIds: string[] = [];
  const firstDate = addDays(new Date().toISOString().slice(0, 10), daysAhead);
  for (let week = 0; week < weeks; week += ROTA_WEEKS) {
    const from = addDays(firstDate, week * 7);
    const rotaId = await publishedRota(db, a.unitId, from, createdBy);
    for (const date of datesFrom(from, Math.min(ROTA_WEEKS, weeks - week))) {
      const times = shiftInstants(date, { startMin: START_MIN, endMin: END_MIN }, 'Europe/London');
      const place = { unitId: a.unitId, rotaId, shiftTypeId, date, ...times };
      const made = { mode: 'first-able' as const, createdBy, createdAt: new Date() };
      vacancyIds.push(await insert(db, VacancyEntity, { ...place, ...made }));
    }
  }
  const claimants = a.personIds.slice(0, people).map(async (personId, index) => ({
    personId,
    client: await hospital.person(a, index),
  }));
  return { vacancyIds, people: await Promise.all(claimants) };
}

async function shiftTypeOf(db: DataSource, unitId: string): Promise<string> {
  const standing = await db.getRepository(ShiftTypeEntity).findOneBy({ unitId, code: CODE });
  if (standing !== null) return standing.id;
  const times = { startMin: START_MIN, endMin: END_MIN, colour: '#005eb8' };
  return insert(db, ShiftTypeEntity, { unitId, code: CODE, name: 'Half a morning', kind: 'day', ...times });
}

function datesFrom(firstDate: string, weeks: number): string[] {
  return Array.from({ length: weeks * SHIFTS_A_WEEK }, (_, k) =>
    addDays(firstDate, Math.floor(k / SHIFTS_A_WEEK) * 7 + (k % SHIFTS_A_WEEK)),
  );
}

async function publishedRota(
  db: DataSource,
  unitId: string,
  firstDate: string,
  publishedBy: string,
): Promise<string> {
  const lastDate = addDays(firstDate, ROTA_WEEKS * 7 - 1);
  const published = { state: 'published' as const, publishedVersion: 1 };
  const id = await insert(db, RotaEntity, {
    unitId,
    name: `From ${firstDate}`,
    firstDate,
    lastDate,
    ...published,
  });
  await db.query(
    'INSERT INTO rota_versions (rota_id, number, base_number, published_at, published_by) VALUES ($1, 1, 1, now(), $2)',
    [id, publishedBy],
  );
  return id;
}

/** Everybody claims every open shift once, all at the same time, each in an order of their own. */
export async function raceForShifts({ vacancyIds, people }: RaceField): Promise<RaceResult> {
  const begun = performance.now();
  const claims = await Promise.all(
    people.map(async ({ personId, client }, index) => {
      const own: Claimed[] = [];
      for (const vacancyId of shuffled(vacancyIds, index + 1))
        own.push(await claim(client, personId, vacancyId));
      return own;
    }),
  );
  return { claims: claims.flat(), seconds: (performance.now() - begun) / 1000 };
}

async function claim(client: RotaClient, personId: string, vacancyId: string): Promise<Claimed> {
  const begun = performance.now();
  const response = await client.open('POST', `/vacancies/${vacancyId}/claims`);
  const body = (await response.json()) as VacancyDto & { code?: string; current?: VacancyDto };
  const ms = performance.now() - begun;
  const seen = response.ok ? body : body.current;
  return {
    vacancyId,
    personId,
    status: response.status,
    code: body.code ?? null,
    state: seen?.state ?? null,
    winnerId: seen?.winner?.personId ?? null,
    ms,
  };
}

function shuffled(ids: readonly string[], seed: number): string[] {
  const order = [...ids];
  let state = seed;
  for (let k = order.length - 1; k > 0; k--) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const other = state % (k + 1);
    [order[k], order[other]] = [order[other]!, order[k]!];
  }
  return order;
}

/** What is wrong with the outcome of a race; empty when every shift has one winner, who is told so everywhere. */
export async function faultsOfRace(
  db: DataSource,
  { vacancyIds }: Pick<RaceField, 'vacancyIds'>,
  { claims }: RaceResult,
): Promise<string[]> {
  const faults: string[] = [];
  const won = claims.filter(({ status }) => status === 201);
  for (const id of vacancyIds) {
    const winners = won.filter(({ vacancyId }) => vacancyId === id);
    if (winners.length !== 1) faults.push(`${winners.length} were told that they won ${id}`);
  }
  for (const each of claims.filter(({ status }) => status !== 201)) {
    const winner = won.find(({ vacancyId }) => vacancyId === each.vacancyId)?.personId;
    if (
      each.status !== 409 ||
      each.code !== 'vacancy-over' ||
      each.state !== 'filled' ||
      each.winnerId !== winner
    ) {
      faults.push(`a loser was answered ${each.status} ${each.code}, ${each.state} by ${each.winnerId}`);
    }
  }
  const counts = await db.query<{ what: string; count: number }[]>(
    `SELECT 'assignments' AS what, count(*)::int AS count FROM assignments WHERE source = 'claim'
     UNION ALL SELECT 'published shifts', count(*)::int FROM published_now p JOIN assignments a ON a.id = p.assignment_id
                WHERE a.source = 'claim' AND a.person_id = p.person_id
     UNION ALL SELECT 'shifts on a day', count(DISTINCT (rota_id, date))::int FROM assignments WHERE source = 'claim'
     UNION ALL SELECT 'filled open shifts', count(*)::int FROM vacancies WHERE state = 'filled'
     UNION ALL SELECT 'entries in the audit', count(*)::int FROM audit_entries WHERE action = 'vacancy-filled'
     UNION ALL SELECT 'mails', count(*)::int FROM mails WHERE kind = 'rota-published'`,
  );
  for (const { what, count } of counts) {
    if (count !== vacancyIds.length) faults.push(`${count} ${what} for ${vacancyIds.length} shifts`);
  }
  return faults;
}
