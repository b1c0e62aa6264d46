import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CreatedScimDirectoryDto,
  type ScimDirectoryDto,
} from '../../src/modules/scim/scim-directory.dto.js';
import { ApiClient } from '../support/api-client.js';
import { buildHospital, createAccount, type Hospital, PASSWORD } from '../support/hospital.js';
import {
  ScimClient,
  type ScimErrorBody,
  type ScimListBody,
  type ScimUserBody,
} from '../support/scim-client.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const NO_SUCH = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
let hospital: Hospital;
let directory: CreatedScimDirectoryDto;
let scim: ScimClient;
let next = 0;

beforeAll(async () => {
  server = await startTestServer({
    env: { REQUESTS_PER_MINUTE: '1000000', SIGN_INS_PER_ADDRESS: '1000000' },
  });
  hospital = await buildHospital(server);
  const { status, body } = await hospital.as.admin.post('/scim-directories', { body: { name: 'Entra ID' } });
  expect(status).toBe(201);
  directory = body as CreatedScimDirectoryDto;
  scim = new ScimClient(server.url, directory.token);
});

afterAll(() => server.close());

/** As Entra ID sends somebody new. */
function entraUser(change: object = {}): { userName: string; externalId: string } & Record<string, unknown> {
  next += 1;
  const userName = `user${next}@trust.example.org`;
  return {
    schemas: [USER, ENTERPRISE],
    externalId: `object-${next}`,
    userName,
    active: true,
    emails: [{ primary: true, type: 'work', value: userName }],
    meta: { resourceType: 'User' },
    name: { formatted: `Ola Number${next}`, familyName: `Number${next}`, givenName: 'Ola' },
    ...change,
  };
}

