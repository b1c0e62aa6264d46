import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../src/common/clock.js';
import { type WorkedEntryDto, type WorkedShiftDto } from '../../src/modules/worked-hours/worked-hours.dto.js';
import { type Answer, ifMatch, PATIENT, type Problem, RotaClient, toCreate } from '../support/rota-client.js';
import { smallHospital, type SmallHospital } from '../support/small-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const NOW = new Date('2026-11-05T12:00:00Z');

let server: TestServer;
let hospital: SmallHospital;
let coordinator: RotaClient;
let hr: RotaClient;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  vi.spyOn(server.app.get(Clock), 'now').mockReturnValue(NOW);
  hospital = await smallHospital(server, 4);
  coordinator = await hospital.a.coordinator();
  hr = await hospital.signInAs('hr');
});

beforeEach(async () => {
  await server.dataSource.query('DELETE FROM worked_entries');
  await server.dataSource.query('DELETE FROM assignments');
  await server.dataSource.query(`UPDATE rotas SET state = 'published', published_version = 1`);
});

afterAll(() => server.close());

const person = (index: number): string => hospital.a.personIds[index]!;

async function plan(index: number, date: string, shiftTypeId = hospital.a.day): Promise<string> {
  const id = randomUUID();
  const body = { personId: person(index), date, shiftTypeId, pinned: false };
  const { status } = await coordinator.put(`/rotas/${hospital.a.rotaId}/assignments/${id}`, body, toCreate);
  expect(status).toBe(201);
  return id;
}

/** A planned day, 08:00 to 16:00 of winter time, that lasted until 18:30. */
function longer(assignmentId: string, index = 0): Record<string, unknown> {
  return {
    unitId: hospital.a.unitId,
    personId: person(index),
    assignmentId,
    kind: 'changed',
    startsAt: '2026-10-26T08:00:00Z',
    endsAt: '2026-10-26T18:30:00Z',
    unpaidBreakMin: 30,
  };
}

function extra(index: number, startsAt: string, endsAt: string): Record<string, unknown> {
  const times = { startsAt, endsAt, unpaidBreakMin: 0 };
  return { unitId: hospital.a.unitId, personId: person(index), assignmentId: null, kind: 'extra', ...times };
}

const notWorked = { kind: 'not-worked', startsAt: null, endsAt: null, unpaidBreakMin: null };

async function enter(body: object, as = coordinator): Promise<Answer<WorkedEntryDto & Problem>> {
  return as.post<WorkedEntryDto & Problem>('/worked-hours', body);
}

async function listed(query = ''): Promise<WorkedShiftDto[]> {
  const path = `/worked-hours?unitId=${hospital.a.unitId}&from=2026-10-19&to=2026-11-01&limit=500${query}`;
  return (await coordinator.get<{ items: WorkedShiftDto[] }>(path)).body.items;
}

