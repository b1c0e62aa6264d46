import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Clock } from '../../src/common/clock.js';
import { type PayrollDto, type PersonLedgerDto } from '../../src/modules/pay/payroll.dto.js';
import { type PayTermDto } from '../../src/modules/pay/pay-terms.dto.js';
import { type Answer, ifMatch, PATIENT, type Problem, RotaClient, toCreate } from '../support/rota-client.js';
import { FIRST_DATE, LAST_DATE, smallHospital, type SmallHospital } from '../support/small-hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

/** Of nodal point 2 and of band 5, entry; pence an hour. */
const DOCTOR_HOURLY = 4_599_400 / 52 / 40;
const NURSE_HOURLY = 3_104_900 / 52.143 / 37.5;
const [DOCTOR, NURSE, NO_POINT, CONSULTANT] = [0, 1, 2, 3];

let server: TestServer;
let hospital: SmallHospital;
let coordinator: RotaClient;
let hr: RotaClient;
let nightId: string;

beforeAll(async () => {
  server = await startTestServer({ env: PATIENT });
  vi.spyOn(server.app.get(Clock), 'now').mockReturnValue(new Date('2026-11-05T12:00:00Z'));
  hospital = await smallHospital(server, 4);
  coordinator = await hospital.a.coordinator();
  hr = await hospital.signInAs('hr');
  const contract = `UPDATE placements SET contract_code = $2 WHERE person_id = $1`;
  await server.dataSource.query(contract, [person(NURSE), 'afc']);
  await server.dataSource.query(contract, [person(CONSULTANT), 'wtr1998']);
  await server.dataSource.query('UPDATE people SET family_name = $2 WHERE id = $1', [
    person(CONSULTANT),
    '=1+1',
  ]);
  await term(DOCTOR, 'NP2');
  await term(NURSE, 'B5-1');
  // The night on which summer time ends, from Saturday 21:00 to Sunday 08:00, lasts 12 hours.
  nightId = await plan(DOCTOR, '2026-10-24', hospital.a.night);
  await plan(NURSE, '2026-10-24', hospital.a.night);
  await plan(NO_POINT, '2026-10-20', hospital.a.day);
  await plan(CONSULTANT, '2026-10-20', hospital.a.day);
  await server.dataSource.query(`UPDATE rotas SET state = 'published', published_version = 1`);
});

afterAll(() => server.close());

const person = (index: number): string => hospital.a.personIds[index]!;

async function term(index: number, payPoint: string): Promise<Answer<PayTermDto & Problem>> {
  const body = {
    personId: person(index),
    payPoint,
    firstDate: '2026-08-05',
    lastDate: null,
    optedOut: false,
  };
  return hr.post<PayTermDto & Problem>('/pay-terms', body);
}

async function plan(index: number, date: string, shiftTypeId: string): Promise<string> {
  const id = randomUUID();
  const body = { personId: person(index), date, shiftTypeId, pinned: false };
  const { status } = await coordinator.put(`/rotas/${hospital.a.rotaId}/assignments/${id}`, body, toCreate);
  expect(status).toBe(201);
  return id;
}

function query(basis: string, from = FIRST_DATE, to = LAST_DATE): string {
  return `unitId=${hospital.a.unitId}&from=${from}&to=${to}&basis=${basis}`;
}

