import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DutyRosterDto } from '../../src/modules/lines/duty-roster.dto.js';
import { type LineAllocationDto } from '../../src/modules/lines/line-allocation.dto.js';
import { AssignmentEntity } from '../../src/modules/rotas/assignment.entity.js';
import { AbsenceEntity } from '../../src/modules/leave/absence.entity.js';
import { RotaEntity } from '../../src/modules/rotas/rota.entity.js';
import { type Answer } from '../support/api-client.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import {
  cells,
  created,
  type DoctorMore,
  type LinesUnit,
  linesUnit,
  newAllocation,
  storedTemplate,
  template,
} from '../support/lines.js';
import { insert } from '../support/make-unit.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
  });
  hospital = await buildHospital(server);
});

afterAll(() => server.close());

const FULL: DoctorMore = {};

/** Everybody on a line of their own. */
async function allocated(
  doctors: readonly DoctorMore[],
  more: { lines?: readonly string[]; days?: object } = {},
): Promise<LinesUnit & { allocation: LineAllocationDto }> {
  const unit = await linesUnit(server, hospital, doctors);
  const { lines } = more;
  const stored =
    lines === undefined
      ? await storedTemplate(hospital, unit.unitId)
      : await created<{ id: string; unitId: string }>(
          hospital.as.hr.post('/templates', {
            body: template(unit.unitId, 1, {
              lines: lines.map((weeks, index) => ({ name: `L${index}`, wte: 1, cells: cells(weeks) })),
            }),
          }),
        );
  const allocation = await newAllocation(hospital, stored as never, more.days);
  const proposal = hospital.as.hr.post(`/line-allocations/${allocation.id}/proposal`, {
    version: allocation.version,
  });
  return { ...unit, allocation: await created(proposal, 200) };
}

async function make(
  { id, version }: LineAllocationDto,
  body: object = {},
  who: 'hr' | 'coordinator' = 'hr',
): Promise<Answer> {
  return hospital.as[who].post(`/line-allocations/${id}/duty-roster`, { version, body });
}

async function shiftsOf(rotaId: string): Promise<AssignmentEntity[]> {
  return server.dataSource.manager.find(AssignmentEntity, {
    where: { rotaId },
    order: { date: 'ASC', id: 'ASC' },
  });
}

