import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AbsenceEntity } from '../../src/modules/leave/absence.entity.js';
import { PersonEntity } from '../../src/modules/people/person.entity.js';
import { PlacementEntity } from '../../src/modules/people/placement.entity.js';
import { OrganisationEntity } from '../../src/modules/units/organisation.entity.js';
import { type ApiClient } from '../support/api-client.js';
import { buildHospital, type Hospital, type Who } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startTestServer();
  hospital = await buildHospital(server);
});

afterAll(() => server.close());

type Item = Record<string, unknown>;

async function items(client: ApiClient, path: string): Promise<Item[]> {
  const { status, body } = await client.get(path);
  expect(status).toBe(200);
  return (body as { items: Item[] }).items;
}

/** Every item, asked for in pages of so many. */
async function byPages(client: ApiClient, path: string, limit: number): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | null = null;
  do {
    const query = `${path.includes('?') ? '&' : '?'}limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`;
    const { body } = await client.get(`${path}${query}`);
    const page = body as { items: Item[]; nextCursor: string | null };
    expect(page.items.length).toBeLessThanOrEqual(limit);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

describe('units', () => {
  it.each<[Who, string[]]>([
    ['admin', ['A', 'B']],
    ['hr', ['A', 'B']],
    ['auditor', ['A', 'B']],
    ['coordinator', ['A']],
    ['other-supervisor', ['B']],
    ['staff', ['A']],
    ['other-staff', ['B']],
  ])('are shown to %s as far as theirs', async (who, codes) => {
    expect((await items(hospital.as[who], '/units')).map(({ code }) => code)).toEqual(codes);
  });
});

describe('lists without a unit', () => {
  it.each(['/people', '/shift-types'])('show a coordinator only their own unit: %s', async (path) => {
    const own = await items(hospital.as.coordinator, `${path}?unitId=${hospital.unitId}`);
    const all = await items(hospital.as.coordinator, path);
    expect(own.length).toBeGreaterThan(0);
    expect(all.map(({ id }) => id)).toEqual(own.map(({ id }) => id));
    const ofHr = await items(hospital.as.hr, path);
    expect(ofHr.length).toBeGreaterThan(own.length);
  });
});

describe('people', () => {
  beforeAll(async () => {
    const { manager } = server.dataSource;
    for (let i = 0; i < 23; i++) {
      // Several share a family name, and some both names.
      const person = await manager.save(
        manager.create(PersonEntity, {
          organisationId: hospital.organisationId,
          staffNumber: `P${i}`,
          givenName: i % 3 === 0 ? 'Ann' : `Given ${i}`,
          familyName: i % 2 === 0 ? 'Evans' : `Name ${i}`,
          email: null,
          gradeCode: 'F2',
        }),
      );
      await manager.save(
        manager.create(PlacementEntity, {
          personId: person.id,
          unitId: hospital.unitId,
          firstDate: i < 3 ? '2026-01-01' : '2026-08-05',
          lastDate: i < 3 ? '2026-02-28' : null,
          wte: 0.8,
          contractCode: 'doctors2016',
          fullTimeMinPerWeek: 2400,
        }),
      );
    }
  });

  it.each([1, 4, 26, 500])('come whole and in order in pages of %i', async (limit) => {
    const people = await byPages(hospital.as.hr, '/people', limit);
    expect(people).toHaveLength(26);
    expect(new Set(people.map(({ id }) => id)).size).toBe(26);
    const names = people.map(({ familyName, givenName }) => `${String(familyName)}, ${String(givenName)}`);
    expect(names).toEqual([...names].sort());
  });

  it('of a unit are those placed in it on the day', async () => {
    const on = async (date: string): Promise<number> =>
      (await items(hospital.as.coordinator, `/people?unitId=${hospital.unitId}&on=${date}&limit=500`)).length;
    expect(await on('2026-01-31')).toBe(2 + 3);
    expect(await on('2026-03-01')).toBe(2);
    expect(await on('2026-08-05')).toBe(2 + 20);
    expect(await on('2025-12-31')).toBe(0);
  });

  it('carry their placements and skills, ended ones included', async () => {
    await hospital.as.hr.post(`/people/${hospital.personId}/skills`, {
      body: { skillId: hospital.skillId, validFrom: '2025-01-01', validUntil: '2025-12-31' },
    });
    const { body } = await hospital.as.staff.get(`/people/${hospital.personId}`);
    expect(body).toMatchObject({
      familyName: 'Adeyemi',
      skills: [{ code: 'ALS', validUntil: '2025-12-31' }],
      placements: [{ unitId: hospital.unitId, wte: 1, firstDate: '2026-01-01', lastDate: null }],
    });
  });
});

describe('absences', () => {
  beforeAll(async () => {
    const { manager } = server.dataSource;
    for (const personId of [hospital.personId, hospital.colleagueId, hospital.otherPersonId]) {
      await manager.save(
        manager.create(AbsenceEntity, {
          personId,
          kind: 'sickness',
          firstDate: '2026-08-10',
          lastDate: '2026-08-12',
          reason: 'operation on the knee',
        }),
      );
    }
  });

  const of = (unitId: string): string => `/leave?unitId=${unitId}&from=2026-08-12&to=2026-08-31`;

  it('show colleagues and supervisors that somebody is away, and not why', async () => {
    const seen = await items(hospital.as.staff, of(hospital.unitId));
    expect(seen.find(({ personId }) => personId === hospital.colleagueId)?.kind).toBe('away');
    expect(seen.find(({ personId }) => personId === hospital.personId)?.kind).toBe('sickness');
    expect((await items(hospital.as.supervisor, of(hospital.unitId))).map(({ kind }) => kind)).toEqual([
      'away',
      'away',
    ]);
  });

  it('show those who decide what kind they are', async () => {
    for (const who of ['coordinator', 'hr'] as const) {
      const kinds = (await items(hospital.as[who], of(hospital.unitId))).map(({ kind }) => kind);
      expect(kinds).toEqual(['sickness', 'sickness']);
    }
  });

  it('never carry a reason in a list', async () => {
    for (const who of ['staff', 'coordinator', 'hr'] as const) {
      const { body } = await hospital.as[who].get(of(hospital.unitId));
      expect(JSON.stringify(body)).not.toContain('knee');
    }
  });

  it('show their reason, one by one, to the person and to those who decide', async () => {
    const own = (await items(hospital.as.staff, of(hospital.unitId))).find(
      ({ personId }) => personId === hospital.personId,
    )!;
    for (const who of ['staff', 'coordinator', 'hr'] as const) {
      const { body } = await hospital.as[who].get(`/leave/${String(own.id)}`);
      expect(body).toMatchObject({ reason: 'operation on the knee' });
    }
  });

  it('are gone from the list when withdrawn', async () => {
    const input = {
      personId: hospital.colleagueId,
      kind: 'annual-leave',
      firstDate: '2026-08-20',
      lastDate: '2026-08-21',
    };
    const { body } = await hospital.as.coordinator.post('/leave', { body: input });
    const { id } = body as { id: string };
    expect(await items(hospital.as.hr, of(hospital.unitId))).toHaveLength(3);
    await hospital.as.coordinator.delete(`/leave/${id}`, { version: 1 });
    expect(await items(hospital.as.hr, of(hospital.unitId))).toHaveLength(2);
    expect((await hospital.as.coordinator.post('/leave', { body: input })).status).toBe(201);
  });

  it('are asked for in a period of at most 401 days that ends after it begins', async () => {
    const ask = async (from: string, to: string): Promise<unknown> =>
      (await hospital.as.hr.get(`/leave?unitId=${hospital.unitId}&from=${from}&to=${to}`)).body;
    expect(await ask('2026-01-01', '2027-06-01')).toMatchObject({
      code: 'invalid-input',
      errors: [{ path: 'to' }],
    });
    expect(await ask('2026-02-01', '2026-01-01')).toMatchObject({
      code: 'invalid-input',
      errors: [{ path: 'to' }],
    });
    expect(await ask('2026-01-01', '2027-02-05')).toHaveProperty('items');
  });
});

describe('availability', () => {
  it('acts once for a key, however often it is sent', async () => {
    const body = {
      personId: hospital.personId,
      kind: 'would-like',
      firstDate: '2026-08-01',
      lastDate: '2026-08-01',
    };
    const headers = { 'idempotency-key': 'my-first-wish' };
    const send = async (changed: Item = {}): Promise<{ status: number; body: unknown }> =>
      hospital.as.staff.post('/availability', { body: { ...body, ...changed }, headers });
    const [first, ...rest] = await Promise.all([send(), send(), send(), send()]);
    const answered = [first, ...rest].filter((answer) => answer.status === 201);
    const inFlight = [first, ...rest].filter((answer) => answer.status === 409);
    expect(answered.length + inFlight.length).toBe(4);
    for (const { body: problem } of inFlight) expect(problem).toMatchObject({ code: 'request-in-flight' });
    const again = await send();
    expect(again.body).toEqual(answered[0]?.body);
    expect(await send({ kind: 'cannot' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-payload-changed' },
    });
    const seen = await items(
      hospital.as.staff,
      `/availability?personId=${hospital.personId}&from=2026-08-01&to=2026-08-31`,
    );
    expect(seen).toHaveLength(1);
    // Another account's key of the same name is another key.
    const others = await hospital.as['other-staff'].post('/availability', {
      body: { ...body, personId: hospital.otherPersonId },
      headers,
    });
    expect(others.status).toBe(201);
  });

  it('frees the key of a request that failed', async () => {
    const headers = { 'idempotency-key': 'a-wish-that-fails' };
    const body = {
      personId: hospital.personId,
      kind: 'cannot',
      firstDate: '2026-11-02',
      lastDate: '2026-11-01',
    };
    expect((await hospital.as.staff.post('/availability', { body, headers })).status).toBe(400);
    const right = { ...body, lastDate: '2026-11-03' };
    expect((await hospital.as.staff.post('/availability', { body: right, headers })).status).toBe(201);
  });

  it('refuses a key that is none', async () => {
    const body = {
      personId: hospital.personId,
      kind: 'cannot',
      firstDate: '2026-11-05',
      lastDate: '2026-11-05',
    };
    const answer = await hospital.as.staff.post('/availability', {
      body,
      headers: { 'idempotency-key': 'short' },
    });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'Idempotency-Key' }] } });
  });
});