async function payroll(basis: string): Promise<PayrollDto> {
  const { status, body } = await hr.get<PayrollDto>(`/payroll?${query(basis)}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

async function ledger(index: number, basis: string, from?: string, to?: string): Promise<PersonLedgerDto> {
  const path = `/payroll/people/${person(index)}?${query(basis, from, to)}`;
  const { status, body } = await hr.get<PersonLedgerDto>(path);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

const penny = (exact: number): number => Math.floor(exact + 0.5);

describe('the payroll of a unit', () => {
  it('pays everybody by their contract, from the hours that are planned', async () => {
    const { people } = await payroll('planned');
    expect(people.map(({ displayName }) => displayName)).toEqual([
      '=1+1, Jo3',
      'A-Family 00, Jo0',
      'A-Family 01, Jo1',
      'A-Family 02, Jo2',
    ]);
    const [, doctor, nurse] = people;
    expect(doctor).toMatchObject({
      contractCodes: ['doctors2016'],
      payPoints: ['NP2'],
      workMin: 720,
      notes: [],
    });
    expect(doctor?.elements).toEqual([
      { element: 'doctors2016.basic-pay', name: 'Basic pay', pence: penny(DOCTOR_HOURLY * 80) },
      {
        element: 'doctors2016.night-enhancement',
        name: 'Night enhancement',
        pence: penny(DOCTOR_HOURLY * 12 * 0.37),
      },
      {
        element: 'doctors2016.weekend-allowance',
        name: 'Weekend allowance',
        pence: penny(DOCTOR_HOURLY * 80 * 0.15),
      },
    ]);
    expect(nurse).toMatchObject({ contractCodes: ['afc'], payPoints: ['B5-1'], workMin: 720 });
    expect(nurse?.elements.map(({ element, pence }) => [element, pence])).toEqual([
      ['afc.basic-pay', penny(NURSE_HOURLY * 75)],
      ['afc.nights-and-saturdays', penny(NURSE_HOURLY * 3 * 0.3)],
      ['afc.sundays-and-public-holidays', penny(NURSE_HOURLY * 9 * 0.6)],
    ]);
    expect(nurse?.notes).toEqual([
      'Paid by Agenda for Change pay scales, England, 2025/26, the newest that is known; its year ended on 31 March 2026.',
    ]);
  });

  it('says whom it cannot pay, and why, and still tells their hours', async () => {
    const { people } = await payroll('planned');
    expect(people[3]).toMatchObject({ workMin: 480, elements: [], totalPence: 0 });
    expect(people[3]?.notes[0]).toMatch(/^No pay point is entered for 19 October 2026 to 1 November 2026/);
    expect(people[0]).toMatchObject({ workMin: 480, elements: [], totalPence: 0 });
    expect(people[0]?.notes).toEqual(['How the contract "wtr1998" pays is not known here: hours only.']);
  });

  it('adds up: people, elements and the whole, to the penny', async () => {
    const { people, elements, totalPence } = await payroll('planned');
    const sum = (items: readonly { pence?: number; totalPence?: number }[]): number =>
      items.reduce((total, { pence, totalPence: own }) => total + (pence ?? own ?? 0), 0);
    for (const each of people) expect(each.totalPence).toBe(sum(each.elements));
    expect(totalPence).toBe(sum(people));
    expect(totalPence).toBe(sum(elements));
    expect(elements.find(({ element }) => element === 'afc.basic-pay')?.pence).toBe(penny(NURSE_HOURLY * 75));
  });

  it('opens into entries with clause, source, working and shifts', async () => {
    const opened = await ledger(DOCTOR, 'planned');
    expect(opened).toMatchObject({ personId: person(DOCTOR), basis: 'planned', workMin: 720 });
    expect(opened.elements[1]).toMatchObject({
      element: 'doctors2016.night-enhancement',
      clause: 'Schedule 2, hours that attract an enhancement',
      evidence: 'C',
      unit: 'h',
      quantity: '12.0000',
      pence: penny(DOCTOR_HOURLY * 12 * 0.37),
      entries: [
        {
          from: FIRST_DATE,
          to: LAST_DATE,
          quantity: '12.0000',
          rate: ((DOCTOR_HOURLY * 0.37) / 100).toFixed(4),
          amount: ((DOCTOR_HOURLY * 12 * 0.37) / 100).toFixed(4),
          working: '6 h enhanced a week on average, 37 % of the hourly rate',
          shiftIds: [nightId],
        },
      ],
    });
    expect(opened.shifts).toEqual([
      {
        id: nightId,
        date: '2026-10-24',
        shiftCode: 'N',
        shiftName: 'Night',
        startsAt: '2026-10-24T20:00:00.000Z',
        endsAt: '2026-10-25T08:00:00.000Z',
        unpaidBreakMin: 0,
        workMin: 720,
        changed: false,
        enhanced: [{ element: 'doctors2016.night-enhancement', part: 'long-night', minutes: 720 }],
      },
    ]);
    const { people } = await payroll('planned');
    expect(opened.totalPence).toBe(people.find(({ personId }) => personId === opened.personId)?.totalPence);
  });

  it('pays the same for two weeks as for each of them, but for the last penny', async () => {
    const whole = await ledger(DOCTOR, 'planned');
    const parts = [
      await ledger(DOCTOR, 'planned', FIRST_DATE, '2026-10-22'),
      await ledger(DOCTOR, 'planned', '2026-10-23', LAST_DATE),
    ];
    for (const { element, entries } of whole.elements) {
      const amounts = parts.flatMap(({ elements }) =>
        elements
          .filter((each) => each.element === element)
          .flatMap((each) => each.entries.map(({ amount }) => Number(amount))),
      );
      expect(amounts).toHaveLength(2);
      expect(amounts[0]! + amounts[1]!, element).toBeCloseTo(Number(entries[0]!.amount), 3);
    }
  });

  it('pays only basic pay for days of which no rota is published, and says so', async () => {
    const before = await ledger(DOCTOR, 'planned', '2026-10-05', '2026-10-25');
    expect(before.notes).toEqual([
      'No rota is published for 5 October 2026 to 18 October 2026: only basic pay is paid for these days.',
    ]);
    expect(before.elements[0]?.quantity).toBe('3.0000');
    expect(before.elements[1]?.quantity).toBe('6.0000');
  });

  it('follows what was worked where that was entered', async () => {
    const worked = {
      unitId: hospital.a.unitId,
      personId: person(DOCTOR),
      assignmentId: nightId,
      kind: 'changed',
    };
    const times = { startsAt: '2026-10-24T20:00:00Z', endsAt: '2026-10-25T09:30:00Z', unpaidBreakMin: 0 };
    const entered = await coordinator.post<{ id: string }>('/worked-hours', { ...worked, ...times });
    expect(entered.status).toBe(201);
    const [planned, actual] = [await ledger(DOCTOR, 'planned'), await ledger(DOCTOR, 'worked')];
    expect(planned.workMin).toBe(720);
    expect(actual).toMatchObject({ workMin: 810, shifts: [{ id: nightId, changed: true, workMin: 810 }] });
    expect(actual.elements[1]).toMatchObject({
      quantity: '13.5000',
      pence: penny(DOCTOR_HOURLY * 13.5 * 0.37),
    });
    expect(
      (
        await coordinator.put(
          `/worked-hours/${entered.body.id}`,
          { kind: 'not-worked', startsAt: null, endsAt: null, unpaidBreakMin: null },
          ifMatch(1),
        )
      ).status,
    ).toBe(200);
    const absent = await ledger(DOCTOR, 'worked');
    expect(absent).toMatchObject({ workMin: 0, shifts: [] });
    expect(absent.elements.map(({ element }) => element)).toEqual(['doctors2016.basic-pay']);
    expect((await coordinator.delete(`/worked-hours/${entered.body.id}`, ifMatch(2))).status).toBe(204);
  });

  it('leaves leave out of averages', async () => {
    const leave = {
      personId: person(DOCTOR),
      kind: 'annual-leave',
      firstDate: '2026-10-26',
      lastDate: '2026-11-01',
    };
    const { body } = await coordinator.post<{ id: string }>('/leave', leave);
    expect((await ledger(DOCTOR, 'planned')).elements[1]?.quantity).toBe('24.0000');
    await coordinator.delete(`/leave/${body.id}`, ifMatch(1));
    expect((await ledger(DOCTOR, 'planned')).elements[1]?.quantity).toBe('12.0000');
  });

  it('is refused for a period that is none, too long, or of people who are not there', async () => {
    const { unitId } = hospital.a;
    const reversed = await hr.get<Problem>(`/payroll?unitId=${unitId}&from=2026-11-01&to=2026-10-01`);
    expect(reversed).toMatchObject({ status: 400, body: { errors: [{ path: 'to' }] } });
    const long = await hr.get<Problem>(`/payroll?unitId=${unitId}&from=2026-01-01&to=2027-02-06`);
    expect(long.body.detail).toMatch(/are 402 days; ask for at most 401/);
    const basis = await hr.get<Problem>(`/payroll?${query('guessed')}`);
    expect(basis.body.detail).toMatch(/"guessed" is none of planned, worked/);
    const stranger = await hr.get<Problem>(`/payroll/people/${hospital.b.personIds[0]}?${query('planned')}`);
    expect(stranger.status).toBe(404);
  });

  it('is seen by HR alone; people see their own', async () => {
    const staff = await hospital.signInAs('staff', { personId: person(DOCTOR) });
    const own = `/payroll/people/${person(DOCTOR)}?${query('planned')}`;
    expect((await staff.get(own)).status).toBe(200);
    expect((await staff.get(`/payroll/people/${person(NURSE)}?${query('planned')}`)).status).toBe(403);
    for (const client of [staff, coordinator]) {
      expect((await client.get(`/payroll?${query('planned')}`)).status).toBe(403);
      expect((await client.get(`/payroll/export?${query('planned')}`)).status).toBe(403);
    }
    expect((await coordinator.get(own)).status).toBe(403);
    expect((await RotaClient.anonymous(server.url).get(own)).status).toBe(401);
  });
});

describe('the payroll export', () => {
  const rows = async (basis: string): Promise<{ headers: Headers; lines: string[][] }> => {
    const response = await hr.open('GET', `/payroll/export?${query(basis)}`);
    expect(response.status).toBe(200);
    const { headers } = response;
    const body = await response.text();
    return {
      headers,
      lines: body
        .replace('\ufeff', '')
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(',').map(unquoted)),
    };
  };
  const unquoted = (cell: string): string => cell.replace(/^"(.*)"$/, '$1');

  it('is a CSV file with a line a person and element, and one of hours', async () => {
    const { headers, lines } = await rows('planned');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="payroll-A-${FIRST_DATE}-to-${LAST_DATE}-planned.csv"`,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(lines[0]).toContain('staff_number');
    const elements = lines.slice(1).map((line) => [line[0], line[9]]);
    expect(elements).toEqual([
      ['A3', 'hours'],
      ['A0', 'hours'],
      ['A0', 'doctors2016.basic-pay'],
      ['A0', 'doctors2016.night-enhancement'],
      ['A0', 'doctors2016.weekend-allowance'],
      ['A1', 'hours'],
      ['A1', 'afc.basic-pay'],
      ['A1', 'afc.nights-and-saturdays'],
      ['A1', 'afc.sundays-and-public-holidays'],
      ['A2', 'hours'],
    ]);
  });

  it('makes text of what a spreadsheet would take for a formula', async () => {
    const { lines } = await rows('planned');
    expect(lines[1]?.slice(0, 3)).toEqual(['A3', "'=1+1", 'Jo3']);
  });

  it('sums up to what the page shows', async () => {
    const { lines } = await rows('planned');
    const pence = lines.slice(1).map((line) => Math.round(Number(line.at(-1)) * 100));
    expect(pence.reduce((total, each) => total + each, 0)).toBe((await payroll('planned')).totalPence);
  });

  it('is remembered', async () => {
    await rows('worked');
    const auditor = await hospital.signInAs('auditor');
    const { body } = await auditor.get<{ items: { action: string; detail: object }[] }>(
      `/audit?chain=${hospital.a.unitId}&limit=1`,
    );
    expect(body.items[0]).toMatchObject({
      action: 'payroll-exported',
      detail: { from: FIRST_DATE, to: LAST_DATE, basis: 'worked', people: 4 },
    });
  });
});

