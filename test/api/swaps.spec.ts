import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailComposers } from '../../src/modules/notices/mail-composers.js';
import { type MyRotaDto } from '../../src/modules/rotas/dto/publication.dto.js';
import { type ChangeLimitsBody, type ChangeLimitsDto } from '../../src/modules/swaps/change-limits.dto.js';
import { type SwapDto } from '../../src/modules/swaps/swap.dto.js';
import { type SuggestionsDto } from '../../src/modules/swaps/swap-suggestions.dto.js';
import { type SwapVerdictDto } from '../../src/modules/swaps/swap-verdict.dto.js';
import { readCalendar } from '../support/calendar-reader.js';
import { PATIENT, RotaClient, ifMatch, type Problem, toCreate } from '../support/rota-client.js';
import { type AheadRota, staffHospital, type StaffHospital } from '../support/staff-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: StaffHospital;
let rota: AheadRota;
let a: RotaClient;
let b: RotaClient;
let c: RotaClient;
let unitA: StaffHospital['a'];

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  hospital = await staffHospital(server);
  unitA = hospital.a;
  [a, b, c] = await Promise.all([
    hospital.person(unitA, 0),
    hospital.person(unitA, 1),
    hospital.person(unitA, 2),
  ]);
});

afterAll(() => server.close());

const idOf = (index: number): string => unitA.personIds[index]!;

/** A rota in which A, B and C have a day shift each, on days far apart. */
async function threeShifts(): Promise<[string, string, string]> {
  rota = await hospital.freshRota(unitA);
  const ids: [string, string, string] = [
    await rota.put(idOf(0), 1, unitA.day),
    await rota.put(idOf(1), 8, unitA.early),
    await rota.put(idOf(2), 15, unitA.night),
  ];
  await rota.publish();
  return ids;
}

