import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type Answer } from '../support/api-client.js';
import { buildHospital, dayShift, type Hospital } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

type Json = Record<string, unknown>;

/** A kind of resource that is created by POST and changed by PUT. */
interface Resource {
  readonly name: string;
  readonly as: (h: Hospital) => ApiClient;
  readonly create: string;
  readonly input: (h: Hospital) => Json;
  /** Members that only a POST takes. */
  readonly onlyNew?: readonly string[];
  readonly change: Json;
  readonly item: (id: string) => string;
  readonly action: string;
  readonly chain: (h: Hospital) => string;
  readonly removable: boolean;
  /** A member that is wrong, its value, and what the answer has to say. */
  readonly wrong: readonly (readonly [path: string, value: unknown, says: RegExp])[];
}

let server: TestServer;
let hospital: Hospital;
let templateId: string;

beforeAll(async () => {
  server = await startTestServer();
  hospital = await buildHospital(server);
  const template = await hospital.as.coordinator.post('/demand/templates', {
    body: {
      unitId: hospital.unitId,
      name: 'Winter',
      validFrom: '2026-01-01',
      validUntil: '2026-06-30',
      bankHolidayWeekday: 6,
    },
  });
  templateId = (template.body as { id: string }).id;
});

afterAll(() => server.close());

const line = (h: Hospital): Json => ({
  name: 'ST3 or above with ALS',
  weekdays: [0, 1, 2, 3, 4],
  shiftTypeIds: [h.shiftTypeId],
  gradeCodes: [],
  minimumGradeCode: 'ST3',
  skillCodes: ['ALS'],
  registered: null,
  measure: 'count',
  minimum: 1,
  target: 2,
  maximum: null,
  minShare: null,
});

