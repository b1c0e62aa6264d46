import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OutcomeListDto } from '../../src/modules/availability/outcome.dto.js';
import {
  type PickableListDto,
  type PickDto,
  type PickListDto,
  type RoundDto,
} from '../../src/modules/rounds/round.dto.js';
import { RoundClosing } from '../../src/modules/rounds/round-closing.service.js';
import { PATIENT, RotaClient, ifMatch, type Problem } from '../support/rota-client.js';
import { type AheadRota, staffHospital, type StaffHospital } from '../support/staff-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: StaffHospital;
let unitA: StaffHospital['a'];
let coordinator: RotaClient;
let rota: AheadRota;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  hospital = await staffHospital(server);
  unitA = hospital.a;
  coordinator = await unitA.coordinator();
});

afterAll(() => server.close());

const idOf = (index: number): string => unitA.personIds[index]!;
const person = async (index: number): Promise<RotaClient> => hospital.person(unitA, index);
/** A moment so many hours from now, to the minute. */
const inHours = (hours: number): string =>
  new Date(Math.floor(Date.now() / 60_000) * 60_000 + hours * 3_600_000).toISOString();

const OPEN = {
  opensAt: inHours(-1),
  closesAt: inHours(48),
  remindAt: null,
  maxCannot: null,
  maxRatherNot: null,
  maxWouldLike: null,
  picks: false,
  maxPicks: null,
};

