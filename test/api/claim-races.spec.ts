import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClaimsService } from '../../src/modules/open-shifts/claims.service.js';
import { type VacancyDto } from '../../src/modules/open-shifts/vacancy.dto.js';
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

async function opened(rota: AheadRota, date: string, shiftTypeId: string): Promise<VacancyDto> {
  const body = { rotaId: rota.id, date, shiftTypeId };
  const answer = await rota.coordinator.post<VacancyDto>('/vacancies', body, {
    'idempotency-key': randomUUID(),
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}
