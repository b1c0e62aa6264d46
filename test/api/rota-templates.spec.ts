import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import {
  type RotaTemplateDto,
  type TemplateReadingDto,
  type TemplateVerdictDto,
} from '../../src/modules/lines/rota-template.dto.js';
import { type Answer } from '../support/api-client.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import {
  cells,
  created,
  linesUnit,
  newAllocation,
  storedTemplate,
  template,
  templateInput,
} from '../support/lines.js';
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

const hr = (): Hospital['as']['hr'] => hospital.as.hr;

async function read(
  unitId: string,
  content: string | Uint8Array<ArrayBuffer>,
  fields: Record<string, string> = {},
): Promise<Answer> {
  const form = new FormData();
  form.set('lines', new Blob([content]), 'lines.csv');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return hr().post(`/templates/readings?unitId=${unitId}`, { body: form });
}

const HEADER = 'line,week,Mon,Tue,Wed,Thu,Fri,Sat,Sun';

describe('a template', () => {
  it('is kept with its lines, and listed', async () => {
    const { unitId } = await linesUnit(server, hospital, []);
    const stored = await storedTemplate(hospital, unitId);
    expect(stored).toMatchObject({ name: 'Registrars', number: 1, cycleWeeks: 4, lineCount: 4, uses: [] });
    expect(stored.lines[1]?.cells.slice(0, 7)).toEqual(['L', 'L', '', '', 'L', 'L', 'L']);
    expect(stored.shiftTypes.map(({ code }) => code)).toEqual(['L', 'nwd', 'N']);
    const { body } = await hr().get(`/templates?unitId=${unitId}`);
    expect(body).toMatchObject({ items: [{ id: stored.id, latestNumber: 1 }] });
  });

  it('that is edited is a new version, and the old one stays as it was', async () => {
    const { unitId } = await linesUnit(server, hospital, []);
    const stored = await storedTemplate(hospital, unitId);
    const allocation = await newAllocation(hospital, stored);
    const body = templateInput({ lines: [{ name: 'Line 1', wte: 0.6, cells: cells('DDD....') }] });
    const changed = await created<RotaTemplateDto>(
      hr().put(`/templates/${stored.id}`, { body, version: stored.version }),
      200,
    );
    expect(changed).toMatchObject({
      number: 2,
      cycleWeeks: 1,
      uses: [{ allocationId: allocation.id, number: 1 }],
    });
    const old = (await hr().get(`/templates/${stored.id}?number=1`)).body as RotaTemplateDto;
    expect(old.lines).toEqual(stored.lines);
    const seen = (await hr().get(`/line-allocations/${allocation.id}`)).body;
    expect(seen).toMatchObject({
      templates: [{ templateNumber: 1, latestTemplateNumber: 2, cycleWeeks: 4 }],
    });
    const again = await created<RotaTemplateDto>(
      hr().put(`/templates/${stored.id}`, { body, version: changed.version }),
      200,
    );
    expect(again.number).toBe(2);
    const removal = await hr().delete(`/templates/${stored.id}`, { version: again.version });
    expect([removal.status, removal.body]).toEqual([409, expect.objectContaining({ code: 'still-used' })]);
  });

  it('of a version that has changed meanwhile is not changed', async () => {
    const { unitId } = await linesUnit(server, hospital, []);
    const { id, version } = await storedTemplate(hospital, unitId);
    const body = templateInput();
    await created(hr().put(`/templates/${id}`, { body, version }), 200);
    const late = await hr().put(`/templates/${id}`, { body, version });
    expect([late.status, late.body]).toEqual([412, expect.objectContaining({ code: 'stale-version' })]);
    expect((await hr().put(`/templates/${id}`, { body })).status).toBe(428);
    expect((await hr().delete(`/templates/${id}`, { version })).status).toBe(412);
    expect((await hr().delete(`/templates/${id}`, { version: version + 1 })).status).toBe(204);
    expect((await hr().get(`/templates/${id}`)).status).toBe(404);
  });

  it('tells all that is wrong with it at once', async () => {
    const { unitId } = await linesUnit(server, hospital, []);
    const lines = [
      { name: 'A', wte: 1, cells: cells('DDDDD..') },
      { name: 'A', wte: 1, cells: [...cells('D'), 'Q', ...cells('DDD..', 'D......')] },
    ];
    const { status, body } = await hr().post('/templates', { body: template(unitId, 1, { lines }) });
    expect(status).toBe(400);
    const { code, errors } = body as { code: string; errors: { path: string; message: string }[] };
    expect(code).toBe('invalid-template');
    expect(errors.map(({ path }) => path)).toEqual(['line A', 'line A', 'line A week 1 Tue']);
    expect(errors[2]?.message).toContain('"Q" is no shift type of the unit; it has L, OFF, nwd, N');
  });

  it.each([
    [
      'shifts that overlap',
      { lines: [{ name: 'A', wte: 1, cells: cells('.NL....') }] },
      /line A week 1 Tue: N ends at 08:30/,
    ],
    ['no pack', { contractCode: 'nothing' }, /nothing/],
    [
      'half a week',
      { lines: [{ name: 'A', wte: 1, cells: cells('DDDDDDDD') }] },
      /8 days are not 1 to 52 whole weeks/,
    ],
  ])('with %s is refused', async (_, more, says) => {
    const { unitId } = await linesUnit(server, hospital, []);
    const { status, body } = await hr().post('/templates', { body: template(unitId, 1, more) });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(says);
  });

  it('is judged by the rules of its contract', async () => {
    const { unitId } = await linesUnit(server, hospital, []);
    const { id } = await storedTemplate(hospital, unitId);
    const { body } = await hr().get(`/templates/${id}/analysis`);
    const { lines, pack } = body as { pack: string; lines: { averageWeeklyHours: number; nights: number }[] };
    expect(pack).toMatch(/^doctors2016@/);
    expect(lines.map(({ nights }) => nights)).toEqual([4, 4, 4, 4]);
    // 8 ordinary days, 5 long ones and 4 nights of 12.5 h in four weeks.
    expect(lines[0]?.averageWeeklyHours).toBeCloseTo((8 * 8 + 5 * 12.5 + 4 * 12.5) / 4, 6);
  });

  it('is judged while it is drawn, without being kept', async () => {
    const { unitId } = await linesUnit(server, hospital, []);
    const judge = async (more: object): Promise<TemplateVerdictDto> => {
      const { contractCode, lines } = templateInput();
      return created(
        hr().post('/templates/verdicts', { body: { unitId, contractCode, lines, ...more } }),
        200,
      );
    };
    const drawn = await judge({});
    const { id } = await storedTemplate(hospital, unitId);
    expect(drawn).toEqual({ faults: [], analysis: (await hr().get(`/templates/${id}/analysis`)).body });
    const five = await judge({ lines: [{ name: 'A', wte: 1, cells: cells('NNNNN..') }] });
    const rules = five.analysis?.lines[0]?.violations.map(({ rule }) => rule);
    expect(rules).toContain('doctors2016.consecutive-nights');
    const faulty = await judge({
      lines: [{ name: 'A', wte: 1, cells: [...cells('D'), 'Q', ...cells('NL...')] }],
    });
    expect(faulty.analysis).toBeNull();
    expect(faulty.faults.map(({ path }) => path)).toEqual(['line A week 1 Tue']);
    expect((await hr().get(`/templates?unitId=${unitId}`)).body).toMatchObject({ items: [{ id }] });
    const body = { unitId, contractCode: 'nothing', lines: [] };
    expect((await hr().post('/templates/verdicts', { body })).status).toBe(400);
  });

  it('keeps the shift types that it is made of', async () => {
    const { unitId, types } = await linesUnit(server, hospital, []);
    await storedTemplate(hospital, unitId);
    const type = (await hr().get(`/shift-types/${types.L}`)).body as { version: number };
    const removal = await hospital.as.admin.delete(`/shift-types/${types.L}`, { version: type.version ?? 1 });
    expect([removal.status, removal.body]).toEqual([409, expect.objectContaining({ code: 'still-used' })]);
  });
});

