import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TemplateAnalysisDto } from '../../src/modules/compliance/template-analysis.dto.js';
import { PATIENT, RotaClient, type Problem } from '../support/rota-client.js';
import { smallHospital, type SmallHospital } from '../support/small-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: SmallHospital;
let staff: RotaClient;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  hospital = await smallHospital(server);
  staff = await hospital.signInAs('staff', { personId: hospital.a.personIds[0]! });
});

afterAll(() => server.close());

const published = (name: string): { linesCsv: string; shiftsCsv: string } => {
  const file = (kind: string): string =>
    readFileSync(new URL(`../fixtures/rota-templates/${name}${kind}`, import.meta.url), 'utf8');
  return { linesCsv: file('.csv'), shiftsCsv: file('.shifts.csv') };
};

async function analysed(body: Record<string, unknown>): Promise<TemplateAnalysisDto> {
  const answer = await staff.post<TemplateAnalysisDto>('/templates/analysis', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

describe('the analysis of a template', () => {
  it('needs a session, and the unit to be one’s own', async () => {
    const body = { pack: 'doctors2016', ...published('specimen-nroc-oncall') };
    expect((await RotaClient.anonymous(server.url).post('/templates/analysis', body)).status).toBe(401);
    expect((await staff.post('/templates/analysis', { ...body, unitId: hospital.b.unitId })).status).toBe(
      403,
    );
    expect((await staff.post('/templates/analysis', { ...body, unitId: hospital.a.unitId })).status).toBe(
      200,
    );
  });

  it('gives the published averages with and without prospective cover', async () => {
    const { pack, doctors, lines } = await analysed({
      pack: 'doctors2016@2019-08-07',
      ...published('bma-prospective-cover-8wk'),
      leaveWeeks: 6.5,
      leaveHours: 40,
      wte: 0.8,
    });
    expect([pack, doctors, lines.length]).toEqual(['doctors2016@2019-08-07', 8, 1]);
    const [line] = lines;
    expect(line!.averageWeeklyHours).toBe(46.875);
    expect(line!.averageWeeklyHoursWithProspectiveCover).toBeCloseTo(47.857, 3);
    expect(line!.weeklyHours!.reduce((sum, each) => sum + each, 0)).toBe(375);
    expect(line!.ltft).toMatchObject({ wte: 0.8, averageWeeklyHours: 37.5 });
    const week = line!.violations.find(({ rule }) => rule === 'doctors2016.hours-in-seven-days');
    expect(week).toMatchObject({ name: 'Hours in any seven days', clause: 'A2', level: 'hard' });
  });

  it('has no average where nobody has estimated on-call work, and says what is missing', async () => {
    const { averageWeeklyHours, lines } = await analysed({
      pack: 'doctors2016',
      ...published('specimen-nroc-oncall'),
    });
    expect([averageWeeklyHours, lines[0]!.weeklyHours]).toEqual([null, null]);
    expect(lines[0]!.notJudged).toContainEqual(
      expect.objectContaining({
        rule: 'averageWeeklyHours',
        reason: expect.stringContaining('work_hours') as string,
      }),
    );
  });

  it('tells every fault at once, with its place', async () => {
    const linesCsv = [
      'line,week,Mon,Tue,Wed,Thu,Fri,Sat,Sun',
      'A,1,N,E,OFF,OFF,OFF,OFF,OFF',
      'A,3,OFF,OFF,XX,OFF,OFF,OFF,OFF',
      'B,zero,OFF,OFF,OFF,OFF,OFF,OFF,OFF',
    ].join('\n');
    const shiftsCsv = [
      'code,name,start,hours,work,weekday_only,on_call,resident',
      'N,Night,20:00,12.5,True,False,False,True',
      'E,Early,8 am,-8,True,False,False,True',
      'OFF,Off,00:00,0,False,False,False,True',
    ].join('\n');
    const { status, body } = await staff.post<Problem>('/templates/analysis', {
      pack: 'doctors2016@2010-01-01',
      linesCsv,
      shiftsCsv,
      leaveWeeks: 6,
    });
    expect([status, body.code]).toEqual([400, 'invalid-template']);
    const places = body.errors!.map(({ path }) => path);
    expect(places).toEqual(
      expect.arrayContaining([
        'pack',
        'leaveHours',
        'Lines line 4',
        'Shifts line 3',
        'line A week 2',
        'line A week 3 Wed',
      ]),
    );
    for (const { message } of body.errors!) expect(message).toMatch(/\.$/);
  });

  it('refuses a pack of wards, and one that there is not', async () => {
    for (const pack of ['sg1', 'zero-hours']) {
      const body = { pack, ...published('specimen-nroc-oncall') };
      const answer = await staff.post<Problem>('/templates/analysis', body);
      expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, 'pack']);
      expect(answer.body.errors?.[0]?.message).toContain(`"${pack}"`);
    }
  });

  it('goes by what a unit has agreed otherwise, where it is asked to', async () => {
    const hr = await hospital.signInAs('hr');
    const everyDay = 'D,D,D,D,D,D,D';
    const linesCsv = `line,week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\nA,1,OFF,OFF,OFF,OFF,OFF,OFF,OFF\nA,2,${everyDay}\nA,3,D,OFF,OFF,OFF,OFF,OFF,OFF\n`;
    const shiftsCsv =
      'code,name,start,hours,work,weekday_only,on_call,resident\nD,Day,09:00,8,True,False,False,True\nOFF,Off,00:00,0,False,False,False,True\n';
    const body = { pack: 'doctors2016', linesCsv, shiftsCsv, unitId: hospital.a.unitId };
    const eighth = ({ lines }: TemplateAnalysisDto): number =>
      lines[0]!.violations.filter(({ rule }) => rule === 'doctors2016.consecutive-shifts').length;
    expect(eighth(await analysed(body))).toBe(1);
    await hr.post('/rule-overrides', {
      unitId: hospital.a.unitId,
      ruleCode: 'doctors2016.consecutive-shifts',
      parameters: { max: 8 },
      effectiveFrom: '2020-01-01',
      effectiveUntil: null,
      reason: 'Agreed in the forum',
      approvedBy: 'The guardian',
    });
    expect(eighth(await analysed(body))).toBe(0);
    expect(eighth(await analysed({ ...body, unitId: undefined }))).toBe(1);
  });
});