async function create(change: object = {}): Promise<ScimUserBody> {
  const answer = await scim.send<ScimUserBody>('POST', '/Users', { body: entraUser(change) });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

async function accounts(email: string): Promise<{ id: string; active: boolean; personId: string | null }[]> {
  return server.dataSource.query(
    'SELECT id, active, person_id AS "personId" FROM accounts WHERE email = $1',
    [email],
  );
}

/** Somebody who has signed in with a password, and has a calendar feed. */
async function signedIn(email: string, personId: string): Promise<{ client: ApiClient; feed: string }> {
  await createAccount(server, hospital.organisationId, { email, role: 'staff', personId });
  const client = new ApiClient(server.url);
  expect((await client.signIn(email, PASSWORD)).status).toBe(201);
  const { body } = await client.post('/my/feed');
  return { client, feed: new URL((body as { url: string }).url).pathname };
}

describe('a directory', () => {
  it('describes what it can ask for', async () => {
    const config = await scim.send<Record<string, { supported: boolean }>>('GET', '/ServiceProviderConfig');
    expect(config.headers.get('content-type')).toContain('application/scim+json');
    expect(config.body).toMatchObject({
      patch: { supported: true },
      filter: { supported: true },
      etag: { supported: true },
      bulk: { supported: false },
    });
    const types = await scim.send<ScimListBody>('GET', '/ResourceTypes');
    expect(types.body.Resources).toMatchObject([{ id: 'User', endpoint: '/Users', schema: USER }]);
    const schemas = await scim.send<ScimListBody>('GET', '/Schemas');
    expect(schemas.body.Resources.map(({ id }) => id)).toEqual([USER, ENTERPRISE]);
    expect((await scim.send('GET', `/Schemas/${USER}`)).status).toBe(200);
    expect((await scim.send('GET', '/ResourceTypes/Group')).status).toBe(404);
    expect((await scim.send('DELETE', '/Schemas')).status).toBe(405);
    const nowhere = await scim.send<ScimErrorBody>('GET', '/Groups');
    expect([nowhere.status, nowhere.body.status]).toEqual([404, '404']);
  });

  it.each([
    ['no token', null],
    ['a forged token', 'x'.repeat(43)],
    ['what is no token', 'secret'],
  ])('is refused with %s, in the form of SCIM', async (_, token) => {
    const stranger = new ScimClient(server.url, token);
    for (const path of ['/Users', '/ServiceProviderConfig', `/Users/${NO_SUCH}`]) {
      const { status, body } = await stranger.send<ScimErrorBody>('GET', path);
      expect([status, body]).toMatchObject([
        401,
        { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '401' },
      ]);
    }
  });

  it('is not let in by the session of an administrator, and its token opens nothing else', async () => {
    expect((await hospital.as.admin.get('/../../scim/v2/Users')).status).toBe(401);
    const headers = { authorization: `Bearer ${directory.token}` };
    expect((await fetch(`${server.url}/api/v1/people`, { headers })).status).toBe(401);
  });

  it('is shown without its token, and ends when it is revoked', async () => {
    const made = (await hospital.as.admin.post('/scim-directories', { body: { name: 'Old' } }))
      .body as CreatedScimDirectoryDto;
    const taken = await hospital.as.admin.post('/scim-directories', { body: { name: 'OLD' } });
    expect(taken.status).toBe(409);
    const old = new ScimClient(server.url, made.token);
    expect((await old.send('GET', '/Users')).status).toBe(200);
    const list = await hospital.as.admin.get('/scim-directories');
    expect(JSON.stringify(list.body)).not.toContain(made.token);
    const revoke = (version: number) =>
      hospital.as.admin.post(`/scim-directories/${made.id}/revocation`, { version });
    expect((await revoke(99)).status).toBe(412);
    const { body } = await revoke(made.version);
    expect((body as ScimDirectoryDto).revokedAt).not.toBeNull();
    expect((await old.send('GET', '/Users')).status).toBe(401);
    expect((await revoke((body as ScimDirectoryDto).version)).status).toBe(409);
    const stored = await server.dataSource.query<unknown[]>('SELECT * FROM scim_directories');
    expect(JSON.stringify(stored)).not.toContain(made.token);
  });
});

describe('a user', () => {
  it('is created as an account that cannot sign in by itself yet, with the role of staff alone', async () => {
    const sent = entraUser();
    const { status, body, headers } = await scim.send<ScimUserBody>('POST', '/Users', { body: sent });
    expect(status).toBe(201);
    expect(body).toMatchObject({ userName: sent.userName, externalId: sent.externalId, active: true });
    expect(headers.get('location')).toBe(`${server.url}/scim/v2/Users/${body.id}`);
    expect(headers.get('etag')).toBe(body.meta.version);
    expect(await accounts(sent.userName)).toMatchObject([{ id: body.id, active: true }]);
    const roles = await server.dataSource.query<{ role: string }[]>(
      'SELECT role FROM account_roles WHERE account_id = $1',
      [body.id],
    );
    expect(roles).toEqual([{ role: 'staff' }]);
    expect((await scim.send<ScimUserBody>('GET', `/Users/${body.id}`)).body).toEqual(body);
    const again = await scim.send<ScimErrorBody>('POST', '/Users', { body: sent });
    expect([again.status, again.body.scimType]).toEqual([409, 'uniqueness']);
  });

  it('who is known by staff number or address gets no second account', async () => {
    const byNumber = await create({ [ENTERPRISE]: { employeeNumber: 'S2' } });
    expect((await accounts(byNumber.emails[0]!.value))[0]).toMatchObject({ personId: hospital.colleagueId });
    const before = await accounts('staff@example.org');
    const byAddress = await create({ userName: 'Staff@example.org', emails: [] });
    expect(byAddress.id).toBe(before[0]!.id);
    expect(await accounts('staff@example.org')).toHaveLength(1);
  });

  it('is found by userName and externalId, and by more', async () => {
    const one = await create();
    const found = async (filter: string): Promise<string[]> =>
      (await scim.find(filter)).Resources.map(({ id }) => id);
    expect(await found(`userName eq "${one.userName}"`)).toEqual([one.id]);
    expect(await found(`userName eq "${one.userName.toUpperCase()}"`)).toEqual([one.id]);
    expect(await found(`externalId eq "${one.externalId}"`)).toEqual([one.id]);
    expect(await found(`externalId eq "${one.externalId}" and active eq true`)).toEqual([one.id]);
    expect(await found(`externalId eq "${one.externalId}" and active eq false`)).toEqual([]);
    expect(await found(`emails[type eq "work"].value eq "${one.userName}"`)).toEqual([one.id]);
    expect(await found('userName eq "nobody@trust.example.org"')).toEqual([]);
    const wrong = await scim.send<ScimErrorBody>('GET', '/Users?filter=userName%20is%20me');
    expect([wrong.status, wrong.body.scimType]).toEqual([400, 'invalidFilter']);
  });

  it('stands on a page of the list', async () => {
    await create();
    const page = async (query: string): Promise<ScimListBody> =>
      (await scim.send<ScimListBody>('GET', `/Users?${query}`)).body;
    const all = await page('');
    expect(all.totalResults).toBe(all.Resources.length);
    const second = await page('startIndex=2&count=1');
    expect(second).toMatchObject({ totalResults: all.totalResults, startIndex: 2, itemsPerPage: 1 });
    expect(second.Resources[0]!.id).toBe(all.Resources[1]!.id);
    expect((await page('count=0')).Resources).toEqual([]);
    expect((await page('startIndex=-4')).startIndex).toBe(1);
  });

  it('is given back with the attributes that are asked for', async () => {
    const one = await create({ [ENTERPRISE]: { employeeNumber: `A${next}` } });
    const read = async (query: string): Promise<string[]> => {
      const { body } = await scim.send<object>('GET', `/Users/${one.id}?${query}`);
      return Object.keys(body).sort();
    };
    expect(await read('attributes=userName')).toEqual(['id', 'schemas', 'userName']);
    expect(await read('excludedAttributes=emails,meta,name')).not.toContain('emails');
    const partly = await scim.send<ScimUserBody>('GET', `/Users/${one.id}?attributes=name.familyName`);
    expect(Object.keys(partly.body.name)).toEqual(['familyName']);
    const search = { filter: `externalId eq "${one.externalId}"`, attributes: ['userName'], count: 5 };
    const found = await scim.send<ScimListBody>('POST', '/Users/.search', { body: search });
    expect([found.status, found.body.Resources]).toMatchObject([200, [{ id: one.id }]]);
    expect(found.body.Resources[0]).not.toHaveProperty('emails');
  });

  it('is replaced, and keeps the version that stands from who is late', async () => {
    const one = await create();
    const body = entraUser({ displayName: 'Ola Newname', externalId: one.externalId });
    const path = `/Users/${one.id}`;
    const put = await scim.send<ScimUserBody>('PUT', path, { body, ifMatch: one.meta.version });
    expect([put.status, put.body.displayName]).toEqual([200, 'Ola Newname']);
    expect(put.body.meta.version).not.toBe(one.meta.version);
    const late = await scim.send<ScimErrorBody>('PUT', path, { body, ifMatch: one.meta.version });
    expect([late.status, late.body.status]).toEqual([412, '412']);
    expect((await scim.patch(one.id, [], one.meta.version)).status).toBe(412);
    expect((await scim.send('DELETE', path, { ifMatch: one.meta.version })).status).toBe(412);
  });

  it.each([
    ['no userName', { userName: undefined }, 'userName'],
    ['a userName that is no text', { userName: 7 }, '7'],
    ['no address at all', { userName: 'jo', emails: [] }, 'jo'],
    ['an activity that is neither', { active: 'perhaps' }, 'perhaps'],
    ['a name that is a text', { name: 'Ola' }, 'Ola'],
  ])('is refused with %s', async (_, change, says) => {
    const { status, body } = await scim.send<ScimErrorBody>('POST', '/Users', { body: entraUser(change) });
    expect([status, body.scimType]).toEqual([400, 'invalidValue']);
    expect(body.detail).toContain(says);
  });

  it('of another directory, or of none, is not there', async () => {
    const one = await create();
    const other = (await hospital.as.admin.post('/scim-directories', { body: { name: `Other ${next}` } }))
      .body as CreatedScimDirectoryDto;
    const stranger = new ScimClient(server.url, other.token);
    for (const id of [one.id, NO_SUCH, 'x']) {
      expect((await stranger.send('GET', `/Users/${id}`)).status).toBe(404);
      expect((await stranger.patch(id, [])).status).toBe(404);
      expect((await stranger.send('DELETE', `/Users/${id}`)).status).toBe(404);
    }
    const again = await stranger.send<ScimErrorBody>('POST', '/Users', {
      body: entraUser({ userName: one.userName, emails: [] }),
    });
    expect([again.status, again.body.scimType]).toEqual([409, 'uniqueness']);
  });
});

describe('a patch', () => {
  const entra = [
    { op: 'Replace', path: 'displayName', value: 'Ola Patched' },
    { op: 'Add', path: 'name.familyName', value: 'Patched' },
    { op: 'Replace', path: `${ENTERPRISE}:employeeNumber`, value: 'E77' },
  ];

  it('is understood as Entra ID sends it', async () => {
    const one = await create();
    const { status, body } = await scim.patch(one.id, [
      ...entra,
      { op: 'Replace', path: 'emails[type eq "work"].value', value: `New${next}@trust.example.org` },
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      displayName: 'Ola Patched',
      name: { givenName: 'Ola', familyName: 'Patched' },
      emails: [{ value: `new${next}@trust.example.org`, type: 'work' }],
      [ENTERPRISE]: { employeeNumber: 'E77' },
    });
    expect(await accounts(`new${next}@trust.example.org`)).toHaveLength(1);
  });

  it('is understood as Okta sends it, and with members named by paths', async () => {
    const one = await create();
    const okta = await scim.patch(one.id, [{ op: 'replace', value: { active: false } }]);
    expect([okta.status, okta.body.active]).toEqual([200, false]);
    const dotted = await scim.patch(one.id, [
      {
        op: 'replace',
        value: { active: 'True', 'name.givenName': 'Olaf', [`${ENTERPRISE}:employeeNumber`]: 'E78' },
      },
    ]);
    expect(dotted.body).toMatchObject({
      active: true,
      name: { givenName: 'Olaf' },
      [ENTERPRISE]: { employeeNumber: 'E78' },
    });
    const removed = await scim.patch(one.id, [{ op: 'remove', path: `${ENTERPRISE}:employeeNumber` }]);
    expect(removed.body).not.toHaveProperty(ENTERPRISE);
  });

  it.each([
    ['that is none', { op: 'increase', path: 'displayName', value: 'x' }],
    ['of what cannot be read', { op: 'replace', path: 'emails[type eq', value: 'x' }],
    ['of what everything stands on', { op: 'add', path: '__proto__.polluted', value: 'x' }],
    ['that names it', { op: 'add', value: { constructor: { prototype: { polluted: 'x' } } } }],
    ['that takes the userName', { op: 'remove', path: 'userName' }],
  ])('%s is refused, and changes nothing', async (_, operation) => {
    const one = await create();
    const { status, body } = await scim.patch<ScimErrorBody>(one.id, [operation]);
    expect([status, body.scimType]).toEqual([400, 'invalidValue']);
    expect((await scim.send<ScimUserBody>('GET', `/Users/${one.id}`)).body).toEqual(one);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('somebody who leaves', () => {
  it('is signed out and loses the calendar at once, also on DELETE, and comes back to the same account', async () => {
    const email = 'other-doctor@example.org';
    const [person] = await server.dataSource.query<{ id: string }[]>(
      `INSERT INTO people (organisation_id, staff_number, given_name, family_name, email, grade_code)
       VALUES ($1, 'S9', 'Uma', 'Leaver', $2, 'ST3') RETURNING id`,
      [hospital.organisationId, email],
    );
    const { client, feed } = await signedIn(email, person!.id);
    const user = await create({ userName: email, emails: [{ type: 'work', value: email }] });
    const reaches = async (): Promise<number[]> => [
      (await client.get('/sessions/current')).status,
      (await fetch(`${server.url}${feed}`)).status,
    ];
    expect(await reaches()).toEqual([200, 200]);
    const gone = await scim.patch(user.id, [{ op: 'Replace', path: 'active', value: 'False' }]);
    expect(gone.body.active).toBe(false);
    expect(await reaches()).toEqual([401, 404]);
    expect((await new ApiClient(server.url).signIn(email, PASSWORD)).status).toBe(401);

    expect((await scim.patch(user.id, [{ op: 'replace', value: { active: true } }])).body.active).toBe(true);
    // The password of before does not count any more.
    expect((await new ApiClient(server.url).signIn(email, PASSWORD)).status).toBe(401);

    expect((await scim.send('DELETE', `/Users/${user.id}`)).status).toBe(204);
    expect((await scim.send('GET', `/Users/${user.id}`)).status).toBe(404);
    expect((await scim.find(`userName eq "${email}"`)).totalResults).toBe(0);
    expect(await accounts(email)).toMatchObject([{ id: user.id, active: false }]);
    const back = await create({ externalId: user.externalId, userName: `new-${email}`, emails: [] });
    expect([back.id, back.active]).toEqual([user.id, true]);
    expect((await accounts(`new-${email}`))[0]!.personId).toBe(person!.id);
  });

  it('who was closed here stays closed while the directory changes other things', async () => {
    const one = await create();
    await server.dataSource.query('UPDATE accounts SET active = false WHERE id = $1', [one.id]);
    const { body } = await scim.patch(one.id, [{ op: 'replace', value: { displayName: 'Still closed' } }]);
    expect([body.displayName, body.active]).toEqual(['Still closed', false]);
    await scim.patch(one.id, [{ op: 'replace', value: { active: false } }]);
    expect((await scim.patch(one.id, [{ op: 'replace', value: { active: true } }])).body.active).toBe(true);
  });
});

describe('accounts', () => {
  it('that hold roles keep their address, so that no directory can take them over', async () => {
    const admin = await create({ userName: 'admin@example.org', emails: [] });
    const { status, body } = await scim.patch<ScimErrorBody>(admin.id, [
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'attacker@example.org' },
    ]);
    expect([status, body.scimType]).toEqual([403, 'mutability']);
    expect(await accounts('admin@example.org')).toHaveLength(1);
    const last = await scim.send<ScimErrorBody>('DELETE', `/Users/${admin.id}`);
    expect([last.status, last.body.detail]).toEqual([409, expect.stringContaining('last administrator')]);
    expect((await accounts('admin@example.org'))[0]!.active).toBe(true);
  });

  it('are audited, in the name of the directory', async () => {
    const one = await create();
    await scim.patch(one.id, [{ op: 'replace', path: 'displayName', value: 'Ola Else' }]);
    await scim.send('DELETE', `/Users/${one.id}`);
    const entries = await server.dataSource.query<{ action: string; detail: { directory?: string } }[]>(
      `SELECT action, detail FROM audit_entries WHERE subject_id = $1 ORDER BY seq`,
      [one.id],
    );
    expect(entries.map(({ action }) => action)).toEqual([
      'account-created',
      'account-linked-to-directory',
      'account-changed',
      'account-closed-by-directory',
      'account-deactivated',
    ]);
    expect(entries.at(-2)).toMatchObject({ detail: { directory: 'Entra ID' } });
  });
});
