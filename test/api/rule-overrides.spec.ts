import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RuleOverrideDto } from '../../src/modules/compliance/rule-overrides.dto.js';
import { type ComplianceDto } from '../../src/modules/rotas/dto/compliance.dto.js';
import { ifMatch, PATIENT, RotaClient, type Answer, type Problem, toCreate } from '../support/rota-client.js';
import { FIRST_DATE, smallHospital, type SmallHospital } from '../support/small-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const RULE = 'doctors2016.consecutive-shifts';
const EIGHT_DAYS = [19, 20, 21, 22, 23, 24, 25, 26].map((day) => `2026-10-${day}`);

let server: TestServer;
let hospital: SmallHospital;
let coordinator: RotaClient;
let hr: RotaClient;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  hospital = await smallHospital(server);
  coordinator = await hospital.a.coordinator();
  hr = await hospital.signInAs('hr');
});

afterAll(() => server.close());

function setting(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    unitId: hospital.a.unitId,
    ruleCode: RULE,
    parameters: { max: 8 },
    effectiveFrom: FIRST_DATE,
    effectiveUntil: null,
    reason: 'Eight in a row over the half term',
    approvedBy: 'Dr Okafor, guardian of safe working hours',
    ...change,
  };
}

async function breachesOf(unit: SmallHospital['a'], personId: string): Promise<[string[], ComplianceDto]> {
  const client = await unit.coordinator();
  const { status, body } = await client.get<ComplianceDto>(`/rotas/${unit.rotaId}/compliance`);
  expect(status).toBe(200);
  const rules = body.violations
    .filter((violation) => violation.personId === personId && violation.rule === RULE)
    .map(({ message }) => message);
  return [rules, body];
}

async function workEveryDay(unit: SmallHospital['a'], personId: string): Promise<Answer<unknown>> {
  const client = await unit.coordinator();
  let last: Answer<unknown> | undefined;
  for (const date of EIGHT_DAYS) {
    const body = { personId, date, shiftTypeId: unit.day, pinned: true };
    last = await client.put(`/rotas/${unit.rotaId}/assignments/${randomUUID()}`, body, toCreate);
  }
  return last!;
}

describe("a unit's own setting of a rule", () => {
  it('is for HR alone to set', async () => {
    expect((await RotaClient.anonymous(server.url).post('/rule-overrides', setting())).status).toBe(401);
    expect((await coordinator.post('/rule-overrides', setting())).status).toBe(403);
    const { status, body } = await coordinator.get<Problem>(`/rule-overrides?unitId=${hospital.b.unitId}`);
    expect([status, body.code]).toEqual([403, 'not-allowed']);
  });

  it('counts in every judgement of the unit from its first day, and in no other unit', async () => {
    const [ours] = hospital.a.personIds;
    const [theirs] = hospital.b.personIds;
    const refused = (await workEveryDay(hospital.a, ours!)) as Answer<Problem>;
    expect([refused.status, refused.body.code]).toEqual([409, 'breaks-a-rule']);

    const created = await hr.post<RuleOverrideDto>('/rule-overrides', setting());
    expect(created).toMatchObject({
      status: 201,
      body: { ruleName: 'Shifts in a row', clause: 'A7', parameters: { max: 8 }, version: 1 },
    });
    const eighth = { personId: ours, date: EIGHT_DAYS.at(-1), shiftTypeId: hospital.a.day, pinned: true };
    const path = `/rotas/${hospital.a.rotaId}/assignments/${randomUUID()}`;
    expect((await coordinator.put(path, eighth, toCreate)).status).toBe(201);
    const [breaches, body] = await breachesOf(hospital.a, ours!);
    expect(breaches).toEqual([]);
    expect(body.overrides).toEqual([
      {
        rule: RULE,
        parameters: ['max 8'],
        reason: 'Eight in a row over the half term',
        approvedBy: 'Dr Okafor, guardian of safe working hours',
      },
    ]);
    expect((await workEveryDay(hospital.b, theirs!)).status).toBe(409);

    const later = setting({ effectiveFrom: '2026-10-20', parameters: { max: 5 } });
    expect((await hr.post('/rule-overrides', later)).status).toBe(201);
    expect((await breachesOf(hospital.a, ours!))[0]).toEqual([]);
  });

  it('is withdrawn with a last day, and then counts for no rota that begins later', async () => {
    const [ours] = hospital.a.personIds;
    const { body } = await hr.get<{ items: RuleOverrideDto[] }>(
      `/rule-overrides?unitId=${hospital.a.unitId}`,
    );
    const standing = body.items.find(({ effectiveFrom }) => effectiveFrom === FIRST_DATE)!;
    const { parameters, reason, approvedBy } = standing;
    const ended = {
      parameters,
      reason,
      approvedBy,
      effectiveFrom: '2026-09-01',
      effectiveUntil: '2026-10-18',
    };
    const path = `/rule-overrides/${standing.id}`;
    expect((await hr.put(path, ended, ifMatch(7))).status).toBe(412);
    expect((await hr.put(path, ended, ifMatch(standing.version))).status).toBe(200);
    const [breaches] = await breachesOf(hospital.a, ours!);
    expect(breaches).toHaveLength(1);
    expect(breaches[0]).toContain('7');
  });

  it('that has begun is not removed: rotas were judged by it', async () => {
    const begun = setting({ effectiveFrom: '2020-01-01', effectiveUntil: '2020-12-31' });
    const { body } = await hr.post<RuleOverrideDto>('/rule-overrides', begun);
    const removed = await hr.call<Problem>('DELETE', `/rule-overrides/${body.id}`, {
      headers: ifMatch(body.version),
    });
    expect(removed).toMatchObject({ status: 409, body: { code: 'has-begun', current: { id: body.id } } });
  });

  it('is refused with everything that is wrong at once', async () => {
    const wrong = setting({ ruleCode: 'doctors2016.rest-after-nights', parameters: { restH: 40, max: 3 } });
    const { status, body } = await hr.post<Problem>('/rule-overrides', wrong);
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      { path: 'parameters.restH', message: expect.stringMatching(/must be at least 46, not 40/) as string },
      { path: 'parameters.max', message: expect.stringMatching(/has no parameter "max"/) as string },
    ]);
    const impossible = setting({
      ruleCode: 'doctors2016.on-call-in-seven-days',
      parameters: { windowDays: 90 },
    });
    expect((await hr.post<Problem>('/rule-overrides', impossible)).body.errors).toEqual([
      { path: 'parameters.windowDays', message: expect.stringMatching(/from 2 to 30, not 90/) as string },
    ]);
    const twice = await hr.post<Problem>('/rule-overrides', setting({ effectiveFrom: '2026-10-20' }));
    expect(twice).toMatchObject({ status: 409, body: { code: 'already-exists' } });
  });
});