describe('a file of lines', () => {
  it('comes back as it was stored, as CSV and as a workbook', async () => {
    const { unitId } = await linesUnit(server, hospital, []);
    const stored = await storedTemplate(hospital, unitId);
    for (const format of ['csv', 'xlsx']) {
      const file = await hr().bytes(`/templates/${stored.id}/file?format=${format}`);
      const { lines } = await created<TemplateReadingDto>(read(unitId, file), 200);
      expect(lines).toEqual(stored.lines.map(({ name, wte, cells: own }) => ({ name, wte, cells: own })));
    }
  });

  it('may be the published one, with codes that stand for days off', async () => {
    const { unitId } = await linesUnit(server, hospital, []);
    const text = readFileSync(
      new URL('../fixtures/rota-templates/bma-prospective-cover-8wk.csv', import.meta.url),
      'utf8',
    );
    const fields = { weekdayCodes: 'nwd', offCodes: 'OFF' };
    const { lines, cycleWeeks } = await created<TemplateReadingDto>(read(unitId, text, fields), 200);
    expect([lines.length, cycleWeeks]).toEqual([1, 8]);
    expect(lines[0]?.cells.slice(0, 14)).toEqual([
      'L',
      'nwd',
      'nwd',
      'L',
      'nwd',
      '',
      '',
      '',
      '',
      'N',
      'N',
      'N',
      'N',
      'N',
    ]);
  });

  it('tells every fault with its place and value', async () => {
    const { unitId } = await linesUnit(server, hospital, []);
    const text = `${HEADER},wte,colour\nA,1,nwd,X,,,,,,1.2,red\nA,1,nwd,,,,,,,1,\nA,0,,,,,,,,1,\n,3,,,,,,,,1,\n`;
    const { status, body } = await read(unitId, text);
    expect(status).toBe(400);
    const { errors } = body as { errors: { path: string; message: string }[] };
    expect(errors.map(({ path }) => path)).toEqual([
      'row 1',
      'row 2 wte',
      'row 3 week',
      'row 4 week',
      'row 5 line',
      'row 2 line',
      'row 2 line',
      'row 5 line',
      'row 5 line',
      'line A week 1 Tue',
    ]);
    expect(errors[1]?.message).toContain('"1.2"');
    expect(errors[9]?.message).toContain('"X" is no shift type');
  });

  it.each([
    ['no table', 'hello', 'sheet-columns'],
    ['nothing', '', 'sheet-unreadable'],
  ])('with %s is refused', async (_, text, code) => {
    const { unitId } = await linesUnit(server, hospital, []);
    const { status, body } = await read(unitId, text);
    expect([status, body]).toEqual([400, expect.objectContaining({ code })]);
  });
});
