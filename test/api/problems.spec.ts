import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONSTRAINT_MESSAGES } from '../../src/common/constraint-messages.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let hospital: Hospital;

beforeAll(async () => {
  server = await startTestServer();
  hospital = await buildHospital(server);
});

afterAll(() => server.close());

describe('every error', () => {
  it('is problem+json with a type, a title, a status, a detail and a code', async () => {
    const answers = await Promise.all([
      hospital.nobody.get('/units'),
      hospital.as.staff.get('/people'),
      hospital.as.hr.get('/people/00000000-0000-4000-8000-000000000000'),
      hospital.as.hr.get('/nowhere'),
      hospital.as.hr.request('PATCH', '/people'),
      hospital.as.hr.post('/people', { body: '{"staffNumber": ', headers: {} }),
      hospital.as.hr.post('/people', { body: { staffNumber: 'x'.repeat(1_100_000) } }),
      hospital.as.hr.get('/people?limit=0'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 404, 404, 404, 400, 413, 400]);
    for (const { status, headers, body } of answers) {
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      const { code } = body as { code: string };
      expect(body).toMatchObject({ type: `urn:rotawright:problem:${code}`, status });
      expect((body as { title: string }).title).not.toBe('');
      expect((body as { detail: string }).detail).not.toBe('');
    }
  });

  it.each([
    ['limit=501', /limit: "501"|501 is not a whole number from 1 to 500/],
    ['limit=ten', /"ten" is not a whole number from 1 to 500/],
    ['limit=1&limit=2', /\["1","2"\] is not a whole number/],
    ['cursor=nonsense', /"nonsense" is not a cursor of this list/],
    ['cursor=WzEsMl0', /is not a cursor of this list/],
    ['page=2', /page is not known here; leave it out/],
    ['unitId=ward-a', /"ward-a" is not an id/],
    ['on=5.8.2026', /"5.8.2026" is not a date; write it as 2026-08-05/],
  ])('names the value and the way out: /people?%s', async (query, says) => {
    const { status, body } = await hospital.as.hr.get(`/people?${query}`);
    expect(status).toBe(400);
    expect((body as { detail: string }).detail).toMatch(says);
  });

  it('never repeats a password', async () => {
    const { body } = await hospital.nobody.post('/sessions', {
      body: { email: 'a@example.org', password: 'hunter2\u0000hunter2' },
    });
    expect(body).toMatchObject({ code: 'invalid-input' });
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  it('tells nothing of the inside when the service itself is at fault', async () => {
    await server.dataSource.query('ALTER TABLE bank_holidays RENAME TO bank_holidays_away');
    const { status, body } = await hospital.as.hr.get('/bank-holidays?year=2026&nation=scotland');
    await server.dataSource.query('ALTER TABLE bank_holidays_away RENAME TO bank_holidays');
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'internal-error' });
    expect(JSON.stringify(body)).not.toMatch(/bank_holidays|relation|select/i);
  });

  it('does not follow from hostile bodies: never a 500', async () => {
    const bodies: unknown[] = [
      null,
      [],
      'text',
      7,
      true,
      { __proto__: null },
      { constructor: { prototype: {} } },
    ];
    const values: unknown[] = [
      null,
      [],
      {},
      '',
      ' ',
      0,
      -1,
      1e308,
      '\ud800',
      'x'.repeat(5000),
      { toString: 1 },
      [[]],
      '__proto__',
      NaN,
    ];
    const fields = [
      'staffNumber',
      'givenName',
      'email',
      'gradeCode',
      'registrationBody',
      'registrationNumber',
    ];
    for (const field of fields) for (const value of values) bodies.push({ [field]: value });
    for (const body of bodies) {
      const answer = await hospital.as.hr.post('/people', { body: JSON.stringify(body) });
      expect([400, 409], JSON.stringify(body)).toContain(answer.status);
    }
  });
});

describe('refusals by the database', () => {
  it('have a message of their own for every unique and exclusion constraint that a client can hit', async () => {
    const rows = await server.dataSource.query<{ name: string }[]>(`
      SELECT c.conname AS name FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE n.nspname = 'public' AND c.contype IN ('u', 'x') AND EXISTS
        (SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'version')`);
    // Keys of the service's own, parts of a key together with what belongs to it, and random secrets: nobody can choose them.
    const internal = new Set([
      'rota_versions_rota_id_number_key',
      'assignments_of_a_day',
      'mail_preferences_stop_token_key',
      'directory_of_one_token',
      'line_allocations_id_unit_id_first_date_last_date_key',
      'rota_templates_id_unit_id_key',
    ]);
    const without = rows
      .map(({ name }) => name)
      .filter((name) => !(name in CONSTRAINT_MESSAGES) && !internal.has(name));
    expect(without).toEqual([]);
  });

  it('have no message for a constraint that does not exist', async () => {
    const rows = await server.dataSource.query<{ name: string }[]>(
      `SELECT conname AS name FROM pg_constraint UNION SELECT relname FROM pg_class WHERE relkind = 'i'
       UNION SELECT tgname FROM pg_trigger
       UNION SELECT (regexp_matches(prosrc, 'CONSTRAINT = ''(\\w+)''', 'g'))[1] FROM pg_proc`,
    );
    const existing = new Set(rows.map(({ name }) => name));
    expect(Object.keys(CONSTRAINT_MESSAGES).filter((name) => !existing.has(name))).toEqual([]);
  });
});
