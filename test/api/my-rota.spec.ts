import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type MyChangesDto,
  type MyShiftDetailDto,
  type MyStandingDto,
} from '../../src/modules/rotas/dto/my-rota.dto.js';
import { type SwapDto } from '../../src/modules/swaps/swap.dto.js';
import { PATIENT, type Problem, RotaClient } from '../support/rota-client.js';
import { type AheadRota, staffHospital, type StaffHospital } from '../support/staff-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const LONG_AGO = '2020-01-01T00:00:00Z';
const NO_SUCH = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
let hospital: StaffHospital;
let a: RotaClient;
let b: RotaClient;
let rota: AheadRota;
let mine: string;
let theirs: string;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  hospital = await staffHospital(server);
  [a, b] = [await hospital.person(hospital.a, 0), await hospital.person(hospital.a, 1)];
  rota = await hospital.freshRota(hospital.a);
  mine = await rota.put(idOf(0), 1, hospital.a.day);
  theirs = await rota.put(idOf(1), 8, hospital.a.night);
  await rota.put(idOf(2), 1, hospital.a.early);
  await rota.put(idOf(3), 1, hospital.a.night);
  await rota.publish();
});

afterAll(() => server.close());

const idOf = (index: number): string => hospital.a.personIds[index]!;

/** Pretends that everything so far was published an hour ago. */
async function anHourPasses(): Promise<void> {
  await server.dataSource.query('ALTER TABLE rota_versions DISABLE TRIGGER USER');
  await server.dataSource.query("UPDATE rota_versions SET published_at = published_at - interval '1 hour'");
  await server.dataSource.query('ALTER TABLE rota_versions ENABLE TRIGGER USER');
}

describe('who asks for their own rota', () => {
  it.each(['/my/rota/standing', `/my/rota/changes?since=${LONG_AGO}`, `/my/rota/shifts/${NO_SUCH}`])(
    'has to sign in: %s',
    async (path) => {
      const { status, body } = await RotaClient.anonymous(server.url).get<Problem>(path);
      expect([status, body.code]).toEqual([401, 'not-signed-in']);
    },
  );

  it('gets nothing with an account that is nobody’s who works shifts', async () => {
    const coordinator = await hospital.a.coordinator();
    const changes = await coordinator.get<MyChangesDto>(`/my/rota/changes?since=${LONG_AGO}`);
    expect(changes.body.newRotas).toEqual([]);
    expect((await coordinator.get<MyStandingDto>('/my/rota/standing')).body.units).toEqual([]);
    expect((await coordinator.get(`/my/rota/shifts/${mine}`)).status).toBe(404);
  });

  it.each([
    ['/my/rota/changes', 'since'],
    ['/my/rota/changes?since=yesterday', 'since'],
    ['/my/rota/changes?since=2199-01-01T00:00:00Z', 'since'],
    [`/my/rota/changes?since=${LONG_AGO}&seen=everything`, 'seen'],
    ['/my/rota/standing?on=2026-02-30', 'on'],
  ])('is told what is wrong with a question: %s', async (path, field) => {
    const { status, body } = await a.get<Problem>(path);
    expect([status, body.errors?.[0]?.path]).toEqual([400, field]);
  });
});

describe('a shift of one’s own', () => {
  it('tells who works in the unit during some of it', async () => {
    const { body } = await a.get<MyShiftDetailDto>(`/my/rota/shifts/${mine}`);
    expect(body.shift).toMatchObject({ assignmentId: mine, date: rota.day(1), unitName: 'Ward A' });
    // The day is from 08:00 to 16:00; the early from 07:00 to 15:00, the night from 21:00.
    expect(body.colleagues.map(({ displayName, shiftName }) => `${displayName}: ${shiftName}`)).toEqual([
      'A-Family 02, Jo2: Early',
    ]);
    expect(body.colleagues[0]?.gradeName).toBe('Foundation year 2');
  });

  it('is nobody else’s to look at, not of the same unit and not of another', async () => {
    const elsewhere = await hospital.person(hospital.b, 0);
    for (const client of [b, elsewhere]) {
      const { status, body } = await client.get<Problem>(`/my/rota/shifts/${mine}`);
      expect([status, body.code]).toEqual([404, 'not-found']);
    }
  });
});