describe('bank holidays', () => {
  it('are those of the nation and year', async () => {
    const dates = async (nation: string): Promise<unknown[]> =>
      (await items(hospital.as.staff, `/bank-holidays?year=2026&nation=${nation}`)).map(({ date }) => date);
    const england = await dates('england-and-wales');
    const ireland = await dates('northern-ireland');
    expect(england).toHaveLength(8);
    expect(england).toContain('2026-12-28');
    expect(await dates('scotland')).toContain('2026-11-30');
    expect(ireland.filter((date) => !england.includes(date))).toEqual(['2026-03-17', '2026-07-13']);
  });

  it('name a nation that is none', async () => {
    const { body } = await hospital.as.staff.get('/bank-holidays?year=2026&nation=wales');
    expect((body as { detail: string }).detail).toMatch(/"wales" is none of england-and-wales, scotland/);
  });
});

describe('the installation', () => {
  it('tells no sign-ins, even if there are some, unless it is the demo', async () => {
    mkdirSync(server.config.dataFolder, { recursive: true });
    const signIns = [{ role: 'coordinator', email: 'c@demo.example', password: 'demo-password-1' }];
    writeFileSync(join(server.config.dataFolder, 'demo-sign-ins.json'), JSON.stringify(signIns));
    const real = await hospital.nobody.get('/installation');
    expect(real).toMatchObject({
      status: 200,
      body: { demo: false, demoSignIns: [], provider: false, mailbox: 'folder' },
    });
    const { manager } = server.dataSource;
    await manager.update(OrganisationEntity, { id: hospital.organisationId }, { isDemo: true });
    const demo = await hospital.nobody.get('/installation');
    expect(demo.body).toEqual({ demo: true, demoSignIns: signIns, provider: false, mailbox: 'folder' });
    await manager.update(OrganisationEntity, { id: hospital.organisationId }, { isDemo: false });
  });
});