describe('a pay point', () => {
  it('is entered, shown, changed by version and removed, and stands in the audit log', async () => {
    const { b } = hospital;
    const input = { payPoint: 'NP3', firstDate: '2026-08-05', lastDate: '2027-02-02', optedOut: true };
    const body = { ...input, personId: b.personIds[0] };
    const created = await hr.post<PayTermDto>('/pay-terms', body);
    expect(created).toMatchObject({ status: 201, body: { ...body, version: 1 } });
    const path = `/pay-terms/${created.body.id}`;
    expect((await hr.put(path, input)).status).toBe(428);
    expect(await hr.put(path, { ...input, payPoint: 'NP4' }, ifMatch(1))).toMatchObject({
      status: 200,
      body: { payPoint: 'NP4', version: 2 },
    });
    expect(await hr.put(path, input, ifMatch(1))).toMatchObject({
      status: 412,
      body: { current: { version: 2, payPoint: 'NP4' } },
    });
    const shown = await hr.get<{ items: PayTermDto[] }>(`/pay-terms?personId=${b.personIds[0]}`);
    expect(shown.body.items).toMatchObject([{ payPoint: 'NP4', version: 2 }]);
    expect((await hr.delete(path, ifMatch(1))).status).toBe(412);
    expect((await hr.delete(path, ifMatch(2))).status).toBe(204);
    expect((await hr.delete(path, ifMatch(2))).status).toBe(404);
    const auditor = await hospital.signInAs('auditor');
    const log = await auditor.get<{ items: { subjectId: string; action: string }[] }>(
      `/audit?chain=${hospital.organisationId}&limit=20`,
    );
    const actions = log.body.items
      .filter(({ subjectId }) => subjectId === created.body.id)
      .map(({ action }) => action);
    expect(actions).toEqual(['pay-point-removed', 'pay-point-changed', 'pay-point-entered']);
  });

  it('is refused where it overlaps another, is not known, or ends before it begins', async () => {
    expect(await term(DOCTOR, 'NP3')).toMatchObject({ status: 409, body: { code: 'overlapping-pay-term' } });
    expect((await term(NO_POINT, 'NP9')).body.detail).toMatch(/"NP9" is none of NP1, NP2/);
    const body = {
      personId: person(NO_POINT),
      payPoint: 'NP3',
      firstDate: '2026-08-05',
      lastDate: '2026-08-04',
      optedOut: false,
    };
    expect(await hr.post('/pay-terms', body)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'lastDate' }] },
    });
  });

  it('of another contract does not pay, and says which there are', async () => {
    const wrong = await term(NO_POINT, 'B5-1');
    const { notes, elements } = await ledger(NO_POINT, 'planned');
    expect(elements).toEqual([]);
    expect(notes[0]).toMatch(/could not be paid: "B5-1" is not a pay point of .*: choose one of NP1, NP2/);
    await hr.delete(`/pay-terms/${wrong.body.id}`, ifMatch(1));
  });

  it('changes in the middle of a period from one day to the next', async () => {
    const shared = { personId: person(NO_POINT), optedOut: false };
    const first = await hr.post<PayTermDto>('/pay-terms', {
      ...shared,
      payPoint: 'NP1',
      firstDate: '2026-08-05',
      lastDate: '2026-10-25',
    });
    const second = await hr.post<PayTermDto>('/pay-terms', {
      ...shared,
      payPoint: 'NP2',
      firstDate: '2026-10-26',
      lastDate: null,
    });
    const [basic] = (await ledger(NO_POINT, 'planned')).elements;
    expect(basic?.pence).toBe(penny((4_019_000 + 4_599_400) / 52));
    expect(basic?.entries.map(({ from, to }) => [from, to])).toEqual([
      ['2026-10-19', '2026-10-25'],
      ['2026-10-26', '2026-11-01'],
    ]);
    await hr.delete(`/pay-terms/${first.body.id}`, ifMatch(1));
    await hr.delete(`/pay-terms/${second.body.id}`, ifMatch(1));
  });

  it('is one of those that the tables know', async () => {
    const staff = await hospital.signInAs('staff', { personId: person(NURSE) });
    const { body } = await staff.get<{ items: { code: string; contractCode: string }[] }>('/pay-points');
    expect(body.items).toContainEqual({
      code: 'NP1',
      name: 'Nodal point 1 (FY1)',
      contractCode: 'doctors2016',
    });
    expect(
      (await staff.get<{ items: PayTermDto[] }>(`/pay-terms?personId=${person(NURSE)}`)).body.items,
    ).toHaveLength(1);
    expect((await staff.get(`/pay-terms?personId=${person(DOCTOR)}`)).status).toBe(403);
  });
});
