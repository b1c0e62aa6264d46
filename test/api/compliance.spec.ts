import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RulePackDto } from '../../src/modules/compliance/rule-pack.dto.js';
import { type ComplianceDto } from '../../src/modules/rotas/dto/compliance.dto.js';
import { type MendableDto, type MendsDto } from '../../src/modules/rotas/dto/mends.dto.js';
import { type AssignmentDto, type ChangedAssignmentDto } from '../../src/modules/rotas/dto/assignment.dto.js';
import { type Answer, ifMatch, PATIENT, RotaClient, type Problem, toCreate } from '../support/rota-client.js';
import { smallHospital, type SmallHospital } from '../support/small-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: SmallHospital;
let coordinator: RotaClient;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  hospital = await smallHospital(server);
  coordinator = await hospital.a.coordinator();
});

afterAll(() => server.close());

describe('the catalogue of rules', () => {
  it('needs a session', async () => {
    const { status } = await RotaClient.anonymous(server.url).get('/rule-packs');
    expect(status).toBe(401);
  });

  it('tells every pack with its numbers, evidence and edges', async () => {
    const { status, body } = await coordinator.get<{ items: RulePackDto[]; nextCursor: null }>('/rule-packs');
    expect(status).toBe(200);
    expect(body.items.map(({ label }) => label)).toEqual([
      'doctors2016@2016-08-03',
      'doctors2016@2019-08-07',
      'wtr1998@1998-10-01',
      'afc@2004-12-01',
      'sg1@2014-07-15',
      'rota@2000-01-01',
    ]);
    const shifts = body.items.map(({ rules }) =>
      rules.find(({ code }) => code === 'doctors2016.consecutive-shifts'),
    );
    expect(shifts[0]!.numbers[0]).toEqual({ name: 'max', value: '8', atLeast: null, atMost: 8 });
    expect(shifts[1]).toMatchObject({ clause: 'A7', evidence: 'Q', level: 'hard' });
    expect(shifts[1]!.numbers[0]).toMatchObject({ name: 'max', value: '7', atMost: 8 });
    expect(shifts[1]!.localAgreement).toContain('guardian');
    expect(shifts[1]!.fails).toContain('an eighth day');
  });

  it('comes in pages, and refuses a page that makes no sense', async () => {
    const first = await coordinator.get<{ items: RulePackDto[]; nextCursor: string }>('/rule-packs?limit=4');
    const next = await coordinator.get<{ items: RulePackDto[]; nextCursor: null }>(
      `/rule-packs?limit=4&cursor=${encodeURIComponent(first.body.nextCursor)}`,
    );
    expect([first.body.items.length, next.body.items.length, next.body.nextCursor]).toEqual([4, 2, null]);
    const { status, body } = await coordinator.get<Problem>('/rule-packs?limit=none');
    expect([status, body.code, body.errors?.[0]?.path]).toEqual([400, 'invalid-input', 'limit']);
  });
});

