import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, type Answer } from '../support/api-client.js';
import { buildHospital, dayShift, type Hospital } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';
import { coverLine, resources, type Json, type Resource } from './set-up-resources.js';

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
      body: coverLine(hospital),
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
      body: coverLine(hospital),
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
      body: coverLine(hospital),
    });
    const answer = await hospital.as.coordinator.put(
      `/demand/lines/${(body as { id: string }).id}/exceptions/2026-02-29`,
      { body: { minimum: 0, target: 0, maximum: null, reason: 'x' }, headers: { 'if-none-match': '*' } },
    );
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'date' }] } });
  });
});
