import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ClaimAward } from '../../src/modules/open-shifts/claim-award.service.js';
import { ClaimsService } from '../../src/modules/open-shifts/claims.service.js';
import { type VacancyDto } from '../../src/modules/open-shifts/vacancy.dto.js';
import { auditFaults } from '../support/audit-chains.js';
import { NaiveClaims } from '../support/naive-claims.js';
import { faultsOfRace, raceField, raceForShifts } from '../support/race.js';
import { PATIENT, type Problem } from '../support/rota-client.js';
import { type AheadRota, staffHospital, type StaffHospital } from '../support/staff-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

/** `CLAIM_RACE_PEOPLE=50 CLAIM_RACE_WEEKS=50` is the whole race: 10,000 claims on 200 open shifts. */
const PEOPLE = Number(process.env.CLAIM_RACE_PEOPLE ?? 10);
const WEEKS = Number(process.env.CLAIM_RACE_WEEKS ?? 5);
const ROUNDS = 24;

describe('everybody claiming every open shift at once', () => {
  let server: TestServer;
  let hospital: StaffHospital;

  beforeAll(async () => {
    server = await startTestServer({ env: { ...PATIENT, REQUESTS_PER_MINUTE_AND_ADDRESS: '1000000' } });
    hospital = await staffHospital(server, PEOPLE);
  });

  afterAll(() => server.close());

  it(
    `gives each of ${WEEKS * 4} shifts one winner of ${PEOPLE}, and tells all others who it is`,
    { timeout: 300_000 },
    async () => {
      const field = await raceField(server, hospital, { people: PEOPLE, weeks: WEEKS });
      const result = await raceForShifts(field);
      expect(result.claims).toHaveLength(PEOPLE * WEEKS * 4);
      expect(await faultsOfRace(server.dataSource, field, result)).toEqual([]);
    },
  );
});

describe('a naive service, which looks first and writes then', () => {
  let server: TestServer;
  let hospital: StaffHospital;

  beforeAll(async () => {
    server = await startTestServer({ env: { ...PATIENT, REQUESTS_PER_MINUTE_AND_ADDRESS: '1000000' } });
    hospital = await staffHospital(server, PEOPLE);
    const naive = new NaiveClaims(server.dataSource);
    const claims = server.app.get(ClaimsService);
    claims.claim = async (id, actor) => naive.claim(id, actor.personId!);
  });

  afterAll(() => server.close());

  it('fails the same test', { timeout: 300_000 }, async () => {
    const field = await raceField(server, hospital, { people: PEOPLE, weeks: WEEKS });
    await NaiveClaims.dropGuards(server.dataSource);
    const result = await raceForShifts(field);
    const faults = await faultsOfRace(server.dataSource, field, result);
    expect(faults.some((fault) => /^([2-9]|\d{2,}) were told that they won/.test(fault))).toBe(true);
  });
});

