import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../seeds/index.js';
import { Clock } from '../../src/common/clock.js';
import { type PayrollDto } from '../../src/modules/pay/payroll.dto.js';
import {
  type DoctorScheduleDto,
  type IssuedSchedulesDto,
  type ScheduleContentDto,
} from '../../src/modules/work-schedules/work-schedule.dto.js';
import { ApiClient } from '../support/api-client.js';
import { startTestServer, type TestServer } from '../support/test-server.js';
import { createAccount, PASSWORD } from '../support/hospital.js';

let server: TestServer;
let hr: ApiClient;

beforeAll(async () => {
  server = await startTestServer();
  await loadDemo(server.dataSource, { dataFolder: server.config.dataFolder, log: () => undefined });
  const [organisation] = await server.dataSource.query<{ id: string }[]>('SELECT id FROM organisations');
  await createAccount(server, organisation!.id, { email: 'figures@example.org', role: 'hr' });
  hr = new ApiClient(server.url);
  await hr.signIn('figures@example.org', PASSWORD);
});

afterAll(() => server.close());

describe('every work schedule of the demo’s doctors', () => {
  it('says of a published roster what payroll pays for it, element by element', async () => {
    const [unit] = await server.dataSource.query<{ id: string }[]>(
      `SELECT DISTINCT p.unit_id AS id FROM placements p WHERE p.contract_code = 'doctors2016'`,
    );
    // Half of them work less than full time: the same shifts are then paid otherwise.
    await server.dataSource.query(
      `UPDATE placements SET wte = 0.8 WHERE contract_code = 'doctors2016' AND id IN
        (SELECT id FROM placements WHERE contract_code = 'doctors2016' AND wte = 1 ORDER BY id LIMIT 6)`,
    );
    const body = { unitId: unit!.id, on: server.app.get(Clock).today() };
    const issued = (await hr.post('/work-schedules/issues', { body })).body as IssuedSchedulesDto;
    expect(issued.doctors.length).toBeGreaterThan(10);
    expect(issued.doctors.filter(({ outcome }) => outcome !== 'new')).toEqual([]);

    const shares = new Set<number>();
    for (const { scheduleId, personId } of issued.doctors) {
      const answer = await hr.get(`/work-schedules/${scheduleId}/content`);
      const { content } = answer.body as ScheduleContentDto;
      const { from, to } = content.pay;
      const query = new URLSearchParams({ unitId: unit!.id, from, to, basis: 'planned' }).toString();
      const payroll = (await hr.get(`/payroll?${query}`)).body as PayrollDto;
      const paid = payroll.people.find((person) => person.personId === personId)!;
      expect(content.pay.elements.map(({ element, pence }) => ({ element, pence }))).toEqual(
        paid.elements.map(({ element, pence }) => ({ element, pence })),
      );
      expect(content.pay.totalPence).toBe(paid.totalPence);
      const planned = content.pattern.weeks.reduce((sum, { hours }) => sum + (hours ?? 0), 0);
      expect(planned).toBeCloseTo(paid.workMin / 60, 1);
      shares.add(content.placement.wte);
    }
    expect(shares).toContain(0.8);
    const { items } = (await hr.get(`/work-schedules?unitId=${unit!.id}&on=${body.on}&limit=500`)).body as {
      items: DoctorScheduleDto[];
    };
    expect(items.map(({ outcome }) => outcome)).toEqual(items.map(() => 'unchanged'));
  });
});