describe('the compliance of a rota', () => {
  it('shows each breach with its mend, by person, by rule and by week', async () => {
    const [personId] = hospital.a.personIds;
    const put = async (date: string, shiftTypeId: string, overrideReason?: string): Promise<void> => {
      const { status, body } = await coordinator.put(
        `/rotas/${hospital.a.rotaId}/assignments/${randomUUID()}`,
        {
          personId,
          date,
          shiftTypeId,
          pinned: true,
          ...(overrideReason === undefined ? {} : { overrideReason }),
        },
        toCreate,
      );
      expect(status, JSON.stringify(body)).toBe(201);
    };
    await put('2026-10-20', hospital.a.night);
    await put('2026-10-22', hospital.a.early, 'agreed with the doctor');
    const { status, body } = await coordinator.get<ComplianceDto>(`/rotas/${hospital.a.rotaId}/compliance`);
    expect(status).toBe(200);
    expect(body.packs.map(({ code }) => code)).toEqual(['doctors2016']);
    expect(body.overrides).toEqual([]);
    const [worst] = body.violations;
    expect(worst).toMatchObject({
      personId,
      rule: 'doctors2016.rest-after-nights',
      level: 'hard',
      unit: 'minutes',
      clockChange: false,
    });
    expect(worst).toMatchObject({ name: 'Rest after nights', clause: 'A6' });
    expect(worst!.shifts.map(({ code, date, fixed }) => [code, date, fixed])).toEqual([
      ['N', '2026-10-20', false],
      ['E', '2026-10-22', false],
    ]);
    expect(worst!.shifts[0]!.startsAt).toBe('2026-10-20T20:00:00.000Z');
    expect(worst!.startsAt <= worst!.endsAt).toBe(true);
    expect(worst!.mend).not.toBeNull();
    expect(worst!.message).toContain(worst!.mend!);
    expect(body.byPerson[0]).toMatchObject({ personId, hard: 1 });
    expect(body.byRule[0]).toMatchObject({
      rule: 'doctors2016.rest-after-nights',
      name: 'Rest after nights',
      hard: 1,
    });
    const hard = body.byWeek.map((week) => week.hard);
    expect(hard.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(body.byWeek.find((week) => week.hard === 1)!.firstDate <= '2026-10-20').toBe(true);
  });

  it('names the rules that it could not judge, and what is missing', async () => {
    const { body } = await coordinator.get<ComplianceDto>(`/rotas/${hospital.a.rotaId}/compliance`);
    expect(body.notJudged).toContainEqual({
      rule: 'doctors2016.paid-breaks',
      name: 'Paid breaks',
      clause: 'A10',
      reason: 'No breaks are entered for E, N. Enter them with the shift types.',
    });
  });
});

describe('the compliance of a ward', () => {
  const report = async (): Promise<ComplianceDto> => {
    const client = await hospital.b.coordinator();
    return (await client.get<ComplianceDto>(`/rotas/${hospital.b.rotaId}/compliance`)).body;
  };

  it('has red flags where nurses work and the cover says how many are needed; else it says that it does not', async () => {
    const run = (sql: string, ...parameters: unknown[]) => server.dataSource.query(sql, parameters);
    expect(await report()).toMatchObject({ redFlags: [] });
    await run(`INSERT INTO grades VALUES ('B5', 'Band 5', 'nurse', 50, true)`);
    await run(`UPDATE people SET grade_code = 'B5' WHERE id = ANY($1)`, hospital.b.personIds);
    const [unsaid, ...others] = (await report()).notJudged.filter(({ rule }) => rule.startsWith('sg1.'));
    expect(unsaid).toMatchObject({ rule: 'sg1.registered-minimum', clause: 'SG1, red flags' });
    expect(others).toHaveLength(1);
    await run(
      `UPDATE cover_lines SET registered = true, minimum = 3, target = 3 WHERE name = 'Days' AND template_id IN
        (SELECT id FROM cover_templates WHERE unit_id = $1)`,
      hospital.b.unitId,
    );
    const { packs, redFlags, notJudged } = await report();
    expect(packs.map(({ code }) => code)).toContain('sg1');
    expect(notJudged.filter(({ rule }) => rule.startsWith('sg1.'))).toEqual([]);
    expect(redFlags).toHaveLength(2 * 14);
    expect(redFlags[0]).toMatchObject({
      rule: 'sg1.registered-minimum',
      name: 'Fewest registered nurses',
      date: '2026-10-19',
      lineName: 'Days',
      message: '0 registered nurses on the shift; at least 2 needed: 2 short.',
    });
  });
});

describe('the mends of a breach', () => {
  const ask = async (query: Record<string, string>): Promise<Answer<MendsDto>> =>
    coordinator.get<MendsDto>(`/rotas/${hospital.a.rotaId}/mends?${new URLSearchParams(query).toString()}`);

  it('are offered as changes that, taken through the door, end it', async () => {
    const [personId = ''] = hospital.a.personIds;
    const { status, body } = await ask({ personId, date: '2026-10-22' });
    expect(status).toBe(200);
    const rest = body.items.find(({ violation }) => violation.rule === 'doctors2016.rest-after-nights')!;
    expect(rest.mends.length).toBeGreaterThan(0);
    const handOver = rest.mends.find(({ changes }) => changes.length === 2)!;
    const [gives, takes] = handOver.changes;
    expect([gives!.personId, gives!.toShiftTypeId, takes!.fromShiftTypeId]).toEqual([personId, null, null]);
    expect([takes!.date, takes!.toShiftTypeId]).toEqual([gives!.date, gives!.fromShiftTypeId]);
    const path = `/rotas/${hospital.a.rotaId}/assignments`;
    const { body: rota } = await coordinator.get<{ items: AssignmentDto[] }>(path);
    const assignment = rota.items.find((each) => each.personId === personId && each.date === gives!.date)!;
    const { shiftTypeId, date, pinned } = assignment;
    const given = await coordinator.put<ChangedAssignmentDto>(
      `${path}/${assignment.id}`,
      { personId: takes!.personId, date, shiftTypeId, pinned },
      ifMatch(assignment.version),
    );
    expect(given.status).toBe(200);
    expect(given.body.violations.resolved.map(({ rule }) => rule)).toContain('doctors2016.rest-after-nights');
    const left = (await ask({ personId, date: '2026-10-22' })).body.items.map(
      ({ violation }) => violation.rule,
    );
    expect(left).not.toContain('doctors2016.rest-after-nights');
  });

  it('are offered for a shift that was refused, and let it through', async () => {
    const personId = hospital.a.personIds.at(-1)!;
    const put = async (date: string, shiftTypeId: string): Promise<Answer<Problem>> =>
      coordinator.put(
        `/rotas/${hospital.a.rotaId}/assignments/${randomUUID()}`,
        { personId, date, shiftTypeId, pinned: true },
        toCreate,
      );
    const night = (await put('2026-10-20', hospital.a.night)) as unknown as Answer<ChangedAssignmentDto>;
    expect(night.status).toBe(201);
    expect((await put('2026-10-22', hospital.a.early)).status).toBe(409);
    const { body } = await ask({ personId, date: '2026-10-22', shiftTypeId: hospital.a.early });
    expect(body.items).toHaveLength(1);
    const [{ mends }] = body.items as [MendableDto];
    const offered = mends.map(({ changes }) =>
      changes.map(({ date, toShiftTypeId }) => [date, toShiftTypeId]),
    );
    expect(offered).toContainEqual([
      ['2026-10-20', null],
      ['2026-10-22', hospital.a.early],
    ]);
    const { id, version } = night.body.assignment;
    await coordinator.delete(`/rotas/${hospital.a.rotaId}/assignments/${id}`, ifMatch(version));
    expect((await put('2026-10-22', hospital.a.early)).status).toBe(201);
  });

  it('are offered for all that is wrong with a person, where no day is named', async () => {
    const personId = hospital.a.personIds[2]!;
    const { body } = await ask({ personId });
    const { body: report } = await coordinator.get<ComplianceDto>(`/rotas/${hospital.a.rotaId}/compliance`);
    const told = report.violations.filter((each) => each.personId === personId).map(({ message }) => message);
    expect(body.items.map(({ violation }) => violation.message).sort()).toEqual(told.sort());
    expect(told.length).toBeGreaterThan(0);
  });

  it('are refused for a day, a person or a shift that is not in the rota', async () => {
    const [personId = ''] = hospital.a.personIds;
    const [stranger = ''] = hospital.b.personIds;
    const asked = await Promise.all([
      ask({ personId, date: '2026-12-24' }),
      ask({ personId: stranger, date: '2026-10-22' }),
      ask({ personId, date: '2026-10-22', shiftTypeId: hospital.b.day }),
      ask({ personId: 'Jo', date: '2026-10-22' }),
      ask({ personId, shiftTypeId: hospital.a.day }),
    ]);
    const refused = asked.map(({ status, body }) => [status, (body as unknown as Problem).errors?.[0]?.path]);
    expect(refused).toEqual([
      [400, 'date'],
      [400, 'personId'],
      [400, 'shiftTypeId'],
      [400, 'personId'],
      [400, 'date'],
    ]);
  });
});
