import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CreatedScimDirectoryDto } from '../../src/modules/scim/scim-directory.dto.js';
import { buildHospital } from '../support/hospital.js';
import { created } from '../support/lines.js';
import {
  type ScimAnswer,
  ScimClient,
  type ScimErrorBody,
  type ScimUserBody,
} from '../support/scim-client.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let scim: ScimClient;
let next = 0;

beforeAll(async () => {
  server = await startTestServer();
  const { as } = await buildHospital(server);
  const { token } = await created<CreatedScimDirectoryDto>(
    as.admin.post('/scim-directories', { body: { name: 'Okta' } }),
  );
  scim = new ScimClient(server.url, token);
});

afterAll(() => server.close());

async function post<Body>(change: object): Promise<ScimAnswer<Body>> {
  next += 1;
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
  return scim.send('POST', '/Users', { body: { schemas, userName: `user${next}@example.org`, ...change } });
}

async function create(change: object): Promise<ScimUserBody> {
  const { status, body } = await post<ScimUserBody>(change);
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

describe('the type of an address', () => {
  it.each([
    ['home', 'home'],
    ['Work', 'Work'],
    ['pager', 'pager'],
    [undefined, undefined],
  ])('is kept as it came: %s', async (type, kept) => {
    const value = `typed${next}@example.org`;
    const { id, emails } = await create({ emails: [{ value, type }] });
    const expected = [{ value, primary: true, ...(kept !== undefined && { type: kept }) }];
    expect(emails).toEqual(expected);
    expect((await scim.send<ScimUserBody>('GET', `/Users/${id}`)).body.emails).toEqual(expected);
  });

  it('comes with the one of work, then the primary one, then the first', async () => {
    const [first, second] = [`one${next}@example.org`, `two${next}@example.org`];
    const home = { type: 'home', value: first };
    const work = await create({
      emails: [
        { ...home, primary: true },
        { type: 'WORK', value: second },
      ],
    });
    expect(work.emails).toMatchObject([{ type: 'WORK', value: second }]);
    const [third, fourth] = [`three${next}@example.org`, `four${next}@example.org`];
    const primary = await create({
      emails: [
        { type: 'home', value: third },
        { type: 'other', value: fourth, primary: true },
      ],
    });
    expect(primary.emails).toMatchObject([{ type: 'other', value: fourth }]);
  });

  it('is that of work for a userName in its place, and refused when it is no text', async () => {
    const bare = await create({ emails: [] });
    expect(bare.emails).toMatchObject([{ type: 'work', value: bare.userName }]);
    const wrong = await post<ScimErrorBody>({ emails: [{ value: `x${next}@example.org`, type: 7 }] });
    expect([wrong.status, wrong.body.detail]).toEqual([400, expect.stringContaining('7 is not a text')]);
  });

  it('is kept by a patch of the address, and can be patched itself', async () => {
    const [address, other] = [`home${next}@example.org`, `other${next}@example.org`];
    const one = await create({ emails: [{ type: 'home', value: address }] });
    const { body } = await scim.patch(one.id, [
      { op: 'replace', path: 'emails[type eq "home"].value', value: other },
    ]);
    expect(body.emails).toEqual([{ value: other, type: 'home', primary: true }]);
    const typed = await scim.patch(one.id, [
      { op: 'replace', path: 'emails', value: [{ type: 'other', value: other }] },
    ]);
    expect(typed.body.emails).toEqual([{ value: other, type: 'other', primary: true }]);
  });
});
