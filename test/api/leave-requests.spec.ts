import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LeaveAccountDto } from '../../src/modules/leave/leave-accounts.dto.js';
import {
  type CapacityCalendarDto,
  type LeaveLimitsBody,
  type LeaveLimitsDto,
} from '../../src/modules/leave/leave-limits.dto.js';
import { type LeavePreviewDto, type LeaveRequestDto } from '../../src/modules/leave/leave-requests.dto.js';
import { type MyRotaDto } from '../../src/modules/rotas/dto/publication.dto.js';
import { PATIENT, RotaClient, ifMatch, type Problem } from '../support/rota-client.js';
import { type AheadRota, staffHospital, type StaffHospital } from '../support/staff-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: StaffHospital;
let unitA: StaffHospital['a'];
let coordinator: RotaClient;
let hr: RotaClient;
let rota: AheadRota;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  hospital = await staffHospital(server, 10);
  unitA = hospital.a;
  coordinator = await unitA.coordinator();
  hr = await hospital.signInAs('hr');
  rota = await hospital.freshRota(unitA);
});

afterAll(() => server.close());

const idOf = (index: number): string => unitA.personIds[index]!;
const person = async (index: number): Promise<RotaClient> => hospital.person(unitA, index);
const week = (days: number, lasting = 0) => ({
  firstDate: rota.day(days),
  lastDate: rota.day(days + lasting),
});
const annual = (days: number, lasting = 0) => ({ kind: 'annual-leave', ...week(days, lasting) });

/** What a PUT takes of what a GET gives, and the version. */
function bodyOf(standing: LeaveLimitsDto): LeaveLimitsBody & { version: number } {
  const { automatic, noticeDays, maxAway, maxAwayPercent, groups, blocked, version } = standing;
  return { automatic, noticeDays, maxAway, maxAwayPercent, groups, blocked, version };
}

async function limits(change: Partial<LeaveLimitsBody>): Promise<void> {
  const path = `/units/${unitA.unitId}/leave-limits`;
  const { version, ...standing } = bodyOf((await coordinator.get<LeaveLimitsDto>(path)).body);
  const answer = await coordinator.put(path, { ...standing, ...change }, ifMatch(version));
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
}