describe('what was worked', () => {
  it('is what was planned, until somebody says otherwise', async () => {
    const id = await plan(0, '2026-10-26');
    expect(await listed()).toMatchObject([
      { id, date: '2026-10-26', shiftCode: 'D', plannedStartsAt: '2026-10-26T08:00:00.000Z', entry: null },
    ]);
  });

  it('is entered with other times, shown beside its shift, changed and taken back', async () => {
    const id = await plan(0, '2026-10-26');
    const entered = await enter({ ...longer(id), note: 'Handover ran late' });
    expect(entered).toMatchObject({
      status: 201,
      body: { date: '2026-10-26', version: 1, unpaidBreakMin: 30 },
    });
    expect(entered.headers.get('etag')).toBe('"1"');
    expect(await listed()).toMatchObject([{ id, entry: { endsAt: '2026-10-26T18:30:00.000Z' } }]);
    const path = `/worked-hours/${entered.body.id}`;
    const changed = await hr.put<WorkedEntryDto>(path, { ...notWorked, note: 'Was ill' }, ifMatch(1));
    expect(changed).toMatchObject({ status: 200, body: { kind: 'not-worked', startsAt: null, version: 2 } });
    expect((await coordinator.delete(path, ifMatch(2))).status).toBe(204);
    expect((await coordinator.delete(path, ifMatch(2))).status).toBe(404);
    expect(await listed()).toMatchObject([{ id, entry: null }]);
  });

  it('may be work that no shift was planned for', async () => {
    const answer = await enter(extra(1, '2026-10-24T21:30:00Z', '2026-10-25T03:00:00Z'));
    expect(answer).toMatchObject({
      status: 201,
      body: { kind: 'extra', date: '2026-10-24', assignmentId: null },
    });
    expect(await listed()).toMatchObject([{ id: answer.body.id, shiftCode: null, plannedStartsAt: null }]);
    expect(await listed(`&personId=${person(0)}`)).toEqual([]);
  });

  it('belongs to the day of the local clock on which it began', async () => {
    const answer = await enter(extra(1, '2026-10-20T23:15:00Z', '2026-10-21T03:00:00Z'));
    expect(answer.body.date).toBe('2026-10-21');
  });

  it('stands in the audit log without the note', async () => {
    const entered = await enter({ ...longer(await plan(0, '2026-10-26')), note: 'Was ill at noon' });
    await coordinator.put(`/worked-hours/${entered.body.id}`, { ...notWorked, note: 'Was ill' }, ifMatch(1));
    const auditor = await hospital.signInAs('auditor');
    const { body } = await auditor.get<{ items: { subjectId: string; action: string; detail: object }[] }>(
      `/audit?chain=${hospital.a.unitId}&limit=10`,
    );
    const own = body.items.filter(({ subjectId }) => subjectId === entered.body.id);
    expect(own.map(({ action }) => action)).toEqual(['worked-hours-changed', 'worked-hours-entered']);
    expect(own[0]).toMatchObject({
      detail: { kind: 'not-worked', was: { kind: 'changed', endsAt: '2026-10-26T18:30:00.000Z' } },
    });
    expect(JSON.stringify(own)).not.toMatch(/ill/);
  });
});

