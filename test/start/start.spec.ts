import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../support/built.js';
import { launch, type Launched, type LaunchOptions } from '../support/launched.js';
import { freePort } from '../support/test-server.js';

const isRoot = process.getuid?.() === 0;
let folder: string;
let port: number;
const running: Launched[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rw-start-'));
  chmodSync(folder, 0o755);
  port = await freePort();
});

afterEach(async () => {
  for (const service of running.splice(0)) await service.interrupt();
  rmSync(folder, { recursive: true, force: true });
});

function start(options: LaunchOptions = {}): Launched {
  const env = { PORT: String(port), ROTAWRIGHT_DATA: join(folder, 'data'), ...options.env };
  const service = launch({ ...options, env });
  running.push(service);
  return service;
}

async function health(onPort = port): Promise<number> {
  return (await fetch(`http://localhost:${onPort}/health`)).status;
}

describe('npm start', () => {
  it('loads the demo, says where to go, keeps the data, and ends cleanly at Ctrl-C', async () => {
    const first = start();
    await first.until(/Ctrl-C ends it/);
    expect(await health()).toBe(200);
    expect(first.output()).toContain(`http://localhost:${port}`);
    expect(first.output()).toMatch(/coordinator\s+\S+@\S+\s+\S{8,}/);
    expect(first.output()).toContain(join(folder, 'data/mailbox'));
    expect(await first.interrupt()).toBe(0);
    expect(serverProcesses()).toEqual([]);
    expect(existsSync(join(folder, 'data/postgres.lock'))).toBe(false);

    const second = start();
    await second.until(/Ctrl-C ends it/);
    expect(await health()).toBe(200);
    expect(second.output()).not.toMatch(/Loading the demo|Creating the embedded|Building|Installing/);
    expect(second.output()).toMatch(/coordinator\s+\S+@\S+\s+\S{8,}/);
  });

  it('recovers from kill −9 of all that it is', async () => {
    const first = start();
    await first.until(/Ctrl-C ends it/);
    await first.kill();
    const second = start();
    await second.until(/Ctrl-C ends it/);
    expect(await health()).toBe(200);
  });

  it('ends when it is told to before it is ready', async () => {
    const service = start();
    await service.until(/Creating the embedded/);
    expect(await service.interrupt()).toBe(0);
    expect(serverProcesses()).toEqual([]);
  });

  it('runs its halves apart on one data folder, and the one goes on without the other', async () => {
    const worker = start({ role: 'worker' });
    await worker.until(/The worker is ready/);
    const web = start({ role: 'web' });
    await web.until(/Ctrl-C ends it/);
    expect(await health()).toBe(200);
    expect(await worker.interrupt()).toBe(0);
    await expect.poll(() => health(), { timeout: 15_000 }).toBe(200);
    expect(await web.interrupt()).toBe(0);
    expect(serverProcesses()).toEqual([]);
  });

  it('runs twice at once from two clones on different ports', async () => {
    const clone = join(folder, 'clone');
    copyProject(clone);
    const otherPort = await freePort();
    const [one, other] = [
      start(),
      start({ root: clone, env: { PORT: String(otherPort), ROTAWRIGHT_DATA: join(clone, '.rotawright') } }),
    ];
    await Promise.all([one.until(/Ctrl-C ends it/), other.until(/Ctrl-C ends it/)]);
    expect([await health(), await health(otherPort)]).toEqual([200, 200]);
  });
});

describe('npm start names in one line', () => {
  async function refusal(options: LaunchOptions): Promise<string> {
    const service = start(options);
    expect(await service.ended()).toBe(1);
    const lines = service.output().trim().split('\n');
    expect(lines).toHaveLength(1);
    return lines[0]!;
  }

  it('a taken port', async () => {
    const other = createServer().listen(port);
    await once(other, 'listening');
    const line = await refusal({});
    expect(line).toMatch(new RegExp(`PORT=${port} is taken.*PORT=\\d+ npm start`));
    expect(existsSync(join(folder, 'data/postgres'))).toBe(false);
    other.close();
  });

  it.each([
    [
      'DATABASE_URL',
      'postgres://rota:hunter2@127.0.0.1:1/rota',
      /DATABASE_URL=postgres:\/\/rota:\*\*\*@127\.0\.0\.1:1.*ECONNREFUSED/,
    ],
    ['REDIS_URL', 'redis://:hunter2@127.0.0.1:1', /REDIS_URL=redis:\/\/:\*\*\*@127\.0\.0\.1:1.*ECONNREFUSED/],
    [
      'SMTP_URL',
      'smtp://rota:hunter2@127.0.0.1:1',
      /SMTP_URL=smtp:\/\/rota:\*\*\*@127\.0\.0\.1:1.*ECONNREFUSED/,
    ],
    ['PORT', 'eighty', /PORT=eighty must be a whole number/],
    [
      'PUBLIC_URL',
      'http://rota.example.org',
      /PUBLIC_URL=http:\/\/rota\.example\.org\/? must start with https/,
    ],
    [
      'ROTAWRIGHT_DATA',
      `${projectRoot}/package.json/data`,
      /ROTAWRIGHT_DATA=\S+package.json\/data cannot be used/,
    ],
    ['LISTEN_HOST', '192.0.2.1', /LISTEN_HOST=192\.0\.2\.1 is no address of this machine/],
  ])('a bad %s', async (name, value, message) => {
    const line = await refusal({ env: { [name]: value } });
    expect(line).toMatch(message);
    expect(line).not.toContain('hunter2');
  });

  it('a database that does not start', async () => {
    const first = start();
    await first.until(/Ctrl-C ends it/);
    await first.interrupt();
    chmodSync(join(folder, 'data/postgres'), 0o755);
    expect(await refusal({})).toMatch(
      /does not start on \S+postgres: data directory .* has invalid permissions/,
    );
  });
});

describe.runIf(isRoot)('npm start as', () => {
  it('an ordinary user', async () => {
    const uid = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }));
    const gid = Number(execFileSync('id', ['-g', 'nobody'], { encoding: 'utf8' }));
    const clone = join(folder, 'clone');
    copyProject(clone);
    mkdirSync(join(folder, 'data'));
    chownSync(join(folder, 'data'), uid, gid);
    const service = start({ root: clone, spawnOptions: { uid, gid }, env: { HOME: folder } });
    await service.until(/Ctrl-C ends it/);
    expect(await health()).toBe(200);
    expect(await service.interrupt()).toBe(0);
  });
});

if (!isRoot) {
  it.skip('npm start as other users: only root can try that', () => undefined);
}

/** The built project as a clone elsewhere; packages are shared. */
function copyProject(target: string): void {
  mkdirSync(target);
  for (const name of [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'dist',
    'src',
    'solver',
    'seeds',
    'portal',
  ]) {
    if (existsSync(join(projectRoot, name)))
      cpSync(join(projectRoot, name), join(target, name), { recursive: true });
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(target, 'node_modules'));
}

/** PostgreSQL servers that work below this test's folder. */
function serverProcesses(): string[] {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\n')
    .filter((line) => line.includes('bin/postgres') && line.includes(folder));
}
