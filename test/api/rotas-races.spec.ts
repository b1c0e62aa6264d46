import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssignmentDto, type ChangedAssignmentDto } from '../../src/modules/rotas/dto/assignment.dto.js';
import { PATIENT, type RotaClient, ifMatch, type Problem, toCreate } from '../support/rota-client.js';
import { smallHospital, type SmallHospital } from '../support/small-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const ROUNDS = 30;
const DATES = Array.from({ length: 13 }, (_, day) => `2026-10-${19 + day}`);

let server: TestServer;
let hospital: SmallHospital;
let a: RotaClient;
let b: RotaClient;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  hospital = await smallHospital(server);
  for (const personId of hospital.a.personIds) await hospital.placeIn(hospital.b, personId);
  [a, b] = [await hospital.a.coordinator(), await hospital.b.coordinator()];
});

afterAll(() => server.close());

type Outcome = ChangedAssignmentDto & Problem;
const reason = { pinned: true, overrideReason: 'A race' };
const url = (rotaId: string, id: string): string => `/rotas/${rotaId}/assignments/${id}`;
const clearAll = (): Promise<unknown> => server.dataSource.query('DELETE FROM assignments');

describe('two edits of the same cell at once', () => {
  it('of a free cell: one wins, the other is shown what stands', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const personId = hospital.a.personIds[round % 8]!;
      const date = DATES[round % DATES.length]!;
      await clearAll();
      const answers = await Promise.all(
        [hospital.a.day, hospital.a.night, hospital.a.early].map((shiftTypeId) =>
          a.put<Outcome>(
            url(hospital.a.rotaId, randomUUID()),
            { personId, date, shiftTypeId, ...reason },
            toCreate,
          ),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 412, 412]);
      const winner = answers.find(({ status }) => status === 201)!.body.assignment;
      for (const loser of answers.filter(({ status }) => status === 412)) {
        expect(loser.body).toMatchObject({ code: 'stale-version', current: winner });
      }
      const standing = await a.get<{ items: AssignmentDto[] }>(`/rotas/${hospital.a.rotaId}/assignments`);
      expect(standing.body.items).toEqual([winner]);
    }
  });

  it('of a taken cell: one wins, the other is shown what stands', async () => {
    await clearAll();
    const id = randomUUID();
    const body = { personId: hospital.a.personIds[0]!, date: '2026-10-21', ...reason };
    await a.put(url(hospital.a.rotaId, id), { ...body, shiftTypeId: hospital.a.day }, toCreate);
    let last = hospital.a.day;
    for (let round = 1; round <= ROUNDS; round++) {
      const others = [hospital.a.day, hospital.a.night, hospital.a.early].filter((type) => type !== last);
      const answers = await Promise.all(
        others.map((shiftTypeId) =>
          a.put<Outcome>(url(hospital.a.rotaId, id), { ...body, shiftTypeId }, ifMatch(round)),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
      const winner = answers.find(({ status }) => status === 200)!.body.assignment;
      expect(winner.version).toBe(round + 1);
      expect(answers.find(({ status }) => status === 412)!.body).toMatchObject({
        code: 'stale-version',
        current: winner,
      });
      last = winner.shiftTypeId;
    }
  });

  it('a change and a removal: never both', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await clearAll();
      const id = randomUUID();
      const body = { personId: hospital.a.personIds[1]!, date: '2026-10-22', ...reason };
      await a.put(url(hospital.a.rotaId, id), { ...body, shiftTypeId: hospital.a.day }, toCreate);
      const [change, removal] = await Promise.all([
        a.put<Outcome>(url(hospital.a.rotaId, id), { ...body, shiftTypeId: hospital.a.night }, ifMatch(1)),
        a.delete<Problem>(url(hospital.a.rotaId, id), ifMatch(1)),
      ]);
      expect([change.status, removal.status].toSorted()).toEqual([200, 412]);
    }
  });
});

describe('one person put on overlapping shifts in two units at once', () => {
  it('never has both', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await clearAll();
      const personId = hospital.a.personIds[round % 8]!;
      const date = DATES[round % (DATES.length - 1)]!;
      const next = DATES[(round % (DATES.length - 1)) + 1]!;
      // Every other round the shifts belong to different days and overlap only in the early morning.
      const second =
        round % 2 === 0 ? { date, type: hospital.b.day } : { date: next, type: hospital.b.early };
      const first = round % 2 === 0 ? hospital.a.early : hospital.a.night;
      const answers = await Promise.all([
        a.put<Outcome>(
          url(hospital.a.rotaId, randomUUID()),
          { personId, date, shiftTypeId: first, ...reason },
          toCreate,
        ),
        b.put<Outcome>(
          url(hospital.b.rotaId, randomUUID()),
          { personId, date: second.date, shiftTypeId: second.type, ...reason },
          toCreate,
        ),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
      expect(answers.find(({ status }) => status === 409)!.body.code).toBe('overlapping-shift');
      const rows = await server.dataSource.query<{ count: number }[]>(
        'SELECT count(*)::int AS count FROM assignments WHERE person_id = $1',
        [personId],
      );
      expect(rows[0]!.count).toBe(1);
    }
  });

  it('is refused by the database itself, past the service', async () => {
    await clearAll();
    const insert = (rotaId: string, shiftTypeId: string): Promise<unknown> =>
      server.dataSource.query(
        `INSERT INTO assignments (rota_id, person_id, shift_type_id, date, starts_at, ends_at, source)
         VALUES ($1, $2, $3, '2026-10-21', '2026-10-21T07:00Z', '2026-10-21T15:00Z', 'manual')`,
        [rotaId, hospital.a.personIds[0], shiftTypeId],
      );
    await insert(hospital.a.rotaId, hospital.a.day);
    await expect(insert(hospital.b.rotaId, hospital.b.day)).rejects.toThrow('nobody_in_two_places');
  });
});
