import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violatedConstraint } from '../../src/common/postgres-failure.js';
import { type LineAllocationDto } from '../../src/modules/lines/line-allocation.dto.js';
import { LinePlaceEntity } from '../../src/modules/lines/line-place.entity.js';
import { RotaTemplateLineEntity } from '../../src/modules/lines/rota-template-line.entity.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { linesUnit, newAllocation, storedTemplate } from '../support/lines.js';
import { insert } from '../support/make-unit.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: Hospital;
let allocation: LineAllocationDto;
let doctorIds: readonly string[];
let otherType: string;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
  });
  hospital = await buildHospital(server);
  const unit = await linesUnit(server, hospital, [{}, {}, {}]);
  ({ doctorIds } = unit);
  otherType = hospital.otherShiftTypeId;
  allocation = await newAllocation(hospital, await storedTemplate(hospital, unit.unitId));
});

afterAll(() => server.close());

/** The constraint that refuses it; null where nothing does. */
async function refusal(work: Promise<unknown>): Promise<string | null> {
  return work.then(() => null, violatedConstraint);
}

async function place(more: Partial<LinePlaceEntity>): Promise<string | null> {
  const { id: allocationId, unitId, firstDate, lastDate, slots } = allocation;
  const [line] = await server.dataSource.manager.findBy(RotaTemplateLineEntity, {
    id: slots[0]?.lineId ?? '',
  });
  const row = {
    allocationId,
    unitId,
    templateVersionId: line?.templateVersionId ?? '',
    personId: doctorIds[0] ?? '',
    lineId: line?.id ?? '',
    firstDate,
    lastDate,
    shareFrom: 0,
    shareUntil: 500,
  };
  return refusal(insert(server.dataSource, LinePlaceEntity, { ...row, ...more }));
}

describe('whatever the service does, the database', () => {
  it('keeps two people off one part of a line, and one person off two lines', async () => {
    const [, second = '', third = ''] = doctorIds;
    expect(await place({})).toBeNull();
    expect(await place({ personId: second, shareFrom: 499, shareUntil: 1000 })).toBe(
      'line_is_not_given_twice',
    );
    expect(await place({ personId: second, shareFrom: 500, shareUntil: 1000 })).toBeNull();
    expect(await place({ lineId: allocation.slots[1]?.lineId ?? '' })).toBe('one_line_at_a_time');
    expect(await place({ personId: third, lastDate: '2027-01-01' })).toBe('place_lies_in_its_allocation');
  });

  it('keeps a version of a template as it is, with shifts of its own unit', async () => {
    const { manager } = server.dataSource;
    const lineId = allocation.slots[0]?.lineId ?? '';
    expect(await refusal(manager.update(RotaTemplateLineEntity, { id: lineId }, { name: 'Other' }))).toBe(
      'template_version_stays',
    );
    const cell = 'INSERT INTO rota_template_cells (line_id, day, shift_type_id) VALUES ($1, $2, $3)';
    expect(await refusal(manager.query(cell, [lineId, 6, otherType]))).toBe('cell_belongs_to_its_template');
  });

  it('lets one of many change an allocation who saw the same version', async () => {
    const [, , third = ''] = doctorIds;
    const { id, version, firstDate, lastDate, slots } = allocation;
    const body = { personId: third, firstDate, lastDate, daysOff: [] };
    const answers = await Promise.all(
      slots.slice(1).map(async ({ lineId }) =>
        hospital.as.hr.put(`/line-allocations/${id}/places/${randomUUID()}`, {
          version,
          body: { ...body, lineId },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
  });
});