async function plan(change: object = {}): Promise<RoundDto> {
  const answer = await coordinator.post<RoundDto>('/rounds', { ...OPEN, rotaId: rota.id, ...change });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

async function sweep(): Promise<void> {
  await server.app.get(RoundClosing).sweep(new AbortController().signal);
}

async function request(
  client: RotaClient,
  index: number,
  body: object,
): Promise<{ status: number; body: Problem }> {
  const usual = { personId: idOf(index), kind: 'cannot', weight: 10, weekdays: [], note: '' };
  return client.post<Problem>('/availability', { ...usual, ...body });
}

const on = (day: number, lasting = 0) => ({ firstDate: rota.day(day), lastDate: rota.day(day + lasting) });

async function mails(kind: string): Promise<{ personId: string; text: string }[]> {
  return server.dataSource.query(
    `SELECT person_id AS "personId", text_body AS text FROM mails WHERE kind = $1 AND dedupe_key LIKE $2`,
    [kind, `round:${(await currentRound()).id}:%`],
  );
}

async function currentRound(): Promise<RoundDto> {
  return (await coordinator.get<{ items: RoundDto[] }>(`/rounds?rotaId=${rota.id}`)).body.items[0]!;
}

describe('rounds', () => {
  const id = randomUUID();
  it.each([
    ['GET', '/rounds'],
    ['POST', '/rounds'],
    ['GET', `/rounds/${id}`],
    ['PUT', `/rounds/${id}`],
    ['DELETE', `/rounds/${id}`],
    ['POST', `/rounds/${id}/close`],
    ['GET', `/rounds/${id}/picks`],
    ['GET', `/rounds/${id}/shifts`],
    ['POST', `/rounds/${id}/picks`],
    ['DELETE', `/rounds/${id}/picks/${id}`],
    ['GET', `/availability/outcomes?personId=${id}&from=2027-01-01&to=2027-01-02`],
  ])('%s %s needs a session', async (method, path) => {
    const { status, body } = await RotaClient.anonymous(server.url).call<Problem>(method, path);
    expect([status, body.code]).toEqual([401, 'not-signed-in']);
  });

  it('are planned by the coordinator of the unit, for drafts', async () => {
    rota = await hospital.freshRota(unitA);
    const body = { ...OPEN, rotaId: rota.id };
    for (const client of [await person(0), await hospital.b.coordinator()]) {
      expect((await client.post('/rounds', body)).status).toBe(403);
    }
    const round = await plan({ opensAt: inHours(24), closesAt: inHours(48) });
    expect(round).toMatchObject({ state: 'planned', number: 1, rotaId: rota.id });
    const overlapping = await coordinator.post<Problem>('/rounds', {
      ...body,
      opensAt: inHours(47),
      closesAt: inHours(72),
    });
    expect([overlapping.status, overlapping.body.code]).toEqual([409, 'overlapping-round']);
    expect((await (await person(0)).get(`/rounds/${round.id}`)).status).toBe(200);
    expect((await (await hospital.person(hospital.b, 0)).get(`/rounds/${round.id}`)).status).toBe(403);

    const changed = { ...OPEN, opensAt: inHours(25), maxCannot: 3 };
    const stale = await coordinator.put<Problem>(`/rounds/${round.id}`, changed, ifMatch(round.version + 1));
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
    const put = await coordinator.put<RoundDto>(`/rounds/${round.id}`, changed, ifMatch(round.version));
    expect(put.body).toMatchObject({ maxCannot: 3, opensAt: inHours(25) });
    expect((await coordinator.delete(`/rounds/${round.id}`, ifMatch(put.body.version))).status).toBe(204);

    await rota.put(idOf(0), 1, unitA.day);
    await rota.publish();
    const late = await coordinator.post<Problem>('/rounds', body);
    expect([late.status, late.body.code]).toEqual([409, 'rota-not-draft']);
  });

  it.each([
    [{ closesAt: inHours(-2) }, 'closesAt', 'not after the opening'],
    [{ opensAt: inHours(-9), closesAt: inHours(-2) }, 'closesAt', 'has been already'],
    [{ remindAt: inHours(90) }, 'remindAt', 'not while the round is open'],
    [{ maxPicks: 3 }, 'maxPicks', 'Nobody picks'],
    [{ opensAt: 'tomorrow' }, 'opensAt', 'tomorrow'],
    [{ maxCannot: -1 }, 'maxCannot', '-1'],
  ])('refuse %j, naming the value', async (change, path, named) => {
    const { status, body } = await coordinator.post<Problem>('/rounds', {
      ...OPEN,
      rotaId: rota.id,
      ...change,
    });
    expect([status, body.errors?.[0]?.path]).toEqual([400, path]);
    expect(body.errors?.[0]?.message).toContain(named);
  });
});

describe('requests in rounds', () => {
  it('are free while a rota has no round, and wait for the round when it has one', async () => {
    rota = await hospital.freshRota(unitA);
    expect((await request(await person(0), 0, on(0))).status).toBe(201);
    await plan({ opensAt: inHours(24) });
    const early = await request(await person(0), 0, on(1));
    expect([early.status, early.body.code]).toEqual([409, 'round-not-open']);
    expect(early.body.current).toMatchObject({ state: 'planned' });
    expect((await request(coordinator, 0, on(1))).status).toBe(201);
  });

  it('are counted against the quota of their kind, also when two are sent at once', async () => {
    rota = await hospital.freshRota(unitA);
    await plan({ maxCannot: 2, maxWouldLike: 0 });
    const client = await person(1);
    expect((await request(client, 1, on(0))).status).toBe(201);
    const three = await request(client, 1, { ...on(1, 20), weekdays: [4] });
    expect([three.status, three.body.code]).toEqual([409, 'quota-used']);
    expect(three.body.detail).toContain('allows 2');
    const both = await Promise.all([2, 3].map(async (day) => request(client, 1, on(day))));
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect((await request(client, 1, { ...on(5), kind: 'rather-not' })).status).toBe(201);
    expect((await request(client, 1, { ...on(6), kind: 'would-like' })).body.code).toBe('quota-used');
    // A repeated request that reaches beyond the rota counts its days in the rota alone.
    const other = await person(2);
    const weekly = { firstDate: rota.day(0), lastDate: rota.day(300), weekdays: [0] };
    expect((await request(other, 2, weekly)).body.code).toBe('quota-used');
    expect((await request(other, 2, { ...weekly, firstDate: rota.day(14) })).status).toBe(201);
  });

  it('are mailed at the opening, reminded of once, and refused after the close', async () => {
    rota = await hospital.freshRota(unitA);
    const round = await plan({ remindAt: inHours(-1) });
    await sweep();
    await sweep();
    await sweep();
    expect(await mails('round-opened')).toHaveLength(8);
    expect(await mails('round-reminder')).toHaveLength(7);
    // Somebody has a weekly request that reaches into this rota.
    expect((await mails('round-reminder')).map(({ personId }) => personId)).not.toContain(idOf(2));
    await server.dataSource.query(`UPDATE rounds SET closes_at = now() WHERE id = $1`, [round.id]);
    await sweep();
    expect((await currentRound()).state).toBe('closed');
    const late = await request(await person(3), 3, on(1));
    expect([late.status, late.body.code]).toEqual([409, 'round-closed']);
    expect((await request(coordinator, 3, on(1))).status).toBe(201);
  });
});

describe('shifts that staff pick', () => {
  let round: RoundDto;
  const shift = (day: number, shiftTypeId: string) => ({ date: rota.day(day), shiftTypeId });

  async function pick(
    index: number,
    day: number,
    shiftTypeId: string,
  ): Promise<{ status: number; body: PickDto & Problem }> {
    return (await person(index)).post(`/rounds/${round.id}/picks`, shift(day, shiftTypeId));
  }

  async function close(): Promise<void> {
    const { version } = (await coordinator.get<RoundDto>(`/rounds/${round.id}`)).body;
    const answer = await coordinator.post<RoundDto>(`/rounds/${round.id}/close`, {}, ifMatch(version));
    expect([answer.status, answer.body.state], JSON.stringify(answer.body)).toEqual([200, 'closed']);
  }

  const picksOf = async (index: number): Promise<PickListDto['items']> =>
    (await (await person(index)).get<PickListDto>(`/rounds/${round.id}/picks`)).body.items;

  it('have to be legal, wanted, of the unit, and within the quota', async () => {
    rota = await hospital.freshRota(unitA);
    await rota.put(idOf(6), 9, unitA.day);
    await rota.put(idOf(7), 9, unitA.early);
    round = await plan();
    expect((await pick(0, 1, unitA.night)).body.code).toBe('no-picks');
    await coordinator.put(
      `/rounds/${round.id}`,
      { ...OPEN, picks: true, maxPicks: 3 },
      ifMatch(round.version),
    );
    expect((await (await hospital.person(hospital.b, 0)).post(`/rounds/${round.id}/picks`, {})).status).toBe(
      403,
    );
    expect((await pick(0, 1, unitA.night)).status).toBe(201);
    const soon = await pick(0, 2, unitA.day);
    expect([soon.status, soon.body.code], JSON.stringify(soon.body)).toEqual([409, 'breaks-a-rule']);
    expect((await pick(0, 1, unitA.day)).body.code).toBe('picked-already');
    expect((await pick(0, 9, unitA.day)).body.code).toBe('no-place');
    expect((await pick(0, 5, randomUUID())).body.code).toBe('breaks-a-rule');
    const back = (await pick(0, 5, unitA.day)).body;
    expect((await pick(0, 6, unitA.day)).status).toBe(201);
    expect((await pick(0, 12, unitA.day)).body.code).toBe('quota-used');
    const theirs = await (await person(1)).delete(`/rounds/${round.id}/picks/${back.id}`);
    expect(theirs.status).toBe(404);
    expect((await (await person(0)).delete(`/rounds/${round.id}/picks/${back.id}`)).status).toBe(204);
    const seen = await (await person(0)).get<PickableListDto>(`/rounds/${round.id}/shifts`);
    const at = (day: number, type: string) =>
      seen.body.items.find(({ date, shiftTypeId }) => date === rota.day(day) && shiftTypeId === type);
    expect(at(9, unitA.day)).toBeUndefined();
    expect(at(9, unitA.night)).toMatchObject({ places: 1, pickers: 0, refusal: null });
    expect(at(2, unitA.day)?.refusal).toMatch(/rest/i);
  });

  it('become pinned shifts of the draft; of two one loses, hears what else is open, and wins the next time', async () => {
    expect((await pick(1, 1, unitA.night)).status).toBe(201);
    expect((await pick(1, 12, unitA.day)).status).toBe(201);
    await close();
    const states = [await picksOf(0), await picksOf(1)].map(
      (own) => own.find(({ date }) => date === rota.day(1))!.state,
    );
    expect(states.toSorted()).toEqual(['lost', 'won']);
    const [winner, loser] = states[0] === 'won' ? [0, 1] : [1, 0];
    const { body } = await coordinator.get<{
      items: { personId: string; date: string; pinned: boolean; source: string }[];
    }>(`/rotas/${rota.id}/assignments`);
    const given = body.items.filter(({ date }) => date === rota.day(1));
    expect(given).toMatchObject([{ personId: idOf(winner), pinned: true, source: 'claim' }]);
    expect(body.items.filter(({ date }) => date === rota.day(12))).toHaveLength(1);
    const [mail, ...others] = await mails('round-decided');
    expect(others).toEqual([]);
    expect(mail?.personId).toBe(idOf(loser));
    expect(mail?.text).toContain('Still open for you:');
    expect((await pick(loser, 3, unitA.day)).body.code).toBe('round-not-open');
    await expect(
      server.dataSource.query(`UPDATE round_picks SET state = 'lost', reason = 'x' WHERE round_id = $1`, [
        round.id,
      ]),
    ).rejects.toThrow('pick');

    // The first round was closed before its time, which is free for another one.
    round = await plan({ opensAt: inHours(1), picks: true });
    await server.dataSource.query(`UPDATE rounds SET opens_at = now() WHERE id = $1`, [round.id]);
    for (const index of [winner, loser, 2]) expect((await pick(index, 20, unitA.night)).status).toBe(201);
    await close();
    expect((await picksOf(loser))[0]).toMatchObject({ state: 'won', contested: true });
    expect((await picksOf(winner))[0]).toMatchObject({ state: 'lost', contested: true });
  });

  it('are refused at the close where leave was granted meanwhile', async () => {
    rota = await hospital.freshRota(unitA);
    round = await plan({ picks: true });
    expect((await pick(3, 4, unitA.day)).status).toBe(201);
    const absence = {
      personId: idOf(3),
      kind: 'annual-leave',
      firstDate: rota.day(4),
      lastDate: rota.day(4),
    };
    expect((await coordinator.post('/leave', absence)).status).toBe(201);
    await close();
    const [decided] = await picksOf(3);
    expect(decided).toMatchObject({ state: 'refused', contested: false });
    expect(decided?.reason).not.toBe('');
    const { body } = await coordinator.get<{ items: unknown[] }>(`/rotas/${rota.id}/assignments`);
    expect(body.items).toEqual([]);
  });

  it('are decided once, when the coordinator closes while the clock does', async () => {
    rota = await hospital.freshRota(unitA);
    round = await plan({ picks: true });
    expect((await pick(4, 4, unitA.night)).status).toBe(201);
    await server.dataSource.query(
      'UPDATE rounds SET closes_at = now(), version = version + 1 WHERE id = $1',
      [round.id],
    );
    const closing = coordinator.post(`/rounds/${round.id}/close`, {}, ifMatch(round.version + 1));
    await Promise.all([closing, sweep(), sweep()]);
    const { body } = await coordinator.get<{ items: unknown[] }>(`/rotas/${rota.id}/assignments`);
    expect(body.items).toHaveLength(1);
    expect((await picksOf(4))[0]?.state).toBe('won');
  });
});

describe('what came of requests', () => {
  it('is told day by day with the reason, once the rota is published', async () => {
    rota = await hospital.freshRota(unitA);
    const client = await person(5);
    for (const body of [
      { ...on(2), kind: 'cannot' },
      { ...on(4), kind: 'rather-not' },
      { ...on(8), kind: 'would-like' },
      { ...on(10), kind: 'would-like', shiftKind: 'night' },
      { ...on(5), kind: 'would-like', shiftKind: 'day' },
    ]) {
      expect((await request(client, 5, body)).status).toBe(201);
    }
    await rota.put(idOf(5), 4, unitA.night);
    await rota.put(idOf(6), 4, unitA.early);
    await rota.put(idOf(5), 8, unitA.day);
    await rota.put(idOf(6), 10, unitA.night);
    const list = async (): Promise<OutcomeListDto['items']> =>
      (
        await client.get<OutcomeListDto>(
          `/availability/outcomes?personId=${idOf(5)}&from=${rota.day(0)}&to=${rota.day(27)}`,
        )
      ).body.items;
    expect(await list()).toEqual([]);
    await rota.publish();
    const outcomes = await list();
    expect(outcomes.map(({ date, granted }) => [date, granted])).toEqual([
      [rota.day(2), true],
      [rota.day(4), false],
      [rota.day(5), false],
      [rota.day(8), true],
      [rota.day(10), false],
    ]);
    expect(outcomes[1]?.reason).toMatch(/"Nights" needs 1 and would be 1 short without you/);
    expect(outcomes[2]?.reason).toMatch(/broken a rule/);
    expect(outcomes[4]?.reason).toBe('All such shifts had the people that they need.');
    expect(JSON.stringify(outcomes)).not.toContain('Family 06');
    const colleague = await (
      await person(6)
    ).get(`/availability/outcomes?personId=${idOf(5)}&from=${rota.day(0)}&to=${rota.day(27)}`);
    expect(colleague.status).toBe(403);
    const endless = await client.get<Problem>(
      `/availability/outcomes?personId=${idOf(5)}&from=2027-01-01&to=2028-01-01`,
    );
    expect([endless.status, endless.body.errors?.[0]?.path]).toEqual([400, 'to']);
  });
});