async function propose(client: RotaClient, body: object): Promise<SwapDto> {
  const answer = await client.post<SwapDto>('/swaps', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

async function ownerOf(assignmentId: string): Promise<string | undefined> {
  const rows = await server.dataSource.query<{ person: string }[]>(
    'SELECT person_id AS person FROM assignments WHERE id = $1',
    [assignmentId],
  );
  return rows[0]?.person;
}

/** Shifts that a person sees as published in the rota of the test. */
async function published(client: RotaClient): Promise<string[]> {
  const query = `from=${rota.day(0)}&to=${rota.day(27)}`;
  const { body } = await client.get<MyRotaDto>(`/my/rota?${query}`);
  return body.items.map(({ assignmentId }) => assignmentId).toSorted();
}

async function mailsOf(
  personId: string,
): Promise<{ kind: string; subject: string; calendar: string | null }[]> {
  const rows = await server.dataSource.query<
    { kind: string; subject: string; calendar: string | null; facts: unknown }[]
  >(`SELECT kind, subject, calendar, facts FROM mails WHERE person_id = $1 ORDER BY created_at DESC, kind`, [
    personId,
  ]);
  const composers = server.app.get(MailComposers, { strict: false });
  return rows.map(({ facts, ...mail }) =>
    facts === null ? mail : { ...mail, calendar: composers.compose(mail.kind, facts).calendar },
  );
}

/** What a PUT takes of what a GET gives. */
function limitsBody(standing: ChangeLimitsDto): ChangeLimitsBody {
  const { swapsAutomatic, swapNoticeHours, sameGradeOnly, softBreachesAllowed, swapsAPerson } = standing;
  return { swapsAutomatic, swapNoticeHours, sameGradeOnly, softBreachesAllowed, swapsAPerson };
}

async function limits(change: Partial<ChangeLimitsDto>): Promise<void> {
  const path = `/units/${unitA.unitId}/change-limits`;
  const coordinator = await unitA.coordinator();
  const standing = (await coordinator.get<ChangeLimitsDto>(path)).body;
  const { status, body } = await coordinator.put(
    path,
    { ...limitsBody(standing), ...change },
    ifMatch(standing.version),
  );
  expect(status, JSON.stringify(body)).toBe(200);
}

describe('swaps', () => {
  it.each([
    ['GET', '/swaps'],
    ['POST', '/swaps'],
    ['GET', `/swaps/suggestions?assignmentId=${randomUUID()}`],
    ['GET', `/swaps/${randomUUID()}`],
    ['GET', `/swaps/${randomUUID()}/verdict`],
    ['POST', `/swaps/${randomUUID()}/accept`],
    ['POST', `/swaps/${randomUUID()}/decline`],
    ['POST', `/swaps/${randomUUID()}/withdraw`],
    ['POST', `/swaps/${randomUUID()}/approve`],
    ['GET', `/units/${randomUUID()}/change-limits`],
    ['PUT', `/units/${randomUUID()}/change-limits`],
  ])('%s %s needs a session', async (method, path) => {
    const { status, body } = await RotaClient.anonymous(server.url).call<Problem>(method, path);
    expect([status, body.code]).toEqual([401, 'not-signed-in']);
  });

  it('of another unit are closed', async () => {
    const [mine, theirs] = await threeShifts();
    const swap = await propose(a, { assignmentIds: [mine, theirs] });
    const stranger = await hospital.person(hospital.b, 0);
    for (const path of ['accept', 'decline', 'withdraw']) {
      expect((await stranger.post(`/swaps/${swap.id}/${path}`)).status).toBe(403);
    }
    expect((await stranger.get(`/swaps/${swap.id}`)).status).toBe(403);
    expect((await stranger.get(`/swaps/suggestions?assignmentId=${mine}`)).status).toBe(403);
    expect((await b.get(`/swaps/suggestions?assignmentId=${mine}`)).status).toBe(403);
    expect((await (await hospital.b.coordinator()).post(`/swaps/${swap.id}/approve`)).status).toBe(403);
    const third = await c.get<Problem>(`/swaps/${swap.id}`);
    expect([third.status, third.body.code]).toEqual([403, 'not-yours']);
    expect((await c.get<{ items: SwapDto[] }>('/swaps')).body.items.map(({ id }) => id)).not.toContain(
      swap.id,
    );
    const seen = await rota.coordinator.get<{ items: SwapDto[] }>(
      `/swaps?unitId=${unitA.unitId}&state=under-way`,
    );
    expect(seen.body.items.map(({ id }) => id)).toContain(swap.id);
  });

  it.each([
    [{}, 'assignmentIds', 'missing'],
    [{ assignmentIds: [] }, 'assignmentIds', '1 to 3'],
    [{ assignmentIds: ['Monday'] }, 'assignmentIds', 'Monday'],
    [{ assignmentIds: [randomUUID()], toPersonId: 'Jo' }, 'toPersonId', 'Jo'],
  ])('refuse %j, naming the value', async (body, path, named) => {
    const { status, body: problem } = await a.post<Problem>('/swaps', body);
    expect([status, problem.code]).toEqual([400, 'invalid-input']);
    expect(problem.errors?.find((error) => error.path === path)?.message).toContain(named);
  });

  it('swap two shifts when both agree: rota, version, mails and audit say the same', async () => {
    const [mine, theirs] = await threeShifts();
    const swap = await propose(a, { assignmentIds: [mine, theirs], note: 'My sister marries' });
    expect(swap).toMatchObject({ kind: 'direct', state: 'proposed', requestedBy: idOf(0) });
    expect(swap.parties).toMatchObject([{ personId: idOf(1), answer: 'asked' }]);
    expect((await mailsOf(idOf(1)))[0]).toMatchObject({ kind: 'swap-asked', calendar: null });
    expect([await ownerOf(mine), await ownerOf(theirs)]).toEqual([idOf(0), idOf(1)]);
    const own = await a.post<Problem>(`/swaps/${swap.id}/accept`);
    expect([own.status, own.body.code]).toEqual([403, 'not-asked']);

    const done = await b.post<SwapDto>(`/swaps/${swap.id}/accept`);
    expect([done.status, done.body.state], JSON.stringify(done.body)).toEqual([200, 'applied']);
    expect([await ownerOf(mine), await ownerOf(theirs)]).toEqual([idOf(1), idOf(0)]);
    expect([await published(a), await published(b)]).toEqual([[theirs], [mine]]);
    const { body: versions } = await rota.coordinator.get<{
      items: { number: number; amends: number | null }[];
    }>(`/rotas/${rota.id}/versions`);
    expect(versions.items).toMatchObject([
      { number: 2, amends: 1 },
      { number: 1, amends: null },
    ]);
    for (const [person, gained, lost] of [
      [0, theirs, mine],
      [1, mine, theirs],
    ] as const) {
      const [mail] = await mailsOf(idOf(person));
      expect(mail).toMatchObject({ kind: 'rota-published' });
      const events = readCalendar(mail!.calendar!).events.map(({ uid, cancelled, sequence }) => [
        uid,
        cancelled,
        sequence,
      ]);
      expect(events).toEqual([
        [gained, false, 2],
        [lost, true, 2],
      ]);
    }
    expect((await mailsOf(idOf(2))).filter(({ subject }) => subject.includes('changed'))).toEqual([]);
    const audit = await server.dataSource.query<{ action: string }[]>(
      `SELECT action FROM audit_entries WHERE subject_id = $1 ORDER BY seq`,
      [swap.id],
    );
    expect(audit.map(({ action }) => action)).toEqual(['swap-proposed', 'swap-applied']);
  });

  it('pass three shifts round, across shift types, when the last of three has agreed', async () => {
    const [one, two, three] = await threeShifts();
    const swap = await propose(a, { assignmentIds: [one, two, three] });
    expect(swap.kind).toBe('chain');
    expect((await b.post<SwapDto>(`/swaps/${swap.id}/accept`)).body.state).toBe('proposed');
    const twice = await b.post<Problem>(`/swaps/${swap.id}/accept`);
    expect([twice.status, twice.body.code]).toEqual([409, 'already-answered']);
    expect(await ownerOf(one)).toBe(idOf(0));
    expect((await c.post<SwapDto>(`/swaps/${swap.id}/accept`)).body.state).toBe('applied');
    expect([await ownerOf(one), await ownerOf(two), await ownerOf(three)]).toEqual([
      idOf(1),
      idOf(2),
      idOf(0),
    ]);
    expect([await published(a), await published(b), await published(c)]).toEqual([[three], [one], [two]]);
  });

  it('are off when one of a chain declines, and nothing is half done', async () => {
    const ids = await threeShifts();
    const swap = await propose(a, { assignmentIds: ids });
    await b.post(`/swaps/${swap.id}/accept`);
    const refused = await c.post<SwapDto>(`/swaps/${swap.id}/decline`, { reason: 'I am away' });
    expect(refused.body).toMatchObject({
      state: 'refused',
      closedReason: 'declined',
      decisionReason: 'I am away',
    });
    expect(await Promise.all(ids.map(ownerOf))).toEqual([idOf(0), idOf(1), idOf(2)]);
    const late = await b.post<Problem>(`/swaps/${swap.id}/withdraw`);
    expect(late.status).toBe(403);
    expect((await mailsOf(idOf(0)))[0]).toMatchObject({ kind: 'swap-declined' });
  });

  it('give a shift away to somebody, and to the first of the pool', async () => {
    const [one] = await threeShifts();
    const given = await propose(a, { assignmentIds: [one], toPersonId: idOf(3) });
    const d = await hospital.person(unitA, 3);
    expect((await d.post<SwapDto>(`/swaps/${given.id}/accept`)).body.state).toBe('applied');
    const pool = await propose(d, { assignmentIds: [one] });
    expect(pool).toMatchObject({ kind: 'pool', parties: [] });
    const own = await d.post<Problem>(`/swaps/${pool.id}/accept`);
    expect([own.status, own.body.code]).toEqual([403, 'not-asked']);
    expect((await b.get<{ items: SwapDto[] }>('/swaps?state=proposed')).body.items[0]?.id).toBe(pool.id);
    expect((await c.post<SwapDto>(`/swaps/${pool.id}/accept`)).body.state).toBe('applied');
    expect(await ownerOf(one)).toBe(idOf(2));
    const late = await b.post<Problem>(`/swaps/${pool.id}/accept`);
    expect([late.status, late.body.code]).toEqual([409, 'swap-over']);
    expect(late.body.current).toMatchObject({ state: 'applied', legs: [{ to: { personId: idOf(2) } }] });
  });

  it('answer a shift in the pool with one of their own; the others who offered are told', async () => {
    const [one, two, three] = await threeShifts();
    const pool = await propose(a, { assignmentIds: [one] });
    const offer = await b.post<SwapDto>(`/swaps/${pool.id}/accept`, { assignmentId: two });
    expect(offer.body).toMatchObject({ kind: 'direct', answers: pool.id, requestedBy: idOf(1) });
    const other = await c.post<SwapDto>(`/swaps/${pool.id}/accept`, { assignmentId: three });
    expect((await a.post<SwapDto>(`/swaps/${offer.body.id}/accept`)).body.state).toBe('applied');
    const after = async (id: string): Promise<SwapDto> =>
      (await rota.coordinator.get<SwapDto>(`/swaps/${id}`)).body;
    expect(await after(pool.id)).toMatchObject({ state: 'refused', closedReason: 'answered' });
    expect(await after(other.body.id)).toMatchObject({ state: 'refused', closedReason: 'overtaken' });
    expect((await mailsOf(idOf(2)))[0]).toMatchObject({ kind: 'swap-overtaken' });
  });

  it('are refused where they would break a rule of either person, with the rule', async () => {
    rota = await hospital.freshRota(unitA);
    const night = await rota.put(idOf(0), 1, unitA.night);
    const early = await rota.put(idOf(1), 3, unitA.early);
    await rota.put(idOf(1), 2, unitA.early);
    await rota.publish();
    const { status, body } = await a.post<Problem & { violations: { introduced: { personId: string }[] } }>(
      '/swaps',
      {
        assignmentIds: [night, early],
      },
    );
    expect([status, body.code]).toEqual([409, 'breaks-a-rule']);
    expect(body.violations.introduced.map(({ personId }) => personId)).toContain(idOf(1));
    const { items } = (await a.get<{ items: SwapDto[] }>('/swaps?state=proposed')).body;
    expect(items.filter(({ legs }) => legs.some(({ assignmentId }) => assignmentId === night))).toEqual([]);
  });

  it('do not tell colleagues why somebody cannot work', async () => {
    rota = await hospital.freshRota(unitA);
    const mine = await rota.put(idOf(0), 1, unitA.day);
    const theirs = await rota.put(idOf(1), 8, unitA.day);
    await rota.publish();
    await server.dataSource.query(
      `INSERT INTO absences (person_id, kind, first_date, last_date) VALUES ($1, 'parental-leave', $2, $2)`,
      [idOf(1), rota.day(1)],
    );
    const refused = await a.post<Problem>('/swaps', { assignmentIds: [mine, theirs] });
    expect(refused.status).toBe(409);
    expect(JSON.stringify(refused.body)).not.toMatch(/parental/);
    const found = await a.get<SuggestionsDto>(`/swaps/suggestions?assignmentId=${mine}`);
    expect(found.body.ruledOut.find(({ personId }) => personId === idOf(1))?.reasons[0]?.message).toMatch(
      /cannot work/,
    );
    expect(JSON.stringify(found.body)).not.toMatch(/parental/);
    const forCoordinator = await rota.coordinator.get<SuggestionsDto>(
      `/swaps/suggestions?assignmentId=${mine}`,
    );
    expect(JSON.stringify(forCoordinator.body)).toMatch(/parental/);
  });

  it('are not for shifts of others, of drafts, that have begun or that the coordinator is changing', async () => {
    const [mine, theirs] = await threeShifts();
    const notMine = await a.post<Problem>('/swaps', { assignmentIds: [theirs, mine] });
    expect([notMine.status, notMine.body.code]).toEqual([403, 'not-your-shift']);
    const unknown = await a.post<Problem>('/swaps', { assignmentIds: [mine, randomUUID()] });
    expect([unknown.status, unknown.body.code]).toEqual([409, 'shift-changed']);
    const self = await a.post<Problem>('/swaps', { assignmentIds: [mine], toPersonId: idOf(0) });
    expect([self.status, self.body.code]).toEqual([400, 'invalid-input']);
    await rota.put(idOf(1), 20, unitA.day);
    const edited = await a.post<Problem>('/swaps', { assignmentIds: [mine, theirs] });
    expect([edited.status, edited.body.code]).toEqual([409, 'rota-being-edited']);
    await server.dataSource.query(
      `UPDATE assignments SET starts_at = now() - interval '1 hour', ends_at = now() + interval '1 hour' WHERE id = $1`,
      [mine],
    );
    const begun = await a.post<Problem>('/swaps', { assignmentIds: [mine] });
    expect([begun.status, begun.body.code]).toEqual([409, 'shift-started']);
    const late = await a.get<Problem>(`/swaps/suggestions?assignmentId=${mine}`);
    expect([late.status, late.body.code]).toEqual([409, 'shift-started']);
  });

  it('wait for the coordinator beyond the limits of the unit, and are approved or refused with a reason', async () => {
    await limits({ swapsAutomatic: false });
    try {
      const [mine, theirs] = await threeShifts();
      const swap = await propose(a, { assignmentIds: [mine, theirs] });
      const early = await rota.coordinator.post<Problem>(`/swaps/${swap.id}/approve`);
      expect([early.status, early.body.code]).toEqual([409, 'swap-over']);
      const accepted = await b.post<SwapDto>(`/swaps/${swap.id}/accept`);
      expect(accepted.body).toMatchObject({ state: 'accepted', awaitingUnitIds: [unitA.unitId] });
      expect(accepted.body.approvalReasons[0]).toContain('Ward A');
      expect(await ownerOf(mine)).toBe(idOf(0));
      const approved = await rota.coordinator.post<SwapDto>(`/swaps/${swap.id}/approve`);
      expect(approved.body.state, JSON.stringify(approved.body)).toBe('applied');
      expect(await ownerOf(mine)).toBe(idOf(1));
      const [again, other] = await threeShifts();
      const second = await propose(a, { assignmentIds: [again, other] });
      const silent = await rota.coordinator.post<Problem>(`/swaps/${second.id}/decline`);
      expect([silent.status, silent.body.code]).toEqual([400, 'invalid-input']);
      const refused = await rota.coordinator.post<SwapDto>(`/swaps/${second.id}/decline`, {
        reason: 'Too few seniors',
      });
      expect(refused.body).toMatchObject({ state: 'refused', closedReason: 'coordinator' });
    } finally {
      await limits({ swapsAutomatic: true });
    }
  });

  it('act once for a key', async () => {
    const [mine, theirs] = await threeShifts();
    const key = { 'idempotency-key': randomUUID() };
    const first = await a.post<SwapDto>('/swaps', { assignmentIds: [mine, theirs] }, key);
    const again = await a.post<SwapDto>('/swaps', { assignmentIds: [mine, theirs] }, key);
    expect(again.body.id).toBe(first.body.id);
    const answer = { 'idempotency-key': randomUUID() };
    const done = await b.post<SwapDto>(`/swaps/${first.body.id}/accept`, {}, answer);
    const repeated = await b.post<SwapDto>(`/swaps/${first.body.id}/accept`, {}, answer);
    expect([done.status, repeated.status]).toEqual([200, 200]);
    expect(repeated.body).toEqual(done.body);
  });

  it('end when the shift has meanwhile been changed, and say so', async () => {
    const [mine, theirs] = await threeShifts();
    const swap = await propose(a, { assignmentIds: [mine, theirs] });
    const removed = await rota.coordinator.delete(
      `/rotas/${rota.id}/assignments/${mine}?tellNow=true`,
      ifMatch(1),
    );
    expect(removed.status).toBe(200);
    expect(await published(a)).toEqual([]);
    const late = await b.post<Problem>(`/swaps/${swap.id}/accept`);
    expect([late.status, late.body.code]).toEqual([409, 'shift-changed']);
    expect(late.body.current).toMatchObject({ state: 'refused', closedReason: 'shift-changed' });
    expect(await ownerOf(theirs)).toBe(idOf(1));
  });

  it('go over two units, when somebody is placed in both', async () => {
    await hospital.placeIn(hospital.b, idOf(4));
    const other = await hospital.freshRota(hospital.b);
    const theirs = await other.put(hospital.b.personIds[0]!, 2, hospital.b.day);
    await other.publish();
    rota = await hospital.freshRota(unitA);
    const mine = await rota.put(idOf(4), 10, unitA.day);
    await rota.publish();
    const e = await hospital.person(unitA, 4);
    const refused = await e.post<Problem>('/swaps', { assignmentIds: [mine, theirs] });
    expect([refused.status, refused.body.code]).toEqual([409, 'breaks-a-rule']);
    await hospital.placeIn(unitA, hospital.b.personIds[0]!);
    const swap = await propose(e, { assignmentIds: [mine, theirs] });
    const partner = await hospital.person(hospital.b, 0);
    const done = await partner.post<SwapDto>(`/swaps/${swap.id}/accept`);
    expect(done.body.state, JSON.stringify(done.body)).toBe('applied');
    expect([await ownerOf(mine), await ownerOf(theirs)]).toEqual([hospital.b.personIds[0], idOf(4)]);
  });
});

describe('suggestions', () => {
  it('can be proposed as they are, and come out legal', async () => {
    const [mine] = await threeShifts();
    const { body } = await a.get<SuggestionsDto>(`/swaps/suggestions?assignmentId=${mine}&limit=50`);
    expect(new Set(body.options.map(({ kind }) => kind))).toEqual(new Set(['give-away', 'direct', 'chain']));
    expect(body.total).toBe(body.options.length);
    for (const { hops, kind } of body.options) {
      const assignmentIds = hops.map(({ assignmentId }) => assignmentId);
      const toPersonId = kind === 'give-away' ? hops[0]!.to.personId : undefined;
      const swap = await propose(a, { assignmentIds, toPersonId });
      expect(swap.legs.map(({ to }) => to?.personId)).toEqual(hops.map(({ to }) => to.personId));
      expect((await a.post<SwapDto>(`/swaps/${swap.id}/withdraw`)).body.state).toBe('withdrawn');
    }
    const gifts = await a.get<SuggestionsDto>(
      `/swaps/suggestions?assignmentId=${mine}&limit=50&kind=give-away`,
    );
    expect(gifts.body.options).toEqual(body.options.filter(({ kind }) => kind === 'give-away'));
    expect(gifts.body.total).toBe(gifts.body.options.length);
    const wrong = await a.get<Problem>(`/swaps/suggestions?assignmentId=${mine}&kind=gift`);
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([400, 'kind']);
  });
});

describe('the verdict on a swap', () => {
  it('is for the coordinators of its units alone', async () => {
    const [mine, theirs] = await threeShifts();
    const swap = await propose(a, { assignmentIds: [mine, theirs] });
    const path = `/swaps/${swap.id}/verdict`;
    expect((await a.get(path)).status).toBe(403);
    expect((await (await hospital.b.coordinator()).get(path)).status).toBe(403);
    const unknown = await rota.coordinator.get<Problem>(`/swaps/${randomUUID()}/verdict`);
    expect(unknown.status).toBe(404);
    const wrong = await rota.coordinator.get<Problem>('/swaps/7/verdict');
    expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid-input']);
    const { body } = await rota.coordinator.get<SwapVerdictDto>(path);
    expect(body).toMatchObject({ impossible: null, needsReason: false, losses: [] });
  });

  it('names the rules that it breaks by now, and says when it can never be made', async () => {
    const [mine] = await threeShifts();
    const swap = await propose(a, { assignmentIds: [mine], toPersonId: idOf(1) });
    const path = `/swaps/${swap.id}/verdict`;
    // The night before, which ends on the morning on which the shift begins.
    await rota.put(idOf(1), 0, unitA.night);
    const edited = await rota.coordinator.get<SwapVerdictDto>(path);
    expect(edited.body.impossible).toMatch(/has not published that yet/);
    await rota.publish();
    const { body } = await rota.coordinator.get<SwapVerdictDto>(path);
    expect(body).toMatchObject({ impossible: null, needsReason: true });
    expect(body.introduced.map(({ rule }) => rule)).toContain('doctors2016.rest-between-shifts');
    expect((await a.post<SwapDto>(`/swaps/${swap.id}/withdraw`)).status).toBe(200);
    const over = await rota.coordinator.get<Problem>(path);
    expect([over.status, over.body.code]).toEqual([409, 'swap-over']);
    const pool = await propose(a, { assignmentIds: [mine] });
    const untaken = await rota.coordinator.get<Problem>(`/swaps/${pool.id}/verdict`);
    expect([untaken.status, untaken.body.code]).toEqual([409, 'not-taken']);
  });
});

describe('the limits of a unit', () => {
  it('are read by its people and changed by its coordinator, with the version that was seen', async () => {
    const path = `/units/${unitA.unitId}/change-limits`;
    const standing = (await a.get<ChangeLimitsDto>(path)).body;
    const [body, { version }] = [limitsBody(standing), standing];
    expect((await a.put(path, body, ifMatch(version))).status).toBe(403);
    expect((await (await hospital.b.coordinator()).get(path)).status).toBe(403);
    const coordinator = await unitA.coordinator();
    const stale = await coordinator.put<Problem>(path, body, ifMatch(version + 7));
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
    const wrong = await coordinator.put<Problem>(path, { ...body, swapNoticeHours: -1 }, ifMatch(version));
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([400, 'swapNoticeHours']);
    const changed = await coordinator.put<ChangeLimitsDto>(
      path,
      { ...body, swapNoticeHours: 48 },
      ifMatch(version),
    );
    expect(changed.body).toMatchObject({ swapNoticeHours: 48, version: version + 1 });
  });
});

describe('an edit of a published rota', () => {
  it('waits for the next version, or is published and mailed at once', async () => {
    await threeShifts();
    const put = async (tellNow: boolean, offset: number): Promise<string> => {
      const id = randomUUID();
      const body = { personId: idOf(5), date: rota.day(offset), shiftTypeId: unitA.day, tellNow };
      expect((await rota.coordinator.put(`/rotas/${rota.id}/assignments/${id}`, body, toCreate)).status).toBe(
        201,
      );
      return id;
    };
    const f = await hospital.person(unitA, 5);
    await put(false, 4);
    expect(await published(f)).toEqual([]);
    const told = await put(true, 12);
    expect(await published(f)).toEqual([told]);
    const [mail] = await mailsOf(idOf(5));
    expect(readCalendar(mail!.calendar!).events.map(({ uid }) => uid)).toEqual([told]);
    await rota.publish();
    expect((await published(f)).length).toBe(2);
  });
});
