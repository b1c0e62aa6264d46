import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MyRotaDto } from '../../src/modules/rotas/dto/publication.dto.js';
import { type LadderDto } from '../../src/modules/open-shifts/ladder.dto.js';
import { LaddersService } from '../../src/modules/open-shifts/ladders.service.js';
import {
  type OfferedVacancyDto,
  type VacancyDto,
  type VacancyWithClaimsDto,
} from '../../src/modules/open-shifts/vacancy.dto.js';
import { PATIENT, RotaClient, ifMatch, type Problem } from '../support/rota-client.js';
import { type AheadRota, staffHospital, type StaffHospital } from '../support/staff-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: StaffHospital;
let unitA: StaffHospital['a'];
let rota: AheadRota;
let a: RotaClient;
let b: RotaClient;
let stranger: RotaClient;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  hospital = await staffHospital(server);
  unitA = hospital.a;
  [a, b] = await Promise.all([hospital.person(unitA, 0), hospital.person(unitA, 1)]);
  stranger = await hospital.person(hospital.b, 0);
  rota = await hospital.freshRota(unitA);
  await rota.put(unitA.personIds[7]!, 27, unitA.day);
  await rota.publish();
});

afterAll(() => server.close());

const idOf = (index: number): string => unitA.personIds[index]!;
let nextDay = 0;