describe('an entry is refused', () => {
  it('without a session, and in another unit', async () => {
    const body = longer(await plan(0, '2026-10-26'));
    expect((await enter(body, RotaClient.anonymous(server.url))).status).toBe(401);
    expect((await enter(body, await hospital.b.coordinator())).status).toBe(403);
    const staff = await hospital.signInAs('staff', { personId: person(0) });
    expect((await enter(body, staff)).status).toBe(403);
    const entered = await enter(body);
    const other = await hospital.b.coordinator();
    const path = `/worked-hours/${entered.body.id}`;
    expect((await other.put(path, notWorked, ifMatch(1))).status).toBe(403);
    expect((await other.delete(path, ifMatch(1))).status).toBe(403);
  });

  it('with the value named when something in it is wrong', async () => {
    const id = await plan(0, '2026-10-26');
    const wrong: [object, string, RegExp][] = [
      [{ kind: 'late' }, 'kind', /"late" is none of changed, not-worked, extra/],
      [
        { startsAt: '2026-10-26 08:00' },
        'startsAt',
        /is not a moment to the minute; write it with its offset/,
      ],
      [{ startsAt: '2026-10-26T08:00:30Z' }, 'startsAt', /is not a moment to the minute/],
      [{ startsAt: '2026-02-30T08:00:00Z' }, 'startsAt', /is not a moment/],
      [{ endsAt: '2026-10-26T08:00:00Z' }, 'endsAt', /is 0 minutes after/],
      [{ endsAt: '2026-10-27T20:01:00Z' }, 'endsAt', /is 2161 minutes after .* from 1 to 2160/],
      [{ endsAt: null }, 'endsAt', /endsAt is missing/],
      [{ unpaidBreakMin: 630 }, 'unpaidBreakMin', /A break of 630 minutes leaves nothing of 630/],
      [{ unpaidBreakMin: null }, 'unpaidBreakMin', /unpaidBreakMin is missing/],
      [{ kind: 'not-worked' }, 'startsAt', /has no times/],
      [{ kind: 'extra' }, 'kind', /A planned shift was "changed" or "not-worked"/],
      [{ assignmentId: null }, 'assignmentId', /say which shift was "changed", or enter "extra" work/],
      [
        { assignmentId: randomUUID() },
        'assignmentId',
        /is not a published shift of this person in this unit/,
      ],
      [{ personId: person(1) }, 'assignmentId', /is not a published shift of this person in this unit/],
      [
        { startsAt: '2026-10-25T07:59:00Z', endsAt: '2026-10-25T16:00:00Z' },
        'startsAt',
        /more than a day away from the planned start/,
      ],
      [{ note: 'x'.repeat(501) }, 'note', /not a text of 0 to 500/],
    ];
    for (const [change, path, says] of wrong) {
      const { status, body } = await enter({ ...longer(id), ...change });
      expect(status, JSON.stringify(change)).toBe(400);
      expect(body.errors?.[0]?.path, JSON.stringify(change)).toBe(path);
      expect(body.detail).toMatch(says);
    }
    expect(
      (await enter({ ...longer(id), startsAt: '2026-10-25T08:00:00Z', endsAt: '2026-10-25T16:00:00Z' }))
        .status,
    ).toBe(201);
  });

  it('before the work is done', async () => {
    const answer = await enter(extra(0, '2026-11-05T11:00:00Z', '2026-11-05T12:01:00Z'));
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'endsAt' }] } });
    expect(answer.body.detail).toMatch(/is still to come/);
    expect((await enter(extra(0, '2026-11-05T11:00:00Z', '2026-11-05T12:00:00Z'))).status).toBe(201);
    const clock = vi.spyOn(server.app.get(Clock), 'now').mockReturnValue(new Date('2026-10-26T07:59:00Z'));
    const shift = {
      unitId: hospital.a.unitId,
      personId: person(0),
      assignmentId: await plan(0, '2026-10-26'),
    };
    expect(await enter({ ...shift, ...notWorked })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'assignmentId' }] },
    });
    clock.mockReturnValue(new Date('2026-10-26T08:00:00Z'));
    expect((await enter({ ...shift, ...notWorked })).status).toBe(201);
    clock.mockReturnValue(NOW);
  });

  it('of a shift in a draft, which plans nothing yet', async () => {
    const id = await plan(0, '2026-10-26');
    await server.dataSource.query(`UPDATE rotas SET state = 'draft', published_version = 0`);
    expect(await enter(longer(id))).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'assignmentId' }] },
    });
    expect(await listed()).toEqual([]);
  });

  it('of extra work by somebody who is not placed in the unit on that day', async () => {
    const early = await enter(extra(0, '2026-08-04T10:00:00Z', '2026-08-04T12:00:00Z'));
    expect(early).toMatchObject({ status: 400, body: { errors: [{ path: 'personId' }] } });
    expect((await enter(extra(0, '2026-08-05T10:00:00Z', '2026-08-05T12:00:00Z'))).status).toBe(201);
    const stranger = {
      ...extra(0, '2026-10-20T10:00:00Z', '2026-10-20T12:00:00Z'),
      personId: hospital.b.personIds[0],
    };
    expect((await enter(stranger)).status).toBe(400);
  });

  it('a second time for one shift', async () => {
    const id = await plan(0, '2026-10-26');
    expect((await enter(longer(id))).status).toBe(201);
    expect(await enter({ ...longer(id), ...notWorked })).toMatchObject({
      status: 409,
      body: { code: 'already-exists' },
    });
  });

  it('when it would have somebody in two places at once, at the minute', async () => {
    await plan(0, '2026-10-26');
    const before = extra(0, '2026-10-26T06:00:00Z', '2026-10-26T08:01:00Z');
    expect(await enter(before)).toMatchObject({ status: 409, body: { code: 'overlapping-work' } });
    const first = await enter({ ...before, endsAt: '2026-10-26T08:00:00Z' });
    expect(first.status).toBe(201);
    const second = await enter(extra(0, '2026-10-26T05:00:00Z', '2026-10-26T06:01:00Z'));
    expect(second).toMatchObject({ status: 409, body: { code: 'overlapping-work' } });
    expect((await enter(extra(1, '2026-10-26T05:00:00Z', '2026-10-26T06:01:00Z'))).status).toBe(201);
  });

  it('when it is taken back and leaves a planned shift under other work', async () => {
    const id = await plan(0, '2026-10-26');
    const shift = { unitId: hospital.a.unitId, personId: person(0), assignmentId: id };
    const absent = await enter({ ...shift, ...notWorked });
    expect((await enter(extra(0, '2026-10-26T09:00:00Z', '2026-10-26T12:00:00Z'))).status).toBe(201);
    const back = await coordinator.delete<Problem>(`/worked-hours/${absent.body.id}`, ifMatch(1));
    expect(back).toMatchObject({ status: 409, body: { code: 'overlapping-work' } });
  });
});