const resources: readonly Resource[] = [
  {
    name: 'unit',
    as: (h) => h.as.admin,
    create: '/units',
    input: () => ({ code: 'C', name: 'Ward C' }),
    change: { name: 'Ward Charlie' },
    item: (id) => `/units/${id}`,
    action: 'unit',
    chain: () => 'itself',
    removable: false,
    wrong: [
      ['code', '', /"" is not a text of 1 to 20 characters/],
      ['name', 7, /7 is not a text/],
      ['name', 'a\u0000b', /control characters/],
    ],
  },
  {
    name: 'person',
    as: (h) => h.as.hr,
    create: '/people',
    input: () => ({
      staffNumber: 'N100',
      givenName: 'Noor',
      familyName: 'Davies',
      email: 'noor.davies@example.org',
      gradeCode: 'F2',
      registrationBody: 'GMC',
      registrationNumber: '7012345',
    }),
    change: { email: null, gradeCode: 'ST3' },
    item: (id) => `/people/${id}`,
    action: 'person',
    chain: (h) => h.organisationId,
    removable: false,
    wrong: [
      ['gradeCode', 'ST99', /"ST99" is not a grade.*GET \/api\/v1\/grades/],
      ['email', 'nowhere', /"nowhere" does not fit; write it as name@example/],
      ['registrationNumber', 'C7012345', /"C7012345" is not a number of the GMC; write it as seven digits/],
      ['registrationNumber', null, /both its body and its number/],
      ['registrationBody', 'RCN', /"RCN" is none of GMC, NMC, GDC, HCPC/],
    ],
  },
  {
    name: 'placement',
    as: (h) => h.as.hr,
    create: '/people/:person/placements',
    input: (h) => ({
      unitId: h.otherUnitId,
      firstDate: '2026-08-05',
      lastDate: '2027-02-02',
      wte: 0.8,
      contractCode: 'doctors2016',
      fullTimeMinPerWeek: 2400,
    }),
    change: { wte: 0.6, lastDate: null },
    item: (id) => `/people/:person/placements/${id}`,
    action: 'placement',
    chain: (h) => h.otherUnitId,
    removable: true,
    wrong: [
      ['firstDate', '2026-02-30', /"2026-02-30" is not a date; write it as 2026-08-05/],
      ['lastDate', '2026-08-04', /lastDate "2026-08-04" is before firstDate "2026-08-05"/],
      ['wte', 1.2, /1.2 is not a number from 0.001 to 1/],
      ['contractCode', 'zero-hours', /"zero-hours" is none of doctors2016, afc, wtr1998/],
      ['unitId', '00000000-0000-4000-8000-000000000000', /There is no unit "00000000/],
    ],
  },
  {
    name: 'skill of a person',
    as: (h) => h.as.coordinator,
    create: '/people/:person/skills',
    input: (h) => ({ skillId: h.skillId, validFrom: '2026-01-01', validUntil: '2026-12-31' }),
    change: { validUntil: '2027-12-31' },
    item: (id) => `/people/:person/skills/${id}`,
    action: 'skill',
    chain: (h) => h.organisationId,
    removable: true,
    wrong: [
      ['skillId', '00000000-0000-4000-8000-000000000000', /is not a skill of this organisation/],
      ['validUntil', '2025-01-01', /before validFrom/],
    ],
  },
  {
    name: 'shift type',
    as: (h) => h.as.coordinator,
    create: '/shift-types',
    input: (h) => ({ ...dayShift(h.unitId), code: 'N', kind: 'night', startMin: 1200, endMin: 1980 }),
    onlyNew: ['unitId'],
    change: { name: 'Night shift', startMin: 1230 },
    item: (id) => `/shift-types/${id}`,
    action: 'shift-type',
    chain: (h) => h.unitId,
    removable: true,
    wrong: [
      ['endMin', 480, /endMin 480 is not after startMin 1200; add 1440/],
      ['unpaidBreakMin', 720, /leave nothing of a shift of 780/],
      ['colour', 'blue', /"blue" does not fit; write it as #1d70b8|is not a text/],
      ['gradeCodes', ['F2', 'XX'], /"XX" is not among the grades/],
      ['kind', 'twilight', /"twilight" is none of day/],
    ],
  },
  {
    name: 'demand template',
    as: (h) => h.as.coordinator,
    create: '/demand/templates',
    input: (h) => ({
      unitId: h.unitId,
      name: 'Summer',
      validFrom: '2026-07-01',
      validUntil: null,
      bankHolidayWeekday: null,
    }),
    onlyNew: ['unitId'],
    change: { name: 'From summer on', bankHolidayWeekday: 6 },
    item: (id) => `/demand/templates/${id}`,
    action: 'demand-template',
    chain: (h) => h.unitId,
    removable: true,
    wrong: [
      ['validUntil', '2026-06-01', /validUntil "2026-06-01" is before validFrom "2026-07-01"/],
      ['bankHolidayWeekday', 7, /7 is not a whole number from 0 to 6/],
    ],
  },
  {
    name: 'cover line',
    as: (h) => h.as.coordinator,
    create: '/demand/templates/:template/lines',
    input: line,
    change: { minimum: 2, maximum: 4 },
    item: (id) => `/demand/lines/${id}`,
    action: 'cover-line',
    chain: (h) => h.unitId,
    removable: true,
    wrong: [
      ['target', 0, /target 0 is below minimum 1/],
      ['maximum', 1, /maximum 1 is below target 2/],
      ['minShare', 0.5, /belongs to lines with measure "share"/],
      ['minimum', null, /needs a minimum/],
      ['weekdays', [0, 7], /not a whole number from 0 to 6/],
      ['weekdays', [], /not a list of 1 to 7/],
      ['skillCodes', ['XYZ'], /"XYZ" is not among the skills/],
      ['minimumGradeCode', 'ST9', /"ST9" is not among the grades/],
      ['shiftTypeIds', ['00000000-0000-4000-8000-000000000000'], /is not a shift type of this unit/],
    ],
  },
  {
    name: 'availability entry',
    as: (h) => h.as.staff,
    create: '/availability',
    input: (h) => ({
      personId: h.personId,
      kind: 'cannot',
      firstDate: '2026-08-05',
      lastDate: '2026-08-12',
      weekdays: [2],
      shiftKind: 'night',
      weight: 40,
      note: 'evening class',
    }),
    onlyNew: ['personId'],
    change: { kind: 'rather-not', note: '' },
    item: (id) => `/availability/${id}`,
    action: 'availability',
    chain: (h) => h.organisationId,
    removable: true,
    wrong: [
      ['lastDate', '2026-08-04', /before firstDate/],
      ['weight', 101, /101 is not a whole number from 1 to 100/],
      ['shiftKind', 'off', /"off" is none of day/],
    ],
  },
  {
    name: 'absence',
    as: (h) => h.as.coordinator,
    create: '/leave',
    input: (h) => ({
      personId: h.personId,
      kind: 'sickness',
      firstDate: '2026-09-01',
      lastDate: '2026-09-04',
      reason: 'broken ankle',
    }),
    onlyNew: ['personId'],
    change: { kind: 'other', lastDate: '2026-09-05' },
    item: (id) => `/leave/${id}`,
    action: 'absence',
    chain: (h) => h.organisationId,
    removable: true,
    wrong: [
      ['kind', 'holiday', /"holiday" is none of annual-leave/],
      ['lastDate', '2026-08-31', /before firstDate/],
    ],
  },
];

describe.each(resources)('a $name', (resource) => {
  let client: ApiClient;
  let created: { id: string; version: number } & Json;

  const at = (path: string): string =>
    path.replace(':person', hospital.personId).replace(':template', templateId);
  const changed = (): Json => {
    const input = { ...resource.input(hospital), ...resource.change };
    return Object.fromEntries(
      Object.entries(input).filter(([key]) => resource.onlyNew?.includes(key) !== true),
    );
  };

  it('is created, with its version as the ETag', async () => {
    client = resource.as(hospital);
    const answer = await client.post(at(resource.create), { body: resource.input(hospital) });
    expect(answer).toMatchObject({ status: 201 });
    created = answer.body as typeof created;
    expect(created.version).toBe(1);
    expect(answer.headers.get('etag')).toBe('"1"');
    const shown = Object.entries(resource.input(hospital)).filter(([key]) => key !== 'reason');
    expect(created).toMatchObject(Object.fromEntries(shown));
  });

  it('is refused with the value named when something in it is wrong', async () => {
    for (const [path, value, says] of resource.wrong) {
      const body = { ...resource.input(hospital), [path]: value };
      const answer = await client.post(at(resource.create), { body });
      const { detail, errors } = answer.body as { detail: string; errors?: { path: string }[] };
      expect([400, 404], `${path}: ${JSON.stringify(value)}`).toContain(answer.status);
      expect(detail).toMatch(says);
      if (answer.status === 400) expect(errors?.[0]?.path).toMatch(/^[a-zA-Z]+/);
    }
  });

  it('is refused when something in it is not known or missing', async () => {
    const input = resource.input(hospital);
    const unknown = await client.post(at(resource.create), { body: { ...input, version: 7 } });
    expect(unknown).toMatchObject({ status: 400, body: { errors: [{ path: 'version' }] } });
    const [first] = Object.keys(input).filter((key) => resource.onlyNew?.includes(key) !== true);
    const missing = await client.post(at(resource.create), { body: { ...input, [first!]: undefined } });
    expect(missing).toMatchObject({
      status: 400,
      body: { errors: [{ path: first, message: `${first} is missing.` }] },
    });
  });

  it('is changed only by whoever says which version they saw', async () => {
    const path = at(resource.item(created.id));
    expect(await client.put(path, { body: changed() })).toMatchObject({
      status: 428,
      body: { code: 'if-match-missing' },
    });
    const unquoted = await client.put(path, { body: changed(), headers: { 'if-match': '1' } });
    expect(unquoted).toMatchObject({ status: 400, body: { errors: [{ path: 'If-Match' }] } });
    const answer = await client.put(path, { body: changed(), version: 1 });
    expect(answer).toMatchObject({ status: 200, body: { version: 2 } });
    expect(answer.headers.get('etag')).toBe('"2"');
    const late = await client.put(path, { body: changed(), version: 1 });
    expect(late).toMatchObject({
      status: 412,
      body: { code: 'stale-version', current: { id: created.id, version: 2 } },
    });
  });

  it('is won by one of many who change it at once', async () => {
    const path = at(resource.item(created.id));
    const bodies = Array.from({ length: 5 }, (_, i) => ({ ...changed(), ...distinct(resource, i) }));
    const answers = await Promise.all(bodies.map((body) => client.put(path, { body, version: 2 })));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 412, 412, 412, 412]);
  });

  it('stands in the audit log with every change', async () => {
    const chain = resource.chain(hospital);
    const id = chain === 'itself' ? created.id : chain;
    const { body } = await hospital.as.auditor.get(`/audit?chain=${id}&limit=500`);
    const { items } = body as { items: { subjectId: string; action: string; detail: Json }[] };
    const own = items.filter(({ subjectId }) => subjectId === created.id);
    expect(own).toHaveLength(3);
    expect(own.every(({ action }) => action.startsWith(resource.action))).toBe(true);
    expect(JSON.stringify(own)).not.toMatch(/broken ankle|sickness|evening class/);
  });

  it.runIf(resource.removable)('is removed only in the version that was seen, and once', async () => {
    const path = at(resource.item(created.id));
    expect((await client.delete(path)).status).toBe(428);
    expect((await client.delete(path, { version: 1 })).status).toBe(412);
    expect((await client.delete(path, { version: 3 })).status).toBe(204);
    expect((await client.delete(path, { version: 3 })).status).toBe(404);
  });
});

