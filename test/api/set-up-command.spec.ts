import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditFaults } from '../support/audit-chains.js';
import { ApiClient } from '../support/api-client.js';
import { type CommandResult, runRotawright } from '../support/command.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

const PASSWORD = 'slow river bright piano';
const ADMIN = ['--admin', 'Kit@example.org', '--name', 'Kit Boyle'];

let server: TestServer;
let folder: string;

beforeAll(async () => {
  server = await startTestServer({ env: { SECOND_STEP: 'offered' } });
  folder = mkdtempSync(join(tmpdir(), 'rw-set-up-'));
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});

function setUp(...args: string[]): CommandResult {
  return runRotawright(server.connection, folder, ['set-up', ...args]);
}

async function chooses(link: string): Promise<ApiClient> {
  const client = new ApiClient(server.url);
  const body = { token: link.split('#')[1]!, password: PASSWORD };
  expect((await client.post('/password-links/use', { body })).status).toBe(200);
  expect((await client.signIn('kit@example.org', PASSWORD)).status).toBe(201);
  return client;
}

describe('rotawright set-up', () => {
  it.each([
    [[], '--admin'],
    [['--admin', 'kit', '--name', 'Kit'], '"kit" is not a mail address'],
    [['--admin', 'kit@example.org'], '--name'],
    [ADMIN, 'holds no organisation yet'],
    [[...ADMIN, '--nation', 'wales'], '--organisation'],
    [[...ADMIN, '--organisation', 'X', '--nation', 'wales'], 'england-and-wales'],
    [[...ADMIN, '--organisation', 'X', '--time-zone', 'London'], 'Europe/London'],
    [[...ADMIN, '--organization', 'X'], '--organization'],
  ])('refuses %j, naming what is wrong', (args, told) => {
    const { status, stderr, stdout } = setUp(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(told);
  });

  it('makes the organisation and its first administrator, who can do the rest in the portal', async () => {
    const { status, stdout, stderr } = setUp(...ADMIN, '--organisation', 'St Elsewhere');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('St Elsewhere is set up.');
    const link = /^http\S+\/set-password#[\w-]{43}$/m.exec(stdout)![0];
    const kit = await chooses(link);
    const unit = await kit.post('/units', { body: { code: 'W1', name: 'Ward 1' } });
    expect(unit.status).toBe(201);
    const unitId = (unit.body as { id: string }).id;
    const roles = [{ role: 'coordinator', unitId }];
    const made = await kit.post('/sign-ins', {
      body: { email: 'rota@example.org', displayName: 'Rota', roles },
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect(await auditFaults(server.connection)).toEqual([]);
  });

  it('lets somebody in again who lost their password, and keeps the organisation', async () => {
    const other = setUp(...ADMIN, '--organisation', 'Another');
    expect([other.status, other.stderr]).toEqual([2, expect.stringContaining('"St Elsewhere" already')]);
    const { status, stdout } = setUp(...ADMIN, '--json');
    expect(status).toBe(0);
    const told = JSON.parse(stdout) as { organisation: unknown; email: string; link: string };
    expect(told).toMatchObject({
      organisation: { name: 'St Elsewhere', created: false },
      email: 'kit@example.org',
    });
    await chooses(told.link);
    const rows = await server.dataSource.query<unknown[]>('SELECT FROM organisations');
    expect(rows).toHaveLength(1);
  });
});