async function open(more: object = {}, offset = nextDay++): Promise<VacancyDto> {
  const body = { rotaId: rota.id, date: rota.day(offset), shiftTypeId: unitA.day, ...more };
  const answer = await rota.coordinator.post<VacancyDto>('/vacancies', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

const claim = async (client: RotaClient, id: string, headers = {}) =>
  client.post<VacancyDto & Problem & { current: { alternatives: VacancyDto[] } & VacancyDto }>(
    `/vacancies/${id}/claims`,
    {},
    headers,
  );

describe('open shifts', () => {
  it.each([
    ['GET', '/vacancies'],
    ['POST', '/vacancies'],
    ['GET', `/vacancies/${randomUUID()}`],
    ['POST', `/vacancies/${randomUUID()}/claims`],
    ['POST', `/vacancies/${randomUUID()}/claims/withdraw`],
    ['POST', `/vacancies/${randomUUID()}/award`],
    ['POST', `/vacancies/${randomUUID()}/withdraw`],
    ['POST', `/vacancies/${randomUUID()}/release`],
    ['GET', `/units/${randomUUID()}/vacancy-ladder`],
    ['PUT', `/units/${randomUUID()}/vacancy-ladder`],
  ])('%s %s needs a session', async (method, path) => {
    const { status, body } = await RotaClient.anonymous(server.url).call<Problem>(method, path);
    expect([status, body.code]).toEqual([401, 'not-signed-in']);
  });

  it.each([
    ['a date outside the rota', { date: '2020-01-01' }, 'date', '2020-01-01'],
    ['a shift type of another unit', () => ({ shiftTypeId: hospital.b.day }), 'shiftTypeId', 'Ward A'],
    ['a mode that there is not', { mode: 'lottery' }, 'mode', 'lottery'],
  ])('are refused for %s, naming the value', async (_, wrong, path, named) => {
    const more = typeof wrong === 'function' ? wrong() : wrong;
    const body = { rotaId: rota.id, date: rota.day(0), shiftTypeId: unitA.day, ...more };
    const { status, body: problem } = await rota.coordinator.post<Problem>('/vacancies', body);
    expect([status, problem.code]).toEqual([400, 'invalid-input']);
    expect(problem.errors?.find((error) => error.path === path)?.message).toContain(named);
  });

  it('are made by the unit, and claimed by its people: rota, version, mail and audit say the same', async () => {
    const vacancy = await open();
    const body = { rotaId: rota.id, date: rota.day(0), shiftTypeId: unitA.day };
    expect((await (await hospital.b.coordinator()).post('/vacancies', body)).status).toBe(403);
    expect((await a.post('/vacancies', body)).status).toBe(403);
    expect((await claim(stranger, vacancy.id)).status).toBe(403);
    const offered = await a.get<{ items: OfferedVacancyDto[] }>('/vacancies?mine=true');
    expect(offered.body.items.find(({ id }) => id === vacancy.id)).toMatchObject({
      able: true,
      state: 'open',
    });
    const won = await claim(a, vacancy.id);
    expect([won.status, won.body.state], JSON.stringify(won.body)).toEqual([201, 'filled']);
    expect(won.body.winner?.personId).toBe(idOf(0));
    const query = `from=${rota.day(0)}&to=${rota.day(27)}`;
    const mine = await a.get<MyRotaDto>(`/my/rota?${query}`);
    expect(mine.body.items.filter(({ date }) => date === vacancy.date)).toHaveLength(1);
    const mails = await server.dataSource.query<{ subject: string }[]>(
      `SELECT subject FROM mails WHERE person_id = $1 ORDER BY created_at DESC`,
      [idOf(0)],
    );
    expect(mails[0]?.subject).toContain('has changed');
    const audit = await server.dataSource.query<{ action: string }[]>(
      'SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY seq',
      [vacancy.id],
    );
    expect(audit.map(({ action }) => action)).toEqual(['vacancy-opened', 'vacancy-filled']);
  });

  it('tell who is late who got it, and what else is open', async () => {
    const [first, second] = [await open(), await open()];
    await claim(a, first.id);
    const late = await claim(b, first.id);
    expect([late.status, late.body.code]).toEqual([409, 'vacancy-over']);
    expect(late.body.current).toMatchObject({ state: 'filled', winner: { personId: idOf(0) } });
    expect(late.body.current.alternatives.map(({ id }) => id)).toContain(second.id);
  });

  it('are refused to whom a rule forbids it, with the rule', async () => {
    const offset = nextDay;
    nextDay += 3;
    const [night, early] = [
      await open({ shiftTypeId: unitA.night }, offset),
      await open({ shiftTypeId: unitA.early }, offset + 1),
    ];
    expect((await claim(b, night.id)).status).toBe(201);
    const refused = await claim(b, early.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'breaks-a-rule']);
    const list = await b.get<{ items: OfferedVacancyDto[] }>('/vacancies');
    const seen = list.body.items.find(({ id }) => id === early.id);
    expect(seen).toMatchObject({ able: false });
    expect(seen?.reasons.some(({ level }) => level === 'hard')).toBe(true);
    expect((await rota.coordinator.get<VacancyDto>(`/vacancies/${early.id}`)).body.state).toBe('open');
  });

  it('wait for the coordinator to choose, where that is how it is done', async () => {
    const vacancy = await open({ mode: 'coordinator' });
    expect((await claim(a, vacancy.id)).body.state).toBe('open');
    expect((await claim(b, vacancy.id)).body.state).toBe('open');
    const own = await b.get<VacancyWithClaimsDto>(`/vacancies/${vacancy.id}`);
    expect(own.body.claims.map(({ personId }) => personId)).toEqual([idOf(1)]);
    expect((await b.post(`/vacancies/${vacancy.id}/claims/withdraw`)).status).toBe(200);
    const twice = await b.post<Problem>(`/vacancies/${vacancy.id}/claims/withdraw`);
    expect([twice.status, twice.body.code]).toEqual([409, 'not-waiting']);
    const award = async (personId: string) =>
      rota.coordinator.post<VacancyDto & Problem>(`/vacancies/${vacancy.id}/award`, { personId });
    const gone = await award(idOf(1));
    expect([gone.status, gone.body.code]).toEqual([409, 'not-waiting']);
    const given = await award(idOf(0));
    expect([given.status, given.body.winner?.personId]).toEqual([200, idOf(0)]);
    const over = await award(idOf(0));
    expect([over.status, over.body.code]).toEqual([409, 'vacancy-over']);
  });

  it('are withdrawn and released with the version that was seen', async () => {
    const vacancy = await open();
    const path = `/vacancies/${vacancy.id}`;
    const blind = await rota.coordinator.post<Problem>(`${path}/withdraw`);
    expect([blind.status, blind.body.code]).toEqual([428, 'if-match-missing']);
    const stale = await rota.coordinator.post<Problem>(`${path}/release`, { audience: 'bank' }, ifMatch(9));
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
    const released = await rota.coordinator.post<VacancyDto>(
      `${path}/release`,
      { audience: 'bank' },
      ifMatch(1),
    );
    expect(released.body).toMatchObject({ audience: 'bank', version: 2 });
    const again = await rota.coordinator.post<Problem>(
      `${path}/release`,
      { audience: 'other-units' },
      ifMatch(2),
    );
    expect([again.status, again.body.code]).toEqual([409, 'released-already']);
    expect((await rota.coordinator.post<VacancyDto>(`${path}/withdraw`, {}, ifMatch(2))).body.state).toBe(
      'withdrawn',
    );
    expect((await claim(a, vacancy.id)).status).toBe(409);
  });

  it('go out step by step, and bring somebody of another unit in for the day', async () => {
    const vacancy = await open();
    const other = await hospital.person(hospital.b, 1);
    expect((await claim(other, vacancy.id)).status).toBe(403);
    expect((await other.get<{ items: VacancyDto[] }>('/vacancies')).body.items).toEqual([]);
    await rota.coordinator.post(`/vacancies/${vacancy.id}/release`, { audience: 'other-units' }, ifMatch(1));
    const seen = await other.get<{ items: OfferedVacancyDto[] }>('/vacancies');
    expect(seen.body.items, JSON.stringify(seen.body.items)).toMatchObject([{ id: vacancy.id, able: true }]);
    const won = await claim(other, vacancy.id);
    expect([won.status, won.body.winner?.personId], JSON.stringify(won.body)).toEqual([
      201,
      hospital.b.personIds[1],
    ]);
    const placements = await server.dataSource.query<{ engagement: string; first: string; last: string }[]>(
      `SELECT engagement, first_date::text AS first, last_date::text AS last FROM placements
        WHERE person_id = $1 AND unit_id = $2`,
      [hospital.b.personIds[1], unitA.unitId],
    );
    expect(placements).toEqual([{ engagement: 'loan', first: vacancy.date, last: vacancy.date }]);
  });

  it('reach bank staff at their step and not before', async () => {
    const bankId = hospital.b.personIds[2]!;
    await server.dataSource.query(
      `INSERT INTO placements (person_id, unit_id, first_date, wte, contract_code, full_time_min_per_week, engagement)
       VALUES ($1, $2, '2026-01-01', 0.1, 'doctors2016', 2400, 'bank')`,
      [bankId, unitA.unitId],
    );
    await server.dataSource.query(
      `DELETE FROM placements WHERE person_id = $1 AND engagement = 'substantive'`,
      [bankId],
    );
    const bank = await hospital.person(hospital.b, 2);
    const vacancy = await open();
    const early = await claim(bank, vacancy.id);
    expect([early.status, early.body.code]).toEqual([403, 'not-offered']);
    await rota.coordinator.post(`/vacancies/${vacancy.id}/release`, { audience: 'other-units' }, ifMatch(1));
    expect((await claim(bank, vacancy.id)).status).toBe(403);
    await rota.coordinator.post(`/vacancies/${vacancy.id}/release`, { audience: 'bank' }, ifMatch(2));
    expect((await claim(bank, vacancy.id)).status).toBe(201);
  });

  it('act once for a key', async () => {
    const vacancy = await open();
    const key = { 'idempotency-key': randomUUID() };
    const c = await hospital.person(unitA, 2);
    const [one, two] = [await claim(c, vacancy.id, key), await claim(c, vacancy.id, key)];
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(two.body).toEqual(one.body);
  });

  it('are not of a draft', async () => {
    const draft = await hospital.freshRota(unitA);
    const body = { rotaId: draft.id, date: draft.day(0), shiftTypeId: unitA.day };
    const { status, body: problem } = await rota.coordinator.post<Problem>('/vacancies', body);
    expect([status, problem.code]).toEqual([409, 'rota-not-published']);
  });
});

describe('the steps of a unit', () => {
  const path = (): string => `/units/${unitA.unitId}/vacancy-ladder`;
  const step = {
    audience: 'other-units',
    afterHours: 0,
    beforeStartHours: null,
    hourlyPence: 2500,
    maxCostPence: null,
  };

  it('are read and set by its coordinator, with the version that was seen', async () => {
    expect((await a.get(path())).status).toBe(403);
    const coordinator = rota.coordinator;
    const { body } = await coordinator.get<LadderDto>(path());
    expect(body).toMatchObject({ steps: [], version: 1 });
    const stale = await coordinator.put<Problem>(path(), { steps: [] }, ifMatch(5));
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
    for (const wrong of [
      [{ ...step, hourlyPence: -1 }],
      [step, step],
      [{ ...step, audience: 'unit' }],
      'soon',
    ]) {
      const refused = await coordinator.put<Problem>(path(), { steps: wrong }, ifMatch(1));
      expect([refused.status, refused.body.code], JSON.stringify(wrong)).toEqual([400, 'invalid-input']);
    }
  });

  it('are taken when they are due, and wait for the coordinator where they cost too much', async () => {
    const coordinator = rota.coordinator;
    const { version } = (await coordinator.get<LadderDto>(path())).body;
    // A day shift of 8 h costs 400 pounds at the bank's 50 an hour.
    const steps = [step, { ...step, audience: 'bank', hourlyPence: 5000, maxCostPence: 39_999 }];
    const set = await coordinator.put<LadderDto>(path(), { steps }, ifMatch(version));
    expect(set.body.steps).toEqual(steps);
    const vacancy = await open();
    await server.app.get(LaddersService).sweep(new AbortController().signal);
    const after = await coordinator.get<VacancyDto>(`/vacancies/${vacancy.id}`);
    expect(after.body).toMatchObject({ audience: 'other-units', heldAudience: 'bank' });
    const passed = await coordinator.post<VacancyDto>(
      `/vacancies/${vacancy.id}/release`,
      { audience: 'bank' },
      ifMatch(after.body.version),
    );
    expect(passed.body).toMatchObject({ audience: 'bank', heldAudience: null });
    await server.dataSource.query(
      `UPDATE vacancies SET starts_at = now() - interval '1 minute' WHERE id = $1`,
      [vacancy.id],
    );
    await server.app.get(LaddersService).sweep(new AbortController().signal);
    expect((await coordinator.get<VacancyDto>(`/vacancies/${vacancy.id}`)).body.state).toBe('expired');
  });
});
