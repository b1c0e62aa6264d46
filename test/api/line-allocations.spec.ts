import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ChangedLinePlaceDto,
  type LineAllocationDto,
  type LinePlaceDto,
} from '../../src/modules/lines/line-allocation.dto.js';
import { type TrainingNeedsDto } from '../../src/modules/lines/training-needs.dto.js';
import { AllocatedLines } from '../../src/modules/lines/allocated-lines.service.js';
import { AbsenceEntity } from '../../src/modules/leave/absence.entity.js';
import { AvailabilityEntryEntity } from '../../src/modules/availability/availability-entry.entity.js';
import { ShiftTypeEntity } from '../../src/modules/demand/shift-type.entity.js';
import { type Answer } from '../support/api-client.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import {
  created,
  type DoctorMore,
  type LinesUnit,
  linesUnit,
  newAllocation,
  storedTemplate,
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

/** A unit, a template with so many lines, and an allocation of eight weeks in which nobody is on a line yet. */
async function begun(
  doctors: readonly DoctorMore[],
  lines?: number,
): Promise<LinesUnit & { allocation: LineAllocationDto }> {
  const unit = await linesUnit(server, hospital, doctors);
  const template = await storedTemplate(hospital, unit.unitId, lines);
  return { ...unit, allocation: await newAllocation(hospital, template) };
}

function templateIdOf({ templates }: LineAllocationDto): string {
  return templates[0]?.templateId ?? '';
}

async function propose({ id, version }: LineAllocationDto): Promise<LineAllocationDto> {
  return created(hospital.as.hr.post(`/line-allocations/${id}/proposal`, { version }), 200);
}

async function put(
  { id, version, firstDate, lastDate }: LineAllocationDto,
  personId: string,
  lineId: string,
  more: object = {},
): Promise<Answer> {
  const body = { personId, lineId, firstDate, lastDate, daysOff: [], ...more };
  return hospital.as.hr.put(`/line-allocations/${id}/places/${randomUUID()}`, { version, body });
}

const slotOf = (places: readonly LinePlaceDto[], personId: string): string | undefined =>
  places.find((place) => place.personId === personId)?.lineId;