describe('a duty roster', () => {
  it('holds every shift of the lines, pinned, or says why not', async () => {
    const { allocation, types } = await allocated([FULL, FULL, FULL]);
    const roster = await created<DutyRosterDto>(make(allocation), 200);
    const shifts = await shiftsOf(roster.rota.id);
    // 17 shifts in four weeks, twice, of three doctors; 31 August is a bank holiday, and the fourth line is nobody's.
    expect(roster.placed + roster.unplaced.length).toBe(3 * 2 * 17);
    expect(roster.open).toHaveLength(2 * 17);
    expect(shifts).toHaveLength(roster.placed);
    expect(new Set(shifts.map(({ source, pinned }) => `${source} ${pinned}`))).toEqual(
      new Set(['line true']),
    );
    expect(roster.unplaced.every(({ why, date }) => why === 'bank-holiday' && date === '2026-08-31')).toBe(
      true,
    );
    expect(shifts.some(({ shiftTypeId }) => shiftTypeId === types.OFF)).toBe(false);
    const rota = await hospital.as.hr.get(`/rotas/${roster.rota.id}/compliance`);
    const { violations } = rota.body as { violations: { level: string }[] };
    expect(violations.filter(({ level }) => level === 'hard')).toEqual([]);
  });

  it('made again changes only what the lines give otherwise now', async () => {
    const { allocation, doctorIds } = await allocated([FULL, FULL]);
    const [own = ''] = doctorIds;
    const first = await created<DutyRosterDto>(make(allocation), 200);
    const before = await shiftsOf(first.rota.id);
    const again = await created<DutyRosterDto>(make(allocation, { rotaId: first.rota.id }), 200);
    expect(again).toMatchObject({ added: 0, changed: 0, removed: 0, kept: first.placed });
    expect(await shiftsOf(first.rota.id)).toEqual(before);
    const leave = {
      personId: own,
      kind: 'annual-leave' as const,
      firstDate: '2026-09-07',
      lastDate: '2026-09-13',
    };
    await insert(server.dataSource, AbsenceEntity, leave);
    const lost = before.filter(
      ({ personId, date }) => personId === own && leave.firstDate <= date && date <= leave.lastDate,
    );
    const look = await hospital.as.hr.get(
      `/line-allocations/${allocation.id}/duty-roster?rotaId=${first.rota.id}`,
    );
    expect(look.body).toMatchObject({ removed: lost.length, kept: first.placed - lost.length });
    expect(await shiftsOf(first.rota.id)).toHaveLength(before.length);
    const around = await created<DutyRosterDto>(make(allocation, { rotaId: first.rota.id }), 200);
    expect(around.unplaced.filter(({ why }) => why === 'leave').map(({ date }) => date)).toEqual(
      lost.map(({ date }) => date),
    );
    expect(around.unplaced.find(({ why }) => why === 'leave')?.message).toMatch(/annual leave/);
    const now = await shiftsOf(first.rota.id);
    expect(now.map(({ id }) => id)).toEqual(before.filter((row) => !lost.includes(row)).map(({ id }) => id));
  });

  it('leaves what was entered by hand, and says so', async () => {
    const { allocation, doctorIds, unitId, types } = await allocated([FULL], { lines: ['DDDDD..'] });
    const days = { firstDate: '2026-08-03', lastDate: '2026-08-09' };
    const rotaId = await insert(server.dataSource, RotaEntity, { unitId, name: 'By hand', ...days });
    const place = { rotaId, personId: doctorIds[0] ?? '', shiftTypeId: types.L, date: '2026-08-05' };
    await insert(server.dataSource, AssignmentEntity, {
      ...place,
      startsAt: new Date('2026-08-05T07:00Z'),
      endsAt: new Date('2026-08-05T19:30Z'),
      source: 'manual',
    });
    const roster = await created<DutyRosterDto>(make(allocation, { rotaId }), 200);
    expect(roster).toMatchObject({
      placed: 4,
      unplaced: [{ date: '2026-08-05', why: 'other-work', code: 'nwd', lineName: 'L0 week 1' }],
    });
    expect((await shiftsOf(rotaId)).map(({ source }) => source)).toEqual([
      'line',
      'line',
      'manual',
      'line',
      'line',
    ]);
  });

  it('leaves out what breaks a hard rule, and names the rule', async () => {
    const days = { firstDate: '2026-08-03', lastDate: '2026-08-30' };
    // Thirteen long shifts in a row.
    const { allocation } = await allocated([FULL], { lines: ['LLLLLLL'], days });
    const roster = await created<DutyRosterDto>(make(allocation), 200);
    const broken = roster.unplaced.filter(({ why }) => why === 'rule');
    expect(broken.length).toBeGreaterThan(5);
    expect(roster.placed + roster.unplaced.length).toBe(28);
    expect(
      broken.every(
        ({ rule, message }) => rule?.startsWith('doctors2016.') === true && message.startsWith('L on '),
      ),
    ).toBe(true);
    const { body } = await hospital.as.hr.get(`/rotas/${roster.rota.id}/compliance`);
    const { violations } = body as { violations: { level: string }[] };
    expect(violations.filter(({ level }) => level === 'hard')).toEqual([]);
  });

  it('of somebody who works less than full time leaves the rest to others', async () => {
    const { allocation } = await allocated([{ wte: 0.6 }], {
      lines: ['DDDDD..'],
      days: { firstDate: '2026-08-03', lastDate: '2026-08-30' },
    });
    const roster = await created<DutyRosterDto>(make(allocation), 200);
    expect([roster.placed, roster.open.length]).toEqual([12, 8]);
    expect(new Set(roster.open.map(({ why }) => why))).toEqual(new Set(['beyond-share']));
  });

  it('goes into drafts of its unit only', async () => {
    const { allocation, unitId } = await allocated([FULL]);
    const days = { firstDate: '2026-08-03', lastDate: '2026-08-30' };
    const published = { name: 'Out', ...days, state: 'published' as const, publishedVersion: 1 };
    const rotaId = await insert(server.dataSource, RotaEntity, { unitId, ...published });
    const code = async (answer: Promise<Answer>): Promise<unknown> => {
      const { status, body } = await answer;
      return [status, (body as { code: string }).code];
    };
    expect(await code(make(allocation, { rotaId }))).toEqual([409, 'rota-not-draft']);
    expect(await code(make(allocation))).toEqual([409, 'overlapping-rota']);
    expect(await code(make({ ...allocation, version: 99 }))).toEqual([412, 'stale-version']);
    const elsewhere = await insert(server.dataSource, RotaEntity, {
      unitId: hospital.unitId,
      name: 'Elsewhere',
      ...days,
    });
    expect(await code(make(allocation, { rotaId: elsewhere }))).toEqual([400, 'invalid-input']);
    expect(await code(make(allocation, { rotaId: allocation.id }))).toEqual([404, 'not-found']);
    expect(await code(make(allocation, {}, 'coordinator'))).toEqual([403, 'not-allowed']);
    const answer = await hospital.nobody.post(`/line-allocations/${allocation.id}/duty-roster`, {
      version: 1,
      body: {},
    });
    expect(answer.status).toBe(401);
  });
});