describe('an entry that somebody else has changed', () => {
  it('is changed and taken back only in the version that was seen', async () => {
    const entered = await enter(longer(await plan(0, '2026-10-26')));
    const path = `/worked-hours/${entered.body.id}`;
    expect((await coordinator.put(path, notWorked)).status).toBe(428);
    expect((await coordinator.delete(path)).status).toBe(428);
    expect((await coordinator.put(path, notWorked, ifMatch(1))).status).toBe(200);
    expect(await coordinator.put(path, notWorked, ifMatch(1))).toMatchObject({
      status: 412,
      body: { code: 'stale-version', current: { version: 2, kind: 'not-worked' } },
    });
    expect((await coordinator.delete(path, ifMatch(1))).status).toBe(412);
  });

  it('is won by one of many who change it at once', async () => {
    const entered = await enter(longer(await plan(0, '2026-10-26')));
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((minute) =>
        coordinator.put(
          `/worked-hours/${entered.body.id}`,
          {
            kind: 'changed',
            startsAt: '2026-10-26T08:00:00Z',
            endsAt: `2026-10-26T17:0${minute}:00Z`,
            unpaidBreakMin: 0,
          },
          ifMatch(1),
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
  });

  it('cannot become extra work, nor extra work an entry of a shift', async () => {
    const ofShift = await enter(longer(await plan(0, '2026-10-26')));
    const work = { startsAt: '2026-10-27T08:00:00Z', endsAt: '2026-10-27T09:00:00Z', unpaidBreakMin: 0 };
    const toExtra = await coordinator.put<Problem>(
      `/worked-hours/${ofShift.body.id}`,
      { kind: 'extra', ...work },
      ifMatch(1),
    );
    expect(toExtra).toMatchObject({ status: 400, body: { errors: [{ path: 'kind' }] } });
    const alone = await enter(extra(1, work.startsAt, work.endsAt));
    const toShift = await coordinator.put<Problem>(
      `/worked-hours/${alone.body.id}`,
      { ...notWorked },
      ifMatch(1),
    );
    expect(toShift).toMatchObject({ status: 400, body: { errors: [{ path: 'kind' }] } });
  });
});

describe('a shift of which was entered what was worked', () => {
  it('stays: it cannot be removed, given to somebody else or moved', async () => {
    const id = await plan(0, '2026-10-26');
    await enter(longer(id));
    const path = `/rotas/${hospital.a.rotaId}/assignments/${id}`;
    const as = { personId: person(0), date: '2026-10-26', shiftTypeId: hospital.a.day, pinned: false };
    const refused = { status: 409, body: { code: 'worked-already' } };
    expect(await coordinator.delete(path, ifMatch(1))).toMatchObject(refused);
    expect(await coordinator.put(path, { ...as, personId: person(1) }, ifMatch(1))).toMatchObject(refused);
    expect(await coordinator.put(path, { ...as, date: '2026-10-27' }, ifMatch(1))).toMatchObject(refused);
    expect((await coordinator.put(path, { ...as, pinned: true }, ifMatch(1))).status).toBe(200);
  });

  it('leaves no room for another shift where something else was worked', async () => {
    await enter(extra(0, '2026-10-26T09:00:00Z', '2026-10-26T12:00:00Z'));
    const body = { personId: person(0), date: '2026-10-26', shiftTypeId: hospital.a.day, pinned: false };
    const path = `/rotas/${hospital.a.rotaId}/assignments/${randomUUID()}`;
    expect(await coordinator.put(path, body, toCreate)).toMatchObject({
      status: 409,
      body: { code: 'overlapping-work' },
    });
  });
});

describe('a draft', () => {
  it('may plan what overlaps extra work, but not be published so', async () => {
    await server.dataSource.query(`UPDATE rotas SET state = 'draft', published_version = 0`);
    await enter(extra(0, '2026-10-26T09:00:00Z', '2026-10-26T12:00:00Z'));
    await plan(0, '2026-10-26');
    const { body } = await coordinator.get<{ version: number }>(`/rotas/${hospital.a.rotaId}`);
    const publish = await coordinator.post<Problem>(
      `/rotas/${hospital.a.rotaId}/publications`,
      {},
      ifMatch(body.version),
    );
    expect(publish).toMatchObject({ status: 409, body: { code: 'overlapping-work' } });
  });
});

describe('the database itself', () => {
  const insert = async (values: Record<string, unknown>): Promise<string> => {
    const row = {
      unit_id: hospital.a.unitId,
      person_id: person(0),
      assignment_id: null,
      kind: 'extra',
      date: '2026-10-26',
      starts_at: '2026-10-26T08:00Z',
      ends_at: '2026-10-26T09:00Z',
      unpaid_break_min: 0,
      ...values,
    };
    const names = Object.keys(row);
    try {
      await server.dataSource.query(
        `INSERT INTO worked_entries (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
        Object.values(row),
      );
      return 'inserted';
    } catch (error) {
      return (error as { driverError: { constraint: string } }).driverError.constraint;
    }
  };

  it.each([
    ['extra work of a planned shift', { kind: 'extra', assignment_id: 'planned' }, /worked_entries_check/],
    ['a changed shift without a shift', { kind: 'changed' }, /worked_entries_check/],
    [
      'times of what was not worked',
      { kind: 'not-worked', assignment_id: 'planned' },
      /worked_entries_check/,
    ],
    [
      'work without times',
      { starts_at: null, ends_at: null, unpaid_break_min: null },
      /worked_entries_check/,
    ],
    ['work without an end', { ends_at: null }, /worked_entries_check/],
    ['an end before the start', { ends_at: '2026-10-26T08:00Z' }, /worked_entries_check/],
    ['more than 36 hours', { ends_at: '2026-10-27T20:01Z' }, /worked_entries_check/],
    ['seconds', { starts_at: '2026-10-26T08:00:30Z' }, /worked_entries_check/],
    ['a break as long as the work', { unpaid_break_min: 60 }, /worked_entries_check/],
    [
      'a shift of another person',
      { kind: 'changed', assignment_id: 'planned', person_id: 'other' },
      /worked_shift_stands/,
    ],
    [
      'a shift of another day',
      { kind: 'changed', assignment_id: 'planned', date: '2026-10-27' },
      /worked_shift_stands/,
    ],
    [
      'a shift of another unit',
      { kind: 'changed', assignment_id: 'planned', unit_id: 'other' },
      /worked_shift_of_unit/,
    ],
  ])('says no to %s', async (_name, values, constraint) => {
    const id = await plan(0, '2026-10-26');
    const real = Object.entries(values).map(([name, value]): [string, unknown] => {
      if (value === 'planned') return [name, id];
      if (value !== 'other') return [name, value];
      return [name, name === 'unit_id' ? hospital.b.unitId : person(1)];
    });
    expect(await insert(Object.fromEntries(real))).toMatch(constraint);
  });

  it('says yes to what is right', async () => {
    expect(await insert({})).toBe('inserted');
    expect(await insert({ starts_at: '2026-10-27T08:00Z', ends_at: '2026-10-28T20:00Z' })).toBe('inserted');
    expect(await insert({ starts_at: '2026-10-28T19:59Z', ends_at: '2026-10-28T21:00Z' })).toBe(
      'nobody_works_twice',
    );
  });
});
