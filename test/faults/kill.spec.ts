import { mkdtempSync, chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FillDto } from '../../src/modules/rotas/dto/fill.dto.js';
import type {
  PublicationDto,
  RotaMailDto,
  RotaVersionDto,
} from '../../src/modules/rotas/dto/publication.dto.js';
import type { RotaDto } from '../../src/modules/rotas/dto/rota.dto.js';
import { launch, type Launched } from '../support/launched.js';
import { ifMatch, RotaClient } from '../support/rota-client.js';
import { freePort } from '../support/test-server.js';

/** Each round kills everything twice: once during a fill, once during a publication. `FAULT_ROUNDS=20` for the full proof. */
const rounds = Number(process.env.FAULT_ROUNDS ?? 2);
const healthyWithinMs = 15_000;
const roundMs = 240_000;

interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

let folder: string;
let dataFolder: string;
let port: number;
let service: Launched;
let coordinator: RotaClient;
let unitId: string;
let nextDay: string;
/** What the service has acknowledged, and must still say at the end. */
const acknowledged: { rota: RotaDto; fillId: string; mails: number }[] = [];
const random = seeded(Number(process.env.FAULT_SEED ?? 7));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rw-faults-'));
  chmodSync(folder, 0o755);
  dataFolder = join(folder, 'data');
  port = await freePort();
  await start(180_000);
  const signIns = JSON.parse(readFileSync(join(dataFolder, 'demo-sign-ins.json'), 'utf8')) as {
    role: string;
    email: string;
    password: string;
  }[];
  const { email, password } = signIns.find(({ role }) => role === 'coordinator')!;
  coordinator = await RotaClient.signIn(`http://localhost:${port}`, email, password);
  unitId = (await all<{ id: string }>('/units'))[0]!.id;
  const ends = (await all<RotaDto>('/rotas', `unitId=${unitId}`)).map(({ lastDate }) => lastDate);
  nextDay = addDays(ends.sort().at(-1)!, 1);
});

afterAll(async () => {
  await service.interrupt();
  rmSync(folder, { recursive: true, force: true });
});

describe('kill −9 of the whole process group', () => {
  it.each(Array.from({ length: rounds }, (_, index) => index + 1))(
    'during fill and publication, round %i: healthy again, nothing acknowledged is lost',
    async (round) => {
      const rota = await createRota(round);
      const fillId = await fillKilled(rota, round);
      const fill = await filled(fillId);
      expect(fill).toMatchObject({ rotaId: rota.id, applied: true });
      expect((await all(`/rotas/${rota.id}/assignments`)).length).toBeGreaterThan(0);
      const mails = await publishKilled(rota.id);
      acknowledged.push({ rota, fillId, mails });
    },
    roundMs,
  );

  it(
    'loses no mail: each is handed over, whole, and the same one at every repeat',
    async () => {
      for (const { rota, fillId, mails } of acknowledged) {
        await expect
          .poll(() => handedOver(rota.id), { timeout: 120_000, interval: 500 })
          .toEqual({ of: mails, handedOver: mails });
        expect((await get<RotaDto>(`/rotas/${rota.id}`)).state).toBe('published');
        expect((await get<FillDto>(`/fills/${fillId}`)).state).toMatch(/done|stopped/);
      }
      expect(acknowledged).toHaveLength(rounds);
      const wanted = acknowledged.reduce((sum, { mails }) => sum + mails, 0);
      expect(await mailboxIds()).toHaveLength(wanted);
    },
    roundMs,
  );
});