describe('an allocation', () => {
  it('gives everybody a line, with the reasons', async () => {
    const { allocation, doctorIds } = await begun([FULL, FULL, FULL]);
    expect(allocation.withoutLine).toHaveLength(3);
    const { places, gaps, withoutLine, version } = await propose(allocation);
    expect(new Set(places.map(({ lineId }) => lineId)).size).toBe(3);
    expect(places.map(({ personId }) => personId).toSorted()).toEqual(doctorIds.toSorted());
    expect(withoutLine).toEqual([]);
    expect(gaps).toMatchObject([
      { kind: 'empty', freeThousandths: 1000, firstDate: '2026-08-03', lastDate: '2026-09-27' },
    ]);
    for (const { reasons } of places) {
      expect(reasons).toContain('No leave falls on its shifts.');
      expect(reasons.join(' ')).toMatch(/About \d+ nights, \d+ weekends, \d+ bank holiday/);
    }
    expect(version).toBeGreaterThan(allocation.version);
  });

  it('keeps people from lines whose shifts fall on their leave', async () => {
    const { allocation, doctorIds } = await begun([FULL, FULL]);
    const [own = ''] = doctorIds;
    // Line 4 begins with nights, and line 2 has them in the third week.
    const leave = {
      personId: own,
      kind: 'annual-leave' as const,
      firstDate: '2026-08-03',
      lastDate: '2026-08-06',
    };
    await insert(server.dataSource, AbsenceEntity, { ...leave, state: 'requested', requestedAt: new Date() });
    const { places, slots } = await propose(allocation);
    const line = slots.find(({ lineId }) => lineId === slotOf(places, own));
    // Only line 3 has but two shifts on these days.
    expect(line?.name).toBe('Line 3');
    expect(places.find(({ personId }) => personId === own)?.reasons).toContain(
      '2 shifts on leave that is asked for.',
    );
  });

  it('gives nobody a line that their grade does not allow', async () => {
    const { allocation, doctorIds, types } = await begun([{ gradeCode: 'F2' }, FULL]);
    await server.dataSource.getRepository(ShiftTypeEntity).update(types.N, { gradeCodes: ['ST3'] });
    const { places, withoutLine } = await propose(allocation);
    expect(places.map(({ personId }) => personId)).toEqual([doctorIds[1]]);
    expect(withoutLine).toMatchObject([
      {
        personId: doctorIds[0],
        reason: expect.stringMatching(/Grade F2 or skills do not allow N/) as unknown,
      },
    ]);
    const lineId = allocation.slots[2]?.lineId ?? '';
    const current = (await hospital.as.hr.get(`/line-allocations/${allocation.id}`))
      .body as LineAllocationDto;
    const refused = await put(current, doctorIds[0] ?? '', lineId);
    expect([refused.status, refused.body]).toEqual([409, expect.objectContaining({ code: 'not-qualified' })]);
    const stands = await put(current, doctorIds[0] ?? '', current.gaps[0]?.lineId ?? '', {
      overrideReason: 'Supervised.',
    });
    expect([stands.status, JSON.stringify(stands.body).includes('Supervised.')]).toEqual([200, true]);
  });

  it('lets two who work less than full time share a line, with their days off', async () => {
    const { allocation, doctorIds } = await begun([{ wte: 0.5 }, { wte: 0.5 }, FULL], 2);
    const [half = ''] = doctorIds;
    const cannot = {
      personId: half,
      kind: 'cannot' as const,
      firstDate: '2026-01-01',
      lastDate: '2027-01-01',
      note: '',
    };
    await insert(server.dataSource, AvailabilityEntryEntity, { ...cannot, weekdays: [2] });
    const { places, gaps } = await propose(allocation);
    expect(slotOf(places, doctorIds[0] ?? '')).toBe(slotOf(places, doctorIds[1] ?? ''));
    expect(places.find(({ personId }) => personId === half)).toMatchObject({
      shareThousandths: 500,
      daysOff: [2],
    });
    expect(gaps).toEqual([]);
    const lines = await server.app.get(AllocatedLines).ofUnit(allocation.unitId, '2026-08-03', '2026-08-03');
    const [first, second] = lines.filter(({ shareThousandths }) => shareThousandths === 500);
    const both = first?.cells.map((cell, day) => [cell, second?.cells[day]].filter((each) => each !== null));
    expect(both?.map((each) => each[0] ?? null)).toEqual(first?.lineCells);
    expect(both?.every((each) => each.length <= 1)).toBe(true);
    const own = lines.find(({ personId }) => personId === half);
    expect(own?.cells.filter((cell, day) => day % 7 === 2 && cell !== null)).toEqual([]);
  });

  it('leaves who is pinned, and those before where they were', async () => {
    const { allocation, doctorIds } = await begun([FULL, FULL, FULL]);
    const first = await propose(allocation);
    const last = allocation.slots.at(-1)?.lineId ?? '';
    const sitting = first.places.find(({ lineId }) => lineId === last)?.personId;
    const mover = doctorIds.find((id) => id !== sitting) ?? '';
    const standing = first.places.find(({ personId }) => personId === mover);
    const taken = await put(first, mover, last);
    expect(taken.status).toBe(409);
    const freed = first.gaps[0]?.lineId ?? '';
    const address = `/line-allocations/${first.id}/places/${standing?.id ?? ''}`;
    const body = {
      personId: mover,
      lineId: freed,
      firstDate: '2026-08-03',
      lastDate: '2026-09-27',
      daysOff: [4],
    };
    const {
      allocation: moved,
      analysis,
      verdict,
    } = await created<ChangedLinePlaceDto>(
      hospital.as.hr.put(address, { version: first.version, body }),
      200,
    );
    expect(verdict).toContain('No leave falls on its shifts.');
    expect(analysis.lines).toHaveLength(1);
    const again = await propose(moved);
    expect(again.places.find(({ personId }) => personId === mover)).toMatchObject({
      lineId: freed,
      pinned: true,
      daysOff: [4],
    });
    for (const { personId, lineId } of first.places)
      if (personId !== mover) expect(slotOf(again.places, personId)).toBe(lineId);
    const off = await created<LineAllocationDto>(
      hospital.as.hr.delete(address, { version: again.version }),
      200,
    );
    expect(off.withoutLine.map(({ personId }) => personId)).toEqual([mover]);
  });

  it('goes on with the lines of the time before', async () => {
    const { allocation, doctorIds } = await begun([FULL, FULL]);
    const [a = ''] = doctorIds;
    const { places } = await propose(allocation);
    const template = { unitId: allocation.unitId, id: templateIdOf(allocation) } as never;
    const next = await newAllocation(hospital, template, {
      templates: [{ templateId: templateIdOf(allocation), cycleStart: '2026-08-03' }],
      firstDate: '2026-09-28',
      lastDate: '2026-10-04',
    });
    const kept = await propose(next);
    expect(slotOf(kept.places, a)).toBe(slotOf(places, a));
    expect(kept.places[0]?.reasons.join(' ')).toContain('Had this line before, until 2026-09-27.');
  });

  it('gives people the shifts that their training needs', async () => {
    const { unitId, doctorIds, types } = await linesUnit(server, hospital, [FULL, FULL]);
    const [, own = ''] = doctorIds;
    const days = { firstDate: '2026-08-03', lastDate: '2026-08-09' };
    const allocation = await newAllocation(hospital, await storedTemplate(hospital, unitId), days);
    const needs = [{ personId: own, shiftTypeId: types.N, atLeast: 4 }];
    const address = `/line-allocations/${allocation.id}/training-needs`;
    const set = await created<TrainingNeedsDto>(
      hospital.as.hr.put(address, { version: allocation.version, body: { needs } }),
      200,
    );
    const wanting = (await hospital.as.hr.get(`/line-allocations/${allocation.id}`))
      .body as LineAllocationDto;
    expect([wanting.trainingNeeds, wanting.version]).toEqual([needs, set.version]);
    const { places, slots } = await propose(wanting);
    // The fourth line works nights in the first week of the cycle.
    expect(slots.find(({ lineId }) => lineId === slotOf(places, own))?.name).toBe('Line 4');
    expect(places.find(({ personId }) => personId === own)?.reasons).toContain(
      '4 of the 4 N that their training needs.',
    );
    const twice = { needs: [...needs, ...needs, { ...needs[0]!, shiftTypeId: own }] };
    const refused = await hospital.as.hr.put(address, { version: wanting.version + 1, body: twice });
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      400,
      expect.stringMatching(/twice.*is no shift type/),
    ]);
  });

  it('keeps every version of training needs, with who set it', async () => {
    const { allocation, doctorIds, types } = await begun([FULL, FULL]);
    const [own = ''] = doctorIds;
    const address = `/line-allocations/${allocation.id}/training-needs`;
    const set = (who: 'hr' | 'director-of-medical-education', version: number, atLeast: number) =>
      hospital.as[who].put(address, {
        version,
        body: { needs: [{ personId: own, shiftTypeId: types.L, atLeast }] },
      });
    await created(set('hr', allocation.version, 3), 200);
    const late = await set('director-of-medical-education', allocation.version, 5);
    expect([late.status, late.body]).toEqual([412, expect.objectContaining({ code: 'stale-version' })]);
    await created(set('director-of-medical-education', allocation.version + 1, 5), 200);
    const { needs, versions, version } = (await hospital.as['director-of-medical-education'].get(address))
      .body as TrainingNeedsDto;
    const named = { personId: own, shiftTypeId: types.L, code: 'L' };
    expect([needs, version]).toEqual([
      [{ ...named, displayName: expect.stringMatching(/, Dr$/) as unknown, atLeast: 5 }],
      allocation.version + 2,
    ]);
    expect(versions.map(({ number, needs: [need] }) => [number, need?.atLeast])).toEqual([
      [2, 5],
      [1, 3],
    ]);
    expect(new Set(versions.map(({ setBy }) => setBy)).size).toBe(2);
    const rewriting = server.dataSource.query('UPDATE training_need_versions SET needs = $1', ['[]']);
    await expect(rewriting).rejects.toThrow();
    expect((await hospital.as.hr.get(`/line-allocations/${own}/training-needs`)).status).toBe(404);
  });

  it('shows the posts that the deanery holds or recruits for', async () => {
    const { allocation, unitId } = await begun([FULL]);
    const post = async (name: string, kind: string, line: string | null): Promise<void> => {
      await server.dataSource.query(
        `INSERT INTO deanery_placements (organisation_id, post, first_date, last_date, kind, wte_thousandths, grade_code, site, specialty, unit_id, line, listed_at)
         VALUES ($1, $2, '2026-08-03', '2027-02-02', $3, 1000, 'ST3', 'S', 'M', $4, $5, now())`,
        [hospital.organisationId, `${unitId}/${name}`, kind, unitId, line],
      );
    };
    await post('1', 'hold', 'line 2');
    await post('2', 'recruit', null);
    const { gaps } = (await hospital.as.hr.get(`/line-allocations/${allocation.id}`))
      .body as LineAllocationDto;
    expect(gaps.map(({ name, kind }) => [name, kind])).toEqual([
      ['Line 1', 'recruit'],
      ['Line 2', 'hold'],
      ['Line 3', 'empty'],
      ['Line 4', 'empty'],
    ]);
  });

  it('refuses what does not fit, naming it', async () => {
    const { allocation, doctorIds } = await begun([{ lastDate: '2026-08-31' }]);
    const [own = ''] = doctorIds;
    const lineId = allocation.slots[0]?.lineId ?? '';
    const says = async (answer: Promise<Answer>, status: number, text: RegExp): Promise<void> => {
      const { status: given, body } = await answer;
      expect([given, JSON.stringify(body)]).toEqual([status, expect.stringMatching(text)]);
    };
    await says(put(allocation, own, lineId), 400, /placed in the unit from 2026-08-03 to 2026-08-31/);
    await says(put(allocation, hospital.personId, lineId), 400, /no placement in the unit/);
    await says(put(allocation, own, hospital.unitId), 400, /is no line of this allocation/);
    await says(
      put(allocation, own, lineId, { lastDate: '2027-01-01' }),
      400,
      /does not lie in the allocation/,
    );
    await says(put({ ...allocation, version: 99 }, own, lineId), 412, /stale-version/);
    const body = {
      unitId: allocation.unitId,
      templates: [{ templateId: templateIdOf(allocation) }],
      firstDate: '2026-09-01',
      lastDate: '2026-10-01',
    };
    const create = async (more: object): Promise<Answer> =>
      hospital.as.hr.post('/line-allocations', { body: { ...body, ...more } });
    await says(create({}), 409, /overlapping-allocation/);
    await says(create({ firstDate: '2027-01-01' }), 400, /is before/);
    await says(
      create({ templates: [{ templateId: templateIdOf(allocation), cycleStart: '2026-09-01' }] }),
      400,
      /no Monday; choose 2026-08-31/,
    );
    await says(create({ templates: [{ templateId: allocation.id }] }), 400, /is no template of this unit/);
    await says(create({ templates: [] }), 400, /at least one template/);
    await says(create({ templates: [...body.templates, ...body.templates] }), 400, /comes twice/);
    await says(
      hospital.as.hr.delete(`/line-allocations/${allocation.id}`, { version: 99 }),
      412,
      /stale-version/,
    );
    const gone = await hospital.as.hr.delete(`/line-allocations/${allocation.id}`, {
      version: allocation.version,
    });
    expect(gone.status).toBe(204);
  });
});