describe('what has changed', () => {
  it('is a new rota as a whole, however many shifts', async () => {
    const { body } = await a.get<MyChangesDto>(`/my/rota/changes?since=${LONG_AGO}`);
    expect(body.newRotas).toEqual([
      {
        rotaId: rota.id,
        rotaName: `Rota from ${rota.day(0)}`,
        unitName: 'Ward A',
        firstDate: rota.day(0),
        lastDate: rota.day(27),
        shifts: 1,
      },
    ]);
    expect(body.changes).toEqual({ added: [], changed: [], withdrawn: [] });
  });

  it('is each shift that a swap moved, for both, since a time that they have seen', async () => {
    await anHourPasses();
    const since = new Date(Date.now() - 30 * 60_000).toISOString().replace(/:\d\d\.\d+Z$/, ':00Z');
    const nothing = await a.get<MyChangesDto>(`/my/rota/changes?since=${since}`);
    expect(nothing.body).toMatchObject({ newRotas: [], changes: { added: [], changed: [], withdrawn: [] } });
    const { body: swap } = await a.post<SwapDto>('/swaps', { assignmentIds: [mine, theirs] });
    expect((await b.post<SwapDto>(`/swaps/${swap.id}/accept`)).body.state).toBe('applied');
    const { body: ofA } = await a.get<MyChangesDto>(`/my/rota/changes?since=${since}`);
    expect(ofA.newRotas).toEqual([]);
    expect(ofA.changes.added.map(({ assignmentId }) => assignmentId)).toEqual([theirs]);
    expect(ofA.changes.withdrawn.map(({ assignmentId }) => assignmentId)).toEqual([mine]);
    const { body: ofB } = await b.get<MyChangesDto>(`/my/rota/changes?since=${since}`);
    expect(ofB.changes.added.map(({ assignmentId }) => assignmentId)).toEqual([mine]);
    // What has been seen is over at once, however short ago it was published.
    const mark = `since=${ofA.until}&seen=${ofA.seen}`;
    const later = await a.get<MyChangesDto>(`/my/rota/changes?${mark}`);
    expect(later.body.changes).toEqual({ added: [], changed: [], withdrawn: [] });
    // And back: what comes after the mark is told, though the minute is the same.
    const { body: back } = await a.post<SwapDto>('/swaps', { assignmentIds: [theirs, mine] });
    expect((await b.post<SwapDto>(`/swaps/${back.id}/accept`)).body.state).toBe('applied');
    const after = await a.get<MyChangesDto>(`/my/rota/changes?${mark}`);
    expect(after.body.changes.added.map(({ assignmentId }) => assignmentId)).toEqual([mine]);
    expect(after.body.changes.withdrawn.map(({ assignmentId }) => assignmentId)).toEqual([theirs]);
    const unseen = await a.get<MyChangesDto>(`/my/rota/changes?since=${since}`);
    expect(unseen.body.changes).toEqual({ added: [], changed: [], withdrawn: [] });
  });

  it('does not tell what the coordinator has not published', async () => {
    const since = new Date(Date.now() - 30 * 60_000).toISOString().replace(/:\d\d\.\d+Z$/, ':00Z');
    const added = await rota.put(idOf(0), 20, hospital.a.day);
    expect((await a.get<MyChangesDto>(`/my/rota/changes?since=${since}`)).body.changes.added).toEqual([]);
    expect((await a.get(`/my/rota/shifts/${added}`)).status).toBe(404);
    await rota.publish();
    const { body } = await a.get<MyChangesDto>(`/my/rota/changes?since=${since}`);
    expect(body.changes.added.map(({ assignmentId }) => assignmentId)).toEqual([added]);
  });
});

describe('where somebody stands', () => {
  it('is hours against contract and burdens against the unit', async () => {
    const { body } = await a.get<MyStandingDto>('/my/rota/standing');
    expect(body.units).toHaveLength(1);
    const [unit] = body.units;
    // Two days of 8 h; four weeks of 40 h.
    expect(unit).toMatchObject({
      rotaId: rota.id,
      shifts: 2,
      workedMin: 16 * 60,
      contractMin: 160 * 60,
      awayMin: 0,
    });
    expect(unit?.shares).toEqual([
      { kind: 'nights', own: 0, fair: 0.25, unit: 2 },
      { kind: 'weekends', own: 1, fair: 0.13, unit: 1 },
      expect.objectContaining({ kind: 'bank-holidays' }),
    ]);
    // Nothing is published of the days until then.
    expect(body.weekendOff).toEqual({ saturday: null, publishedUntil: null });
  });

  it('is told of the rota of another day', async () => {
    const next = await hospital.freshRota(hospital.a);
    await next.put(idOf(0), 2, hospital.a.night);
    await next.publish();
    const { body } = await a.get<MyStandingDto>(`/my/rota/standing?on=${next.day(3)}`);
    expect(body.units.map(({ rotaId, workedMin }) => [rotaId, workedMin])).toEqual([[next.id, 11 * 60]]);
  });
});