async function ask(client: RotaClient, body: object): Promise<LeaveRequestDto> {
  const answer = await client.post<LeaveRequestDto>('/leave/requests', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

async function decide(
  client: RotaClient,
  { id, version }: { id: string; version: number },
  decision: 'approval' | 'refusal' | 'withdrawal',
  body: object = {},
): Promise<{ status: number; body: LeaveRequestDto & Problem }> {
  return client.post(`/leave/requests/${id}/${decision}`, body, ifMatch(version));
}

async function account(index: number, on = rota.day(0)): Promise<LeaveAccountDto> {
  const { body } = await (
    await person(index)
  ).get<LeaveAccountDto>(`/leave/accounts/${idOf(index)}?on=${on}`);
  return body;
}

async function mailKinds(personId: string): Promise<string[]> {
  const rows = await server.dataSource.query<{ kind: string }[]>(
    'SELECT kind FROM mails WHERE person_id = $1 ORDER BY created_at',
    [personId],
  );
  return rows.map(({ kind }) => kind);
}

describe('leave that is asked for', () => {
  const id = randomUUID();
  it.each([
    ['GET', `/leave/requests?personId=${id}`],
    ['POST', '/leave/requests'],
    ['POST', '/leave/requests/preview'],
    ['GET', `/leave/requests/${id}`],
    ['GET', `/leave/requests/${id}/preview`],
    ['POST', `/leave/requests/${id}/approval`],
    ['POST', `/leave/requests/${id}/refusal`],
    ['POST', `/leave/requests/${id}/withdrawal`],
    ['GET', `/leave/accounts/${id}`],
    ['PUT', `/leave/accounts/${id}/service`],
    ['POST', `/leave/accounts/${id}/adjustments`],
    ['GET', `/leave/capacity?unitId=${id}&from=2027-01-01&to=2027-01-02`],
    ['GET', `/units/${id}/leave-limits`],
    ['PUT', `/units/${id}/leave-limits`],
  ])('%s %s needs a session', async (method, path) => {
    const { status, body } = await RotaClient.anonymous(server.url).call<Problem>(method, path);
    expect([status, body.code]).toEqual([401, 'not-signed-in']);
  });

  it('is closed to other units and to colleagues', async () => {
    const request = await ask(await person(0), annual(0));
    const strangers = [await hospital.person(hospital.b, 0), await hospital.b.coordinator(), await person(1)];
    for (const client of strangers) {
      expect((await client.get(`/leave/requests/${request.id}`)).status).toBe(403);
      expect((await client.get(`/leave/requests/${request.id}/preview`)).status).toBe(403);
      expect((await decide(client, request, 'approval')).status).toBe(403);
      expect((await decide(client, request, 'refusal', { reason: 'No' })).status).toBe(403);
      expect((await decide(client, request, 'withdrawal', { reason: 'No' })).status).toBe(403);
      expect((await client.get(`/leave/accounts/${idOf(0)}`)).status).toBe(403);
    }
    expect((await decide(await person(0), request, 'approval')).status).toBe(403);
    expect((await decide(await person(0), request, 'withdrawal')).body.state).toBe('withdrawn');
  });

  it.each([
    [{}, 'kind', 'missing'],
    [{ kind: 'sickness', firstDate: '2030-01-01', lastDate: '2030-01-02' }, 'kind', 'sickness'],
    [{ kind: 'annual-leave', firstDate: 'soon', lastDate: '2030-01-02' }, 'firstDate', 'soon'],
    [{ kind: 'annual-leave', firstDate: '2030-01-03', lastDate: '2030-01-02' }, 'lastDate', '2030-01-02'],
    [
      { kind: 'annual-leave', firstDate: '2026-09-01', lastDate: '2026-09-02' },
      'firstDate',
      'has been already',
    ],
    [{ kind: 'other', firstDate: '2030-01-01', lastDate: '2031-12-31' }, 'to', 'at most 366'],
  ])('refuses %j, naming the value', async (body, path, named) => {
    const { status, body: problem } = await (await person(0)).post<Problem>('/leave/requests', body);
    expect([status, problem.code]).toEqual([400, 'invalid-input']);
    expect(problem.errors?.find((error) => error.path === path)?.message).toContain(named);
  });

  it('waits for the coordinator, who approves it; hours, absence and mail say so', async () => {
    const client = await person(1);
    const before = await account(1);
    const request = await ask(client, { ...annual(0, 6), reason: 'A wedding' });
    expect(request).toMatchObject({ state: 'requested', automatic: false, decidedAt: null });
    expect(await account(1)).toMatchObject({ askedMin: 2400, remainingMin: before.remainingMin - 2400 });
    const waiting = await coordinator.get<{ items: LeaveRequestDto[] }>(
      `/leave/requests?unitId=${unitA.unitId}&state=requested`,
    );
    expect(waiting.body.items.map((each) => each.id)).toContain(request.id);

    const approved = await decide(coordinator, request, 'approval', { reason: 'Enjoy it' });
    expect([approved.status, approved.body.state], JSON.stringify(approved.body)).toEqual([200, 'approved']);
    expect(await account(1)).toMatchObject({ approvedMin: 2400, askedMin: 0 });
    const seen = await (
      await person(2)
    ).get<{ items: { personId: string; kind: string }[] }>(
      `/leave?unitId=${unitA.unitId}&from=${rota.day(0)}&to=${rota.day(6)}`,
    );
    expect(seen.body.items).toContainEqual(expect.objectContaining({ personId: idOf(1), kind: 'away' }));
    expect(await mailKinds(idOf(1))).toEqual(['leave-approved']);
  });

  it('is decided once, and on the state that was seen', async () => {
    const request = await ask(await person(2), annual(7));
    const refused = await decide(coordinator, request, 'refusal', { reason: 'Too many are away' });
    expect(refused.body).toMatchObject({ state: 'refused', decisionReason: 'Too many are away' });
    const late = await decide(coordinator, request, 'approval');
    expect([late.status, late.body.code]).toEqual([412, 'stale-version']);
    expect((late.body as Problem).current).toMatchObject({ state: 'refused' });
    const twice = await decide(coordinator, refused.body, 'approval');
    expect([twice.status, twice.body.code]).toEqual([409, 'leave-decided']);
    const withdrawn = await decide(await person(2), refused.body, 'withdrawal');
    expect([withdrawn.status, withdrawn.body.code]).toEqual([409, 'leave-decided']);
    const missing = await coordinator.post<Problem>(`/leave/requests/${request.id}/approval`);
    expect([missing.status, missing.body.code]).toEqual([428, 'if-match-missing']);
    expect(await mailKinds(idOf(2))).toEqual(['leave-refused']);
  });

  it('is never refused, nor cancelled by a coordinator, without a reason', async () => {
    const request = await ask(await person(2), annual(8));
    for (const reason of ['', '   ']) {
      const { status, body } = await decide(coordinator, request, 'refusal', { reason });
      expect([status, body.errors?.[0]?.path]).toEqual([400, 'reason']);
    }
    const approved = await decide(coordinator, request, 'approval');
    expect((await decide(coordinator, approved.body, 'withdrawal')).status).toBe(400);
    await expect(
      server.dataSource.query(`UPDATE absences SET state = 'requested' WHERE id = $1`, [request.id]),
    ).rejects.toThrow('is approved');
    const cancelled = await decide(coordinator, approved.body, 'withdrawal', { reason: 'A mistake' });
    expect(cancelled.body.state).toBe('cancelled');
    expect(await mailKinds(idOf(2))).toContain('leave-cancelled');
    await expect(
      server.dataSource.query(`UPDATE absences SET state = 'approved' WHERE id = $1`, [request.id]),
    ).rejects.toThrow('is cancelled');
  });

  it('cannot overlap other leave, nor go beyond what somebody is entitled to', async () => {
    const client = await person(9);
    const first = await ask(client, annual(0, 2));
    const overlapping = await client.post<Problem>('/leave/requests', annual(2, 5));
    expect([overlapping.status, overlapping.body.code]).toEqual([409, 'overlapping-leave']);
    expect(overlapping.body.current).toMatchObject({ id: first.id });
    const { remainingMin } = await account(9);
    const taken = {
      on: rota.day(0),
      kind: 'adjustment',
      minutes: 480 - remainingMin,
      reason: 'Taken elsewhere',
    };
    expect((await hr.post(`/leave/accounts/${idOf(9)}/adjustments`, taken)).status).toBe(201);
    expect((await account(9)).remainingMin).toBe(480);
    const beyond = await client.post<Problem>('/leave/requests', annual(7, 1));
    expect([beyond.status, beyond.body.code]).toEqual([409, 'beyond-entitlement']);
    expect(beyond.body.detail).toContain('8 h are left');
    expect(beyond.body.current).toMatchObject({ remainingMin: 480 });
    const preview = await client.post<LeavePreviewDto>('/leave/requests/preview', annual(7, 1));
    expect(preview.body).toMatchObject({
      costMin: 960,
      automatic: false,
      refusals: [{ code: 'beyond-entitlement' }],
    });
    await ask(client, annual(7));
    await ask(client, { kind: 'study-leave', ...week(8) });
  });

  it('makes one request of two that are sent with the same key', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const client = await person(4);
    const first = await client.post<LeaveRequestDto>('/leave/requests', annual(0), key);
    const again = await client.post<LeaveRequestDto>('/leave/requests', annual(0), key);
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });
});

describe('leave within the limits of a unit', () => {
  beforeAll(async () => {
    rota = await hospital.freshRota(unitA);
    await limits({ automatic: true, noticeDays: 28, maxAway: 2 });
  });

  it('are set by its coordinator alone, on the state that they saw', async () => {
    const path = `/units/${unitA.unitId}/leave-limits`;
    const { version, ...body } = bodyOf((await coordinator.get<LeaveLimitsDto>(path)).body);
    expect((await (await person(0)).put(path, body, ifMatch(version))).status).toBe(403);
    expect((await (await hospital.b.coordinator()).put(path, body, ifMatch(version))).status).toBe(403);
    expect((await coordinator.put<Problem>(path, body, ifMatch(version + 7))).body.code).toBe(
      'stale-version',
    );
    const endless = { ...body, maxAway: null, maxAwayPercent: null };
    const refused = await coordinator.put<Problem>(path, endless, ifMatch(version));
    expect([refused.status, refused.body.errors?.[0]?.path]).toEqual([400, 'maxAway']);
    const unknown = { ...body, groups: [{ name: 'X', gradeCodes: ['XX9'], skillCode: null, maxAway: 1 }] };
    const grade = await coordinator.put<Problem>(path, unknown, ifMatch(version));
    expect([grade.status, grade.body.errors?.[0]?.message]).toEqual([400, expect.stringContaining('XX9')]);
  });

  it('is approved at once, and the calendar of the unit counts it', async () => {
    const preview = await (await person(0)).post<LeavePreviewDto>('/leave/requests/preview', annual(1));
    expect(preview.body).toMatchObject({ automatic: true, costMin: 480, refusals: [], reasons: [] });
    const request = await ask(await person(0), annual(1));
    expect(request).toMatchObject({ state: 'approved', automatic: true });
    expect(request.decisionReason).toContain('limits');
    const { body } = await (
      await person(1)
    ).get<CapacityCalendarDto>(
      `/leave/capacity?unitId=${unitA.unitId}&from=${rota.day(0)}&to=${rota.day(2)}`,
    );
    expect(body.days.map(({ limit, taken, placed }) => [limit, taken, placed])).toEqual([
      [2, 0, 10],
      [2, 1, 10],
      [2, 0, 10],
    ]);
    expect(await mailKinds(idOf(0))).toEqual([]);
  });

  it.each([
    ['for an event that changes a life', { ...{ lifeEvent: true } }, 9, /changes a life/],
    ['of another kind', { kind: 'parental-leave' }, 10, /this kind of leave/],
  ])('waits %s', async (_, change, day, why) => {
    const body = { ...annual(day), ...change };
    const preview = await (await person(0)).post<LeavePreviewDto>('/leave/requests/preview', body);
    expect(preview.body.automatic).toBe(false);
    expect(preview.body.reasons.join(' ')).toMatch(why);
    expect((await ask(await person(0), body)).state).toBe('requested');
  });

  it('waits on blocked days, at short notice, and when a group is away', async () => {
    const blocked = { firstDate: rota.day(14), lastDate: rota.day(14), reason: 'Inspection' };
    await limits({
      blocked: [blocked],
      groups: [{ name: 'Foundation doctors', gradeCodes: ['FY2'], skillCode: null, maxAway: 1 }],
    });
    expect((await ask(await person(1), annual(14))).state).toBe('requested');
    // FY2 are those with even numbers; one of them is away on day 1 already.
    const two = await (await person(2)).post<LeavePreviewDto>('/leave/requests/preview', annual(1));
    expect(two.body.reasons.join(' ')).toMatch(/1 of "Foundation doctors" is away already/);
    expect((await ask(await person(3), annual(1))).state).toBe('approved');
    await limits({ noticeDays: 366, blocked: [], groups: [] });
    expect((await ask(await person(4), annual(15))).state).toBe('requested');
    await limits({ noticeDays: 28 });
  });

  it('granted for a life event six weeks ahead cannot be refused but by disputing the event', async () => {
    const { id } = (
      await coordinator.get<{ items: LeaveRequestDto[] }>(`/leave/requests?unitId=${unitA.unitId}`)
    ).body.items.find(({ lifeEvent }) => lifeEvent)!;
    const { body: request } = await coordinator.get<LeaveRequestDto>(`/leave/requests/${id}`);
    const refused = await decide(coordinator, request, 'refusal', { reason: 'No cover' });
    expect([refused.status, refused.body.code]).toEqual([409, 'life-event-stands']);
    const disputed = { reason: 'It is a concert', disputesLifeEvent: true };
    expect((await decide(coordinator, request, 'refusal', disputed)).body.state).toBe('refused');
  });

  it('gives the last place of a day to one of those who ask at once', async () => {
    const asked = await Promise.all(
      [1, 2, 3, 5, 6, 7].map(async (index) => ask(await person(index), annual(20))),
    );
    expect(asked.filter(({ state }) => state === 'approved')).toHaveLength(2);
    expect(asked.filter(({ state }) => state === 'requested')).toHaveLength(4);
    const { body } = await coordinator.get<CapacityCalendarDto>(
      `/leave/capacity?unitId=${unitA.unitId}&from=${rota.day(20)}&to=${rota.day(20)}`,
    );
    expect(body.days[0]).toMatchObject({ limit: 2, taken: 2, asked: 4 });
  });

  it('cannot be had twice from the last hours by asking for two days at once', async () => {
    const { remainingMin } = await account(5);
    const all = { on: rota.day(0), kind: 'adjustment', minutes: 480 - remainingMin, reason: 'For the test' };
    expect((await hr.post(`/leave/accounts/${idOf(5)}/adjustments`, all)).status).toBe(201);
    const client = await person(5);
    const answers = await Promise.all(
      [21, 22, 23].map((day) => client.post<Problem>('/leave/requests', annual(day))),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect((await account(5)).remainingMin).toBe(0);
  });
});

describe('leave on published shifts', () => {
  it('waits for the coordinator, who lets the shifts go out in the same step', async () => {
    rota = await hospital.freshRota(unitA);
    const shift = await rota.put(idOf(0), 3, unitA.night);
    const kept = await rota.put(idOf(0), 10, unitA.day);
    await rota.publish();
    const client = await person(0);
    const preview = await client.post<LeavePreviewDto>('/leave/requests/preview', annual(1, 3));
    expect(preview.body.lostShifts.map(({ assignmentId }) => assignmentId)).toEqual([shift]);
    // Three free days of a published rota cost nothing, the night what it lasts.
    expect(preview.body).toMatchObject({ automatic: false, costMin: 660 });
    expect(preview.body.broken.join(' ')).toContain('"Nights"');
    const request = await ask(client, annual(1, 3));
    expect(request.state).toBe('requested');
    const short = await decide(coordinator, request, 'approval');
    expect([short.status, short.body.code]).toEqual([409, 'leaves-too-few']);
    const approved = await decide(coordinator, request, 'approval', { overrideReason: 'The bank will help' });
    expect([approved.status, approved.body.state], JSON.stringify(approved.body)).toEqual([200, 'approved']);

    const mine = await client.get<MyRotaDto>(`/my/rota?from=${rota.day(0)}&to=${rota.day(27)}`);
    expect(mine.body.items.map(({ assignmentId }) => assignmentId)).toEqual([kept]);
    const open = await coordinator.get<{ items: { date: string; state: string }[] }>(
      `/vacancies?unitId=${unitA.unitId}`,
    );
    expect(open.body.items).toMatchObject([{ date: rota.day(3), state: 'open' }]);
    expect((await mailKinds(idOf(0))).filter((kind) => kind === 'leave-approved')).toHaveLength(1);
    expect(await mailKinds(idOf(0))).toContain('rota-published');
  });

  it('cancelled again leaves the shifts to whoever has them', async () => {
    const { body } = await (
      await person(0)
    ).get<{ items: LeaveRequestDto[] }>(`/leave/requests?personId=${idOf(0)}&state=approved`);
    const request = body.items.find(({ firstDate }) => firstDate === rota.day(1))!;
    const cancelled = await decide(await person(0), request, 'withdrawal');
    expect(cancelled.body.state).toBe('cancelled');
    const mine = await (await person(0)).get<MyRotaDto>(`/my/rota?from=${rota.day(0)}&to=${rota.day(6)}`);
    expect(mine.body.items).toEqual([]);
  });
});

describe('the leave account', () => {
  it('rises with service that HR enters', async () => {
    const before = await account(6);
    expect(before.terms).toMatchObject([{ contractCode: 'doctors2016', evidence: 'C' }]);
    const path = `/leave/accounts/${idOf(6)}/service`;
    expect((await coordinator.put(path, { serviceFrom: '2015-08-05' }, ifMatch(0))).status).toBe(403);
    const future = await hr.put<Problem>(path, { serviceFrom: '2199-01-01' }, ifMatch(0));
    expect([future.status, future.body.errors?.[0]?.path]).toEqual([400, 'serviceFrom']);
    const entered = await hr.put<LeaveAccountDto>(path, { serviceFrom: '2015-08-05' }, ifMatch(0));
    expect(entered.status).toBe(200);
    const after = await account(6);
    expect(after.entitlementMin / before.entitlementMin).toBeCloseTo(40 / 35, 3);
    const stale = await hr.put<Problem>(path, { serviceFrom: '2016-08-05' }, ifMatch(0));
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
  });

  it('keeps what was carried over, with its reason', async () => {
    const path = `/leave/accounts/${idOf(7)}/adjustments`;
    const nothing = await hr.post<Problem>(path, {
      on: rota.day(0),
      kind: 'carry-over',
      minutes: 0,
      reason: 'X',
    });
    expect(nothing.status).toBe(400);
    const without = await hr.post<Problem>(path, {
      on: rota.day(0),
      kind: 'carry-over',
      minutes: 450,
      reason: '',
    });
    expect([without.status, without.body.errors?.[0]?.path]).toEqual([400, 'reason']);
    const before = await account(7);
    await hr.post(path, { on: rota.day(0), kind: 'carry-over', minutes: 450, reason: 'Was ill in March' });
    expect(await account(7)).toMatchObject({
      carriedOverMin: 450,
      remainingMin: before.remainingMin + 450,
      adjustments: [{ kind: 'carry-over', minutes: 450, reason: 'Was ill in March' }],
    });
    await expect(server.dataSource.query('DELETE FROM leave_adjustments')).rejects.toThrow('append-only');
  });
});
