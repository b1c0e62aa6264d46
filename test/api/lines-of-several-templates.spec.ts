import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DutyRosterDto } from '../../src/modules/lines/duty-roster.dto.js';
import { type LineAllocationDto } from '../../src/modules/lines/line-allocation.dto.js';
import { type RotaTemplateDto } from '../../src/modules/lines/rota-template.dto.js';
import { AllocatedLines } from '../../src/modules/lines/allocated-lines.service.js';
import { ShiftTypeEntity } from '../../src/modules/demand/shift-type.entity.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { cells, created, linesUnit, type LinesUnit, newAllocation, template } from '../support/lines.js';
import { insert } from '../support/make-unit.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const SENIOR = 'ST3';
const JUNIOR = 'F2';

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
  });
  hospital = await buildHospital(server);
});

afterAll(() => server.close());

interface TwoRotas extends LinesUnit {
  readonly senior: RotaTemplateDto;
  readonly junior: RotaTemplateDto;
}

/** A unit in which registrars work the lines of one template and foundation doctors those of another one. */
async function twoRotas(): Promise<TwoRotas> {
  const grades = [SENIOR, JUNIOR, JUNIOR, SENIOR, JUNIOR];
  const unit = await linesUnit(
    server,
    hospital,
    grades.map((gradeCode) => ({ gradeCode })),
  );
  const { unitId, types } = unit;
  const db = server.dataSource;
  for (const id of Object.values(types)) {
    await db.manager.update(ShiftTypeEntity, { id }, { gradeCodes: [SENIOR] });
  }
  await insert(db, ShiftTypeEntity, {
    ...{ unitId, code: 'F', name: 'Foundation day', kind: 'day' as const, startMin: 480, endMin: 960 },
    ...{ colour: '#005eb8', gradeCodes: [JUNIOR] },
  });
  const stored = (name: string, lines: RotaTemplateDto['lines'] | object[]): Promise<RotaTemplateDto> =>
    created(hospital.as.hr.post('/templates', { body: { ...template(unitId), name, lines } }));
  // Both have lines of the same names, and cycles of different lengths.
  const senior = await stored('Senior', [
    { name: 'Line 1', wte: 1, cells: cells('DDDDD..', 'NNNN...') },
    { name: 'Line 2', wte: 1, cells: cells('NNNN...', 'DDDDD..') },
  ]);
  const days = (first: number, last: number): string[] =>
    Array.from({ length: 7 }, (_, day) => (first <= day && day <= last ? 'F' : ''));
  const junior = await stored('Junior', [
    { name: 'Line 1', wte: 1, cells: days(0, 3) },
    { name: 'Line 2', wte: 1, cells: days(1, 4) },
    { name: 'Line 3', wte: 1, cells: days(2, 4) },
  ]);
  return { ...unit, senior, junior };
}

const both = ({ senior, junior }: TwoRotas): object => ({
  templates: [{ templateId: senior.id, cycleStart: '2026-07-27' }, { templateId: junior.id }],
});

const propose = ({ id, version }: LineAllocationDto): Promise<LineAllocationDto> =>
  created(hospital.as.hr.post(`/line-allocations/${id}/proposal`, { version }), 200);

const get = ({ id }: LineAllocationDto): Promise<LineAllocationDto> =>
  created(hospital.as.hr.get(`/line-allocations/${id}`), 200);