describe('one person claiming two shifts of two units at the same time', () => {
  let server: TestServer;
  let hospital: StaffHospital;
  let one: AheadRota;
  let two: AheadRota;

  beforeAll(async () => {
    server = await startTestServer({ env: PATIENT });
    hospital = await staffHospital(server);
    const { a, b } = hospital;
    for (const personId of a.personIds) await hospital.placeIn(b, personId);
    [one, two] = [await hospital.freshRota(a), await hospital.freshRota(b)];
    await one.put(a.personIds[0]!, 27, a.day);
    await two.put(b.personIds[0]!, 27, b.day);
    for (const rota of [one, two]) await rota.publish();
    expect(one.day(0)).toBe(two.day(0));
  });

  afterAll(() => server.close());

  it('gets one of them, and the other stays open', async () => {
    const { a, b } = hospital;
    for (let round = 0; round < ROUNDS; round++) {
      const client = await hospital.person(a, round % a.personIds.length);
      // Each person's days are far enough apart for all rules of rest and hours.
      const date = one.day(round + Math.floor(round / a.personIds.length));
      const [first, second] = await Promise.all([
        opened(one, date, a.day),
        opened(two, date, round % 2 === 0 ? b.day : b.early),
      ]);
      const answers = await Promise.all(
        [first, second].map(async ({ id }) => client.post<Problem>(`/vacancies/${id}/claims`)),
      );
      expect(answers.map(({ status }) => status).toSorted(), JSON.stringify(answers)).toEqual([201, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('breaks-a-rule');
      const states = await server.dataSource.query<{ state: string }[]>(
        'SELECT state FROM vacancies WHERE id = ANY($1) ORDER BY state',
        [[first.id, second.id]],
      );
      expect(states.map(({ state }) => state)).toEqual(['filled', 'open']);
    }
    const twice = await server.dataSource.query<unknown[]>(
      `SELECT FROM assignments x JOIN assignments y ON x.person_id = y.person_id AND x.id < y.id AND x.during && y.during`,
    );
    expect(twice).toEqual([]);
  });
});

describe('claims of one rota that come together', () => {
  let server: TestServer;
  let hospital: StaffHospital;
  let rota: AheadRota;

  beforeAll(async () => {
    server = await startTestServer({ env: PATIENT });
    hospital = await staffHospital(server);
    rota = await hospital.freshRota(hospital.a);
    await rota.put(hospital.a.personIds[7]!, 27, hospital.a.day);
    await rota.publish();
  });

  afterAll(() => server.close());

  it.each([
    // The seventh works there already: the database refuses them, and with them whoever is decided in the same transaction.
    ['none of which is in the way of the others', 0, []],
    ['one of which the database refuses', 2, ['409 shift-on-that-day']],
  ])('are each answered as if they had come alone, %s', async (_, shift, refused) => {
    const { a } = hospital;
    const together = vi.spyOn(server.app.get(ClaimAward), 'winEach');
    const days = [0, 4, 8, 12, 16].map((offset) => offset + shift);
    const [first, keyed, wanted, early, late, taken] = await Promise.all(
      [...days, 27].map(async (offset) => opened(rota, rota.day(offset), a.day)),
    );
    const chosen = await opened(rota, rota.day(20 + shift), a.day, { mode: 'coordinator' });
    const before = await versionOf(server, rota);
    const key = { 'idempotency-key': randomUUID() };
    const claim = async (index: number, id: string, headers = {}) =>
      (await hospital.person(a, index)).post<VacancyDto & Problem>(`/vacancies/${id}/claims`, {}, headers);
    await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(async (index) => hospital.person(a, index)));
    const answers = await Promise.all([
      claim(0, first!.id),
      claim(1, keyed!.id, key),
      claim(2, wanted!.id),
      claim(3, wanted!.id),
      claim(4, early!.id),
      claim(4, late!.id),
      claim(5, chosen.id),
      ...refused.map(async () => claim(7, taken!.id)),
    ]);
    const said = answers.map(({ status, body }) => `${status} ${status === 201 ? body.state : body.code}`);
    expect(said.slice(0, 2)).toEqual(['201 filled', '201 filled']);
    expect(said.slice(2, 4).toSorted()).toEqual(['201 filled', '409 vacancy-over']);
    expect(said.slice(4)).toEqual(['201 filled', '201 filled', '201 open', ...refused]);
    expect(Math.max(...together.mock.calls.map(([, each]) => each.length))).toBeGreaterThan(1);
    const again = await claim(1, keyed!.id, key);
    expect([again.status, again.body]).toEqual([201, answers[1].body]);
    expect(await versionOf(server, rota)).toBe(before + 5);
    const won = [first, keyed, wanted, early, late].map((vacancy) => vacancy!.id);
    const entries = await server.dataSource.query<{ actors: string; winners: string }[]>(
      `SELECT array_agg(e.actor ORDER BY e.subject_id) AS actors, array_agg(c.id::text ORDER BY e.subject_id) AS winners
         FROM audit_entries e JOIN vacancy_claims w ON w.vacancy_id = e.subject_id::uuid AND w.state = 'won'
         JOIN accounts c ON c.person_id = w.person_id WHERE e.action = 'vacancy-filled' AND e.subject_id = ANY($1)`,
      [won],
    );
    expect(entries[0]!.actors).toEqual(entries[0]!.winners);
    expect(entries[0]!.actors).toHaveLength(5);
    expect(await auditFaults(server.connection)).toEqual([]);
  });
});

async function versionOf({ dataSource }: TestServer, { id }: AheadRota): Promise<number> {
  const [row] = await dataSource.query<{ published: number; last: number }[]>(
    `SELECT published_version AS published, (SELECT max(number) FROM rota_versions WHERE rota_id = r.id) AS last
       FROM rotas r WHERE id = $1`,
    [id],
  );
  expect(row!.published).toBe(row!.last);
  return row!.published;
}

async function opened(
  rota: AheadRota,
  date: string,
  shiftTypeId: string,
  more: object = {},
): Promise<VacancyDto> {
  const body = { rotaId: rota.id, date, shiftTypeId, ...more };
  const answer = await rota.coordinator.post<VacancyDto>('/vacancies', body, {
    'idempotency-key': randomUUID(),
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}
