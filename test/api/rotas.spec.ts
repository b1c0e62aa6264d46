import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AssignmentDto, type ChangedAssignmentDto } from '../../src/modules/rotas/dto/assignment.dto.js';
import { type GridDto } from '../../src/modules/rotas/dto/grid.dto.js';
import { type RotaDto } from '../../src/modules/rotas/dto/rota.dto.js';
import { PATIENT, RotaClient, ifMatch, type Problem, toCreate } from '../support/rota-client.js';
import { LAST_DATE, smallHospital, type SmallHospital } from '../support/small-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: SmallHospital;
let coordinator: RotaClient;
let stranger: RotaClient;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  hospital = await smallHospital(server);
  coordinator = await hospital.a.coordinator();
  stranger = await hospital.b.coordinator();
});

afterAll(() => server.close());

const cell = (person = 0, date = '2026-10-20', shiftTypeId = hospital.a.day, rest = {}) => ({
  personId: hospital.a.personIds[person]!,
  date,
  shiftTypeId,
  pinned: true,
  ...rest,
});
const at = (id: string, rotaId = hospital.a.rotaId): string => `/rotas/${rotaId}/assignments/${id}`;

async function assign(body = cell(), id = randomUUID()): Promise<AssignmentDto> {
  const { status, body: answer } = await coordinator.put<ChangedAssignmentDto>(at(id), body, toCreate);
  expect(status, JSON.stringify(answer)).toBe(201);
  return answer.assignment;
}

describe('rotas', () => {
  it.each([
    ['GET', '/rotas'],
    ['POST', '/rotas'],
    ['GET', `/rotas/${randomUUID()}`],
    ['PUT', `/rotas/${randomUUID()}`],
    ['DELETE', `/rotas/${randomUUID()}`],
    ['GET', `/rotas/${randomUUID()}/grid`],
    ['GET', `/rotas/${randomUUID()}/gaps`],
    ['GET', `/rotas/${randomUUID()}/compliance`],
    ['GET', `/rotas/${randomUUID()}/assignments`],
    ['PUT', `/rotas/${randomUUID()}/assignments/${randomUUID()}`],
    ['DELETE', `/rotas/${randomUUID()}/assignments/${randomUUID()}`],
    ['GET', '/my/rota'],
  ])('%s %s needs a session', async (method, path) => {
    const { status, body } = await RotaClient.anonymous(server.url).call<Problem>(method, path);
    expect(status).toBe(401);
    expect(body.code).toBe('not-signed-in');
  });

  it.each([
    '',
    '/grid',
    '/gaps',
    '/compliance',
    '/assignments',
    '/versions',
    '/mails',
    '/publications/preview',
  ])('of another unit are closed: %s', async (path) => {
    const { status, body } = await stranger.get<Problem>(`/rotas/${hospital.a.rotaId}${path}`);
    expect([status, body.code]).toEqual([403, 'not-allowed']);
  });

  it('are unknown by an id that nobody has', async () => {
    const { status, body } = await coordinator.get<Problem>(`/rotas/${randomUUID()}`);
    expect([status, body.code]).toEqual([404, 'not-found']);
  });

  it('are listed for their unit', async () => {
    const { status, body } = await coordinator.get<{ items: RotaDto[] }>(
      `/rotas?unitId=${hospital.a.unitId}`,
    );
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { id: hospital.a.rotaId, unitName: 'Ward A', state: 'draft', activeFillId: null },
    ]);
    const other = await coordinator.get<Problem>(`/rotas?unitId=${hospital.b.unitId}`);
    expect(other.status).toBe(403);
  });

  it('are made once for a key, renamed by version, and deleted', async () => {
    const body = {
      unitId: hospital.a.unitId,
      name: 'January',
      firstDate: '2027-01-04',
      lastDate: '2027-01-31',
    };
    const key = { 'idempotency-key': randomUUID() };
    const made = await coordinator.post<RotaDto>('/rotas', body, key);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(made.headers.get('etag')).toBe(`"${made.body.version}"`);
    expect((await coordinator.post<RotaDto>('/rotas', body, key)).body.id).toBe(made.body.id);
    const renamed = await coordinator.put<RotaDto>(`/rotas/${made.body.id}`, { name: 'Janus' }, ifMatch(1));
    expect(renamed.body).toMatchObject({ name: 'Janus', version: 2 });
    const stale = await coordinator.put<Problem>(`/rotas/${made.body.id}`, { name: 'Late' }, ifMatch(1));
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
    expect(stale.body.current).toMatchObject({ name: 'Janus', version: 2 });
    const missing = await coordinator.put<Problem>(`/rotas/${made.body.id}`, { name: 'Blind' });
    expect([missing.status, missing.body.code]).toEqual([428, 'if-match-missing']);
    expect((await coordinator.delete(`/rotas/${made.body.id}`, ifMatch(2))).status).toBe(204);
    expect((await coordinator.get(`/rotas/${made.body.id}`)).status).toBe(404);
  });

  it.each([
    [{ lastDate: '2026-12-01' }, 'lastDate', '2026-12-01'],
    [{ lastDate: '2028-12-01' }, 'lastDate', '371'],
    [{ firstDate: '2027-02-30' }, 'firstDate', '2027-02-30'],
    [{ name: '' }, 'name', 'name'],
  ])('refuse %j, naming the value', async (wrong, path, named) => {
    const body = {
      unitId: hospital.a.unitId,
      name: 'X',
      firstDate: '2027-03-01',
      lastDate: '2027-03-28',
      ...wrong,
    };
    const { status, body: problem } = await coordinator.post<Problem>('/rotas', body);
    expect([status, problem.code]).toEqual([400, 'invalid-input']);
    expect(problem.errors?.find((error) => error.path === path)?.message).toContain(named);
  });

  it('of one unit do not overlap', async () => {
    const body = { unitId: hospital.a.unitId, name: 'Second', firstDate: LAST_DATE, lastDate: '2026-11-10' };
    const { status, body: problem } = await coordinator.post<Problem>('/rotas', body);
    expect([status, problem.code]).toEqual([409, 'overlapping-rota']);
  });
});