/** A value that differs each time, so that every one of several changes changes something. */
function distinct(resource: Resource, i: number): Json {
  const key = ['name', 'givenName', 'note', 'reason'].find((each) => each in resource.input(hospital));
  if (key !== undefined) return { [key]: `Number ${i}` };
  const lastKey = 'validUntil' in resource.input(hospital) ? 'validUntil' : 'lastDate';
  return { [lastKey]: `2028-01-0${i + 1}` };
}

describe('what clashes with what stands', () => {
  const clash = async (client: ApiClient, path: string, body: Json): Promise<Answer> =>
    client.post(path, { body });

  it('is refused with a code of its own and the way out', async () => {
    const { as, personId, unitId, skillId } = hospital;
    const placement = {
      unitId,
      firstDate: '2026-05-01',
      lastDate: null,
      wte: 1,
      contractCode: 'afc',
      fullTimeMinPerWeek: 2250,
    };
    const person = {
      givenName: 'A',
      familyName: 'B',
      email: null,
      gradeCode: 'F2',
      registrationBody: null,
      registrationNumber: null,
    };
    const held = { skillId, validFrom: '2026-01-01', validUntil: null };
    const template = {
      unitId,
      name: 'X',
      validFrom: '2026-03-01',
      validUntil: null,
      bankHolidayWeekday: null,
    };
    const absence = { personId, kind: 'annual-leave', firstDate: '2026-10-01', lastDate: '2026-10-07' };
    await as.hr.post(`/people/${personId}/skills`, { body: held });
    await as.hr.post('/leave', { body: absence });
    const answers = await Promise.all([
      clash(as.admin, '/units', { code: 'A', name: 'Another A' }),
      clash(as.hr, '/people', { ...person, staffNumber: 'S1' }),
      clash(as.hr, `/people/${personId}/placements`, placement),
      clash(as.hr, `/people/${personId}/skills`, held),
      clash(as.admin, '/shift-types', { ...dayShift(unitId), code: 'LD' }),
      clash(as.admin, '/demand/templates', template),
      clash(as.hr, '/leave', { ...absence, lastDate: '2026-10-01' }),
      clash(as.admin, '/grades', { code: 'F2', name: 'F2', family: 'doctor', rank: 1, registered: true }),
      clash(as.admin, '/skills', { code: 'ALS', name: 'ALS' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(9).fill(409));
    expect(answers.map(({ body }) => (body as { code: string }).code)).toEqual([
      'already-exists',
      'already-exists',
      'overlapping-placement',
      'overlapping-skill',
      'already-exists',
      'overlapping-template',
      'overlapping-absence',
      'already-exists',
      'already-exists',
    ]);
    for (const { body } of answers) expect((body as { detail: string }).detail).toMatch(/already/);
  });

  it('keeps a shift type that a cover line counts', async () => {
    const created = await hospital.as.coordinator.post(`/demand/templates/${templateId}/lines`, {
      body: line(hospital),
    });
    expect(created.status).toBe(201);
    const answer = await hospital.as.coordinator.delete(`/shift-types/${hospital.shiftTypeId}`, {
      version: 1,
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'still-used' } });
    expect((answer.body as { detail: string }).detail).toContain('ST3 or above with ALS');
  });
});

describe('an exception of a cover line', () => {
  it('is created once, changed by version, shown with its line and removed', async () => {
    const { coordinator } = hospital.as;
    const { body } = await coordinator.post(`/demand/templates/${templateId}/lines`, {
      body: line(hospital),
    });
    const path = `/demand/lines/${(body as { id: string }).id}/exceptions/2026-04-03`;
    const input = { minimum: 0, target: 1, maximum: 2, reason: 'Good Friday' };
    const asNew = { 'if-none-match': '*' };
    expect((await coordinator.put(path, { body: input })).status).toBe(428);
    expect((await coordinator.put(path, { body: input, version: 1 })).status).toBe(404);
    const created = await coordinator.put(path, { body: input, headers: asNew });
    expect(created).toMatchObject({ status: 200, body: { date: '2026-04-03', version: 1, ...input } });
    const again = await coordinator.put(path, { body: input, headers: asNew });
    expect(again).toMatchObject({ status: 412, body: { current: { version: 1, reason: 'Good Friday' } } });
    const changed = await coordinator.put(path, { body: { ...input, maximum: null }, version: 1 });
    expect(changed).toMatchObject({ status: 200, body: { version: 2, maximum: null } });
    expect(await coordinator.put(path, { body: { ...input, target: 9 }, version: 2 })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'maximum' }] },
    });
    const shown = await coordinator.get(`/demand?unitId=${hospital.unitId}`);
    expect(JSON.stringify(shown.body)).toContain('Good Friday');
    expect((await coordinator.delete(path, { version: 2 })).status).toBe(204);
    expect((await coordinator.delete(path, { version: 2 })).status).toBe(404);
  });

  it('is refused on a date that does not exist', async () => {
    const { body } = await hospital.as.coordinator.post(`/demand/templates/${templateId}/lines`, {
      body: line(hospital),
    });
    const answer = await hospital.as.coordinator.put(
      `/demand/lines/${(body as { id: string }).id}/exceptions/2026-02-29`,
      { body: { minimum: 0, target: 0, maximum: null, reason: 'x' }, headers: { 'if-none-match': '*' } },
    );
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'date' }] } });
  });
});