async function createRota(round: number): Promise<RotaDto> {
  const firstDate = nextDay;
  const lastDate = addDays(firstDate, 6);
  nextDay = addDays(lastDate, 1);
  const { status, body } = await coordinator.post<RotaDto>('/rotas', {
    unitId,
    name: `Round ${round}`,
    firstDate,
    lastDate,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

/** Starts a fill, and kills everything at some moment of it. */
async function fillKilled(rota: RotaDto, seed: number): Promise<string> {
  const { status, body } = await coordinator.post<FillDto>(`/rotas/${rota.id}/fills`, { seconds: 4, seed });
  expect(status, JSON.stringify(body)).toBe(202);
  await sleep(random() * 4000);
  await killAndStart();
  return body.id;
}

async function filled(fillId: string): Promise<FillDto> {
  await expect
    .poll(async () => (await get<FillDto>(`/fills/${fillId}`)).state, { timeout: 90_000, interval: 250 })
    .toMatch(/^(done|stopped|failed)$/);
  return get<FillDto>(`/fills/${fillId}`);
}

/**
 * Publishes, and kills everything before, at or after the answer. Without an answer, either the publication stands
 * whole or it does not at all.
 *
 * @returns the number of mails that it promised.
 */
async function publishKilled(rotaId: string): Promise<number> {
  const answer = publish(rotaId).catch(() => undefined);
  await sleep(random() * 400);
  const [before] = await Promise.all([Promise.race([answer, sleep(1)]), killAndStart()]);
  const said = before ?? (await answer);
  const versions = await all<RotaVersionDto>(`/rotas/${rotaId}/versions`);
  if (said) expect(versions).toHaveLength(1);
  if (versions.length === 0) return (await publish(rotaId))!.mailsQueued;
  const mails = await all<RotaMailDto>(`/rotas/${rotaId}/mails`);
  if (said) expect(mails).toHaveLength(said.mailsQueued);
  expect(mails.length).toBeGreaterThan(0);
  return mails.length;
}

async function publish(rotaId: string): Promise<PublicationDto | undefined> {
  const { version } = await get<RotaDto>(`/rotas/${rotaId}`);
  const { status, body } = await coordinator.post<PublicationDto>(
    `/rotas/${rotaId}/publications`,
    { acknowledgeViolations: 'A trial of what happens when everything is killed' },
    ifMatch(version),
  );
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

async function handedOver(rotaId: string): Promise<{ of: number; handedOver: number }> {
  const mails = await all<RotaMailDto>(`/rotas/${rotaId}/mails`);
  return { of: mails.length, handedOver: mails.filter(({ state }) => state === 'handed-over').length };
}

/** Message-IDs of the rotas in the mailbox folder; a file that no parser reads, or an id that comes twice, fails. */
async function mailboxIds(): Promise<string[]> {
  const mailbox = join(dataFolder, 'mailbox');
  const ids = new Set<string>();
  for (const name of readdirSync(mailbox).filter((each) => each.endsWith('.eml'))) {
    const { messageId, attachments } = await PostalMime.parse(readFileSync(join(mailbox, name)));
    expect(messageId).toBeTruthy();
    // Reminders of the next shift and digests bring no calendar.
    if (attachments.length === 0) continue;
    expect(attachments.map(({ mimeType }) => mimeType)).toEqual(['text/calendar']);
    expect(ids).not.toContain(messageId);
    ids.add(messageId!);
  }
  return [...ids];
}

let kills = 0;

/** Every second time the database server, which runs in a group of its own, dies with the rest. */
async function killAndStart(): Promise<void> {
  kills++;
  const postmaster = Number(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  await service.kill();
  if (kills % 2 === 0 && existsSync(`/proc/${postmaster}`)) process.kill(postmaster, 'SIGKILL');
  await start(healthyWithinMs);
}

async function start(withinMs: number): Promise<void> {
  const begun = Date.now();
  service = launch({ env: { PORT: String(port), ROTAWRIGHT_DATA: dataFolder, SOLVER_THREADS: '1' } });
  for (;;) {
    const status = await fetch(`http://localhost:${port}/health`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) break;
    if (Date.now() - begun > withinMs) {
      throw new Error(`not healthy within ${withinMs} ms. It printed:\n${service.output()}`);
    }
    await sleep(50);
  }
}

async function get<Body>(path: string): Promise<Body> {
  const { status, body } = await coordinator.get<Body>(path);
  expect(status, `${path}: ${JSON.stringify(body)}`).toBe(200);
  return body;
}

async function all<Item>(path: string, filter = ''): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<Item> = await get(
      `${path}?limit=100&${filter}${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Moments to kill at that can be had again. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