describe('the grid', () => {
  it('shows days, people, cover and what stands, in one answer', async () => {
    const made = await assign(cell(5, '2026-10-24', hospital.a.night));
    const { status, body } = await coordinator.get<GridDto>(`/rotas/${hospital.a.rotaId}/grid`);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.days).toHaveLength(14);
    expect(body.people).toHaveLength(8);
    expect(body.shiftTypes.map(({ code }) => code)).toEqual(['E', 'D', 'N']);
    expect(body.assignments.find(({ id }) => id === made.id)).toMatchObject({
      startsAt: '2026-10-24T20:00:00.000Z',
      endsAt: '2026-10-25T08:00:00.000Z',
    });
    const person = body.people.find(({ id }) => id === hospital.a.personIds[5])!;
    // The clock goes back in this night: 12 hours, not 11.
    expect(person).toMatchObject({ targetMin: 4800, workedMin: 12 * 60 });
    const nights = body.cover.find(({ name, date }) => name === 'Nights' && date === '2026-10-24')!;
    expect(nights).toMatchObject({ minimum: 1, have: 1, base: 1, short: 0 });
  });
});

describe('an assignment', () => {
  it('is put, changed and taken away, each time with the version that was seen', async () => {
    const made = await assign(cell(0, '2026-10-20'));
    expect(made).toMatchObject({ version: 1, source: 'manual', startsAt: '2026-10-20T07:00:00.000Z' });
    const changed = await coordinator.put<ChangedAssignmentDto>(
      at(made.id),
      cell(0, '2026-10-20', hospital.a.night),
      ifMatch(1),
    );
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(changed.body.assignment).toMatchObject({ version: 2, shiftTypeId: hospital.a.night });
    const stale = await coordinator.put<Problem>(
      at(made.id),
      cell(0, '2026-10-20', hospital.a.early),
      ifMatch(1),
    );
    expect([stale.status, stale.body.code]).toEqual([412, 'stale-version']);
    expect(stale.body.current).toEqual(changed.body.assignment);
    expect((await coordinator.delete<Problem>(at(made.id), ifMatch(1))).status).toBe(412);
    expect((await coordinator.delete(at(made.id), ifMatch(2))).status).toBe(200);
    const gone = await coordinator.put<Problem>(at(made.id), cell(0, '2026-10-20'), ifMatch(2));
    expect([gone.status, gone.body.current]).toEqual([412, null]);
    expect((await coordinator.delete(at(made.id), ifMatch(2))).status).toBe(404);
  });

  it('that says the same again changes nothing', async () => {
    const made = await assign(cell(0, '2026-10-28'));
    const again = await coordinator.put<ChangedAssignmentDto>(at(made.id), cell(0, '2026-10-28'), ifMatch(1));
    expect(again.body.assignment).toEqual(made);
  });

  it('needs to know what was there', async () => {
    const { status, body } = await coordinator.put<Problem>(at(randomUUID()), cell(0, '2026-10-22'));
    expect([status, body.code]).toEqual([428, 'if-match-missing']);
    const wrong = await coordinator.put<Problem>(at(randomUUID()), cell(0, '2026-10-22'), {
      'if-none-match': '"1"',
    });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid-input']);
  });

  it('is only for coordinators of the unit', async () => {
    const body = cell(0, '2026-10-22');
    expect((await stranger.put(at(randomUUID()), body, toCreate)).status).toBe(403);
    const supervisor = await hospital.signInAs('supervisor', { unitId: hospital.a.unitId });
    expect((await supervisor.put(at(randomUUID()), body, toCreate)).status).toBe(403);
    expect((await supervisor.get(`/rotas/${hospital.a.rotaId}/grid`)).status).toBe(200);
    const admin = await hospital.signInAs('admin');
    expect((await admin.get(`/rotas/${hospital.a.rotaId}/grid`)).status).toBe(403);
  });

  it.each([
    ['a date outside the rota', () => cell(0, '2026-11-02'), 'date', '2026-11-02'],
    ['a date that does not exist', () => cell(0, '2026-02-30'), 'date', '2026-02-30'],
    ["another unit's shift type", () => cell(0, '2026-10-22', hospital.b.day), 'shiftTypeId', 'Ward A'],
    [
      'somebody without a placement',
      () => cell(0, '2026-10-22', hospital.a.day, { personId: hospital.b.personIds[0]! }),
      'personId',
      'no placement in Ward A',
    ],
    ['nobody', () => cell(0, '2026-10-22', hospital.a.day, { personId: randomUUID() }), 'personId', 'nobody'],
    ['no id', () => cell(0, '2026-10-22', 'Night'), 'shiftTypeId', 'Night'],
  ])('refuses %s, naming the value', async (_, body, path, named) => {
    const { status, body: problem } = await coordinator.put<Problem>(at(randomUUID()), body(), toCreate);
    expect([status, problem.code]).toEqual([400, 'invalid-input']);
    expect(problem.errors?.find((error) => error.path === path)?.message).toContain(named);
  });

  it('that begins in the night before is refused, whatever the reason', async () => {
    const night = await assign(cell(1, '2026-10-20', hospital.a.night));
    const early = cell(1, '2026-10-21', hospital.a.early, { overrideReason: 'I insist' });
    const refused = await coordinator.put<Problem>(at(randomUUID()), early, toCreate);
    expect([refused.status, refused.body.code]).toEqual([409, 'overlapping-shift']);
    expect(refused.body.current).toMatchObject({ assignmentId: night.id, unitName: 'Ward A' });
  });

  it('in the rest after another needs a reason, and is then let stand', async () => {
    await assign(cell(2, '2026-10-20', hospital.a.night));
    const id = randomUUID();
    const body = cell(2, '2026-10-22', hospital.a.early);
    const refused = await coordinator.put<
      Problem & { violations: { introduced: { level: string; rule: string }[] } }
    >(at(id), body, toCreate);
    expect([refused.status, refused.body.code], JSON.stringify(refused.body)).toEqual([409, 'breaks-a-rule']);
    expect(refused.body.violations.introduced[0]).toMatchObject({ level: 'hard' });
    const reason = { ...body, overrideReason: 'Agreed with the doctor by phone' };
    const stands = await coordinator.put<ChangedAssignmentDto>(at(id), reason, toCreate);
    expect(stands.status).toBe(201);
    expect(stands.body.assignment.overrideReason).toBe('Agreed with the doctor by phone');
    expect(stands.body.violations.introduced.length).toBeGreaterThan(0);
    const mended = await coordinator.delete<{ violations: { resolved: unknown[] } }>(at(id), ifMatch(1));
    expect(mended.body.violations.resolved.length).toBeGreaterThan(0);
  });

  it('is seen page by page', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await coordinator.get<{ items: AssignmentDto[]; nextCursor: string | null }>(
        `/rotas/${hospital.a.rotaId}/assignments?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    const all = await coordinator.get<{ items: AssignmentDto[] }>(
      `/rotas/${hospital.a.rotaId}/assignments?limit=500`,
    );
    expect(seen).toEqual(all.body.items.map(({ id }) => id));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('leaves a trace in the audit log', async () => {
    const made = await assign(cell(3, '2026-10-30'));
    const rows = await server.dataSource.query<{ action: string; detail: { changes: unknown[] } }[]>(
      `SELECT action, detail FROM audit_entries WHERE chain = $1 AND subject_id = $2`,
      [hospital.a.unitId, made.id],
    );
    expect(rows).toMatchObject([{ action: 'assignment-added', detail: { rotaId: hospital.a.rotaId } }]);
  });
});