describe('an allocation over several templates', () => {
  it('gives everybody a line of the template that their grade allows', async () => {
    const rotas = await twoRotas();
    const begun = await newAllocation(hospital, rotas.senior, both(rotas));
    expect(begun.templates).toMatchObject([
      { templateName: 'Senior', cycleStart: '2026-07-27', cycleWeeks: 2 },
      { templateName: 'Junior', cycleStart: '2026-08-03', cycleWeeks: 1 },
    ]);
    expect(begun.slots.map(({ name }) => name)).toEqual([
      'Senior, Line 1',
      'Senior, Line 2',
      'Junior, Line 1',
      'Junior, Line 2',
      'Junior, Line 3',
    ]);
    const { places, slots, withoutLine, gaps } = await propose(begun);
    expect([withoutLine, gaps]).toEqual([[], []]);
    const templateOf = new Map(slots.map(({ lineId, templateId }) => [lineId, templateId]));
    expect(places.map(({ gradeCode, lineId }) => [gradeCode, templateOf.get(lineId)]).toSorted()).toEqual(
      [
        ...Array.from({ length: 2 }, () => [SENIOR, rotas.senior.id]),
        ...Array.from({ length: 3 }, () => [JUNIOR, rotas.junior.id]),
      ].toSorted(),
    );
    const line = places.find(({ gradeCode }) => gradeCode === JUNIOR);
    const refused = await hospital.as.hr.put(`/line-allocations/${begun.id}/places/${line?.id ?? ''}`, {
      version: begun.version + 1,
      body: {
        ...{ personId: line?.personId, lineId: slots[0]?.lineId, daysOff: [] },
        ...{ firstDate: begun.firstDate, lastDate: begun.lastDate },
      },
    });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      409,
      expect.stringMatching(/Grade F2 or skills do not allow .* of Senior, Line 1/),
    ]);
  });

  it('makes one duty roster, each line by the cycle of its own template', async () => {
    const rotas = await twoRotas();
    // Before the bank holiday, on which ordinary days are not worked.
    const begun = await newAllocation(hospital, rotas.senior, { ...both(rotas), lastDate: '2026-08-30' });
    const proposed = await propose(begun);
    const made = await created<DutyRosterDto>(
      hospital.as.hr.post(`/line-allocations/${proposed.id}/duty-roster`, {
        version: proposed.version,
        body: { rotaId: null },
      }),
      200,
    );
    expect([made.rota.name, made.unplaced]).toEqual(['Senior and Junior, 2026-08-03 to 2026-08-30', []]);
    const shifts = await server.dataSource.query<{ personId: string; shifts: number }[]>(
      `SELECT person_id AS "personId", count(*)::int AS shifts FROM assignments WHERE rota_id = $1 AND date = '2026-08-03'
        GROUP BY person_id`,
      [made.rota.id],
    );
    const on = (name: string): string | undefined => {
      const slot = proposed.slots.find((each) => each.name === name);
      return proposed.places.find(({ lineId }) => lineId === slot?.lineId)?.personId;
    };
    // On that Monday the senior cycle is in its second week: Line 1 works nights and Line 2 days.
    const expected = ['Senior, Line 1', 'Senior, Line 2', 'Junior, Line 1'].map(on);
    expect(shifts.map(({ personId }) => personId).toSorted()).toEqual(expected.toSorted());
    const line = await server.app
      .get(AllocatedLines)
      .allocatedLine(on('Senior, Line 1') ?? '', rotas.unitId, '2026-08-03');
    expect(line).toMatchObject({
      ...{ templateName: 'Senior', lineName: 'Senior, Line 1', cycleStart: '2026-07-27', cycleWeeks: 2 },
      cells: rotas.senior.lines[0]?.cells.map((code) => (code === '' ? null : rotas.types[code as 'N'])),
    });
  });

  it('leaves those alone who are on a line of the unit in another allocation', async () => {
    const rotas = await twoRotas();
    const seniors = await propose(await newAllocation(hospital, rotas.senior));
    expect(seniors.withoutLine.map(({ gradeCode }) => gradeCode)).toEqual([JUNIOR, JUNIOR, JUNIOR]);
    const juniors = await propose(await newAllocation(hospital, rotas.junior));
    expect(juniors.places.map(({ gradeCode }) => gradeCode)).toEqual([JUNIOR, JUNIOR, JUNIOR]);
    expect([juniors.withoutLine, (await get(seniors)).withoutLine]).toEqual([[], []]);
  });

  it('keeps people on the line of their template from one time to the next', async () => {
    const rotas = await twoRotas();
    const first = await propose(await newAllocation(hospital, rotas.senior, both(rotas)));
    const next = await propose(
      await newAllocation(hospital, rotas.senior, {
        ...both(rotas),
        firstDate: '2026-09-28',
        lastDate: '2026-11-22',
      }),
    );
    const who = ({ places }: LineAllocationDto): string[] =>
      places.map(({ personId, lineId }) => `${personId} ${lineId}`).toSorted();
    expect(who(next)).toEqual(who(first));
    expect(next.places.every(({ reasons }) => reasons.join(' ').includes('Had this line before'))).toBe(true);
  });

  it('cannot have a template that another allocation has on one of these days', async () => {
    const rotas = await twoRotas();
    await newAllocation(hospital, rotas.junior);
    const body = { unitId: rotas.unitId, ...both(rotas), firstDate: '2026-09-27', lastDate: '2026-10-25' };
    const refused = await hospital.as.hr.post('/line-allocations', { body });
    expect([refused.status, refused.body]).toEqual([
      409,
      expect.objectContaining({ code: 'overlapping-allocation' }),
    ]);
  });
});
