import { createHash } from 'node:crypto';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DataSource } from 'typeorm';
import { launch, type Launched } from '../../test/support/launched.js';
import { type ReceivedMail, startMailServer, type TestMailServer } from '../../test/support/mail-server.js';
import { Random } from '../../test/support/histories/random.js';
import { readRevision } from '../harness/revision.js';
import { allHandedOver, type Field, waiting } from './field.js';

const MS_PER_MINUTE = 60_000;
/** A mail on its way when its worker is killed is seen as often as not: so long a handing over takes. */
const LONGEST_AFTER_A_MAIL_MS = 20;
const STALLED_MS = 120_000;

/** What the relay has, beside what it should have. */
interface Tally {
  readonly lost: number;
  /** Handed over again, the same to the byte. */
  readonly repeated: number;
  /** A repeat that differs. */
  readonly different: number;
}

/**
 * A publication while the relay refuses connections, which it does for so long; then every mail has to arrive by the service's own retries.
 *
 * @returns whether nothing was lost and no repeat differed.
 */
export async function withRelayDown(field: Field, recipients: number, minutes: number): Promise<boolean> {
  const { db, workerEnv } = field;
  const load = loadavg()[0]!;
  const worker = await startWorker(workerEnv);
  let back: TestMailServer | null = null;
  try {
    await field.relay.stop();
    const published = await field.publish(recipients);
    await sleep(minutes * MS_PER_MINUTE);
    const refused = await attemptsSoFar(db);
    back = await startMailServer({ port: Number(new URL(field.relay.url).port) });
    const returned = new Date();
    await allHandedOver(db);
    const last = await lastHandedOver(db);
    const tally = tallyOf([...field.relay.mails, ...back.mails], recipients);
    const since = (from: Date): string => ((last.getTime() - from.getTime()) / 1000).toFixed(0);
    return tell(`relay down for ${minutes} min`, recipients, tally, {
      'load before': load.toFixed(1),
      'attempts refused': String(refused),
      'most attempts of a mail': String(await mostAttempts(db)),
      'last mail, s after publishing': since(published),
      'last mail, s after the relay was back': since(returned),
    });
  } finally {
    await worker.interrupt();
    await back?.stop();
  }
}

/**
 * A publication whose worker is killed so often while its mails go out, each time at a moment that the seed chooses.
 *
 * @returns whether nothing was lost and no repeat differed.
 */
export async function withKills(
  field: Field,
  recipients: number,
  { kills, seed }: { readonly kills: number; readonly seed: number },
): Promise<boolean> {
  const { db, relay, workerEnv } = field;
  const load = loadavg()[0]!;
  const random = new Random(seed);
  // Three quarters of the mails are out when the last worker is killed: each kill hits one that is at work.
  const mostEach = Math.max(1, Math.floor((1.5 * recipients) / kills));
  const published = await field.publish(recipients);
  for (let kill = 1; kill <= kills; kill++) {
    const worker = await startWorker(workerEnv);
    await mailsMore(relay, 1 + random.below(mostEach), worker);
    await sleep(random.below(LONGEST_AFTER_A_MAIL_MS));
    await worker.kill();
    if (kill % 10 === 0) console.error(`${kill} kills, ${relay.mails.length} mails at the relay`);
  }
  const left = await waiting(db);
  const worker = await startWorker(workerEnv);
  try {
    await allHandedOver(db);
    const last = await lastHandedOver(db);
    return tell(`${kills} kills of the worker`, recipients, tallyOf(relay.mails, recipients), {
      seed: String(seed),
      'load before': load.toFixed(1),
      'not handed over at the last kill': String(left),
      'most attempts of a mail': String(await mostAttempts(db)),
      'last mail, s after publishing': ((last.getTime() - published.getTime()) / 1000).toFixed(0),
    });
  } finally {
    await worker.interrupt();
  }
}

async function startWorker(env: Field['workerEnv']): Promise<Launched> {
  const worker = launch({ role: 'worker', env, root: process.cwd() });
  await worker.until(/The worker is ready/);
  return worker;
}

/** @throws Error where nothing comes any more, with what the worker said. */
async function mailsMore({ mails }: TestMailServer, more: number, worker: Launched): Promise<void> {
  const wanted = mails.length + more;
  const deadline = Date.now() + STALLED_MS;
  while (mails.length < wanted) {
    if (Date.now() > deadline) {
      throw new Error(`only ${mails.length} of ${wanted} mails came. The worker said:\n${worker.output()}`);
    }
    await sleep(1);
  }
}

function tallyOf(mails: readonly ReceivedMail[], recipients: number): Tally {
  const digests = new Map<string, Set<string>>();
  for (const { to, bytes } of mails) {
    const id = /^message-id:\s*(\S+)/im.exec(bytes.toString('latin1'))?.[1] ?? 'none';
    const key = `${id} ${to.join()}`;
    digests.set(key, (digests.get(key) ?? new Set()).add(createHash('sha256').update(bytes).digest('hex')));
  }
  const reached = new Set(mails.flatMap(({ to }) => to));
  return {
    lost: recipients - reached.size,
    repeated: mails.length - digests.size,
    // A recipient with two Message-IDs got two different mails as well.
    different: [...digests.values()].filter(({ size }) => size > 1).length + digests.size - reached.size,
  };
}

async function attemptsSoFar(db: DataSource): Promise<number> {
  const [row] = await db.query<{ sum: number }[]>('SELECT sum(attempts)::int AS sum FROM mails');
  return row!.sum;
}

async function mostAttempts(db: DataSource): Promise<number> {
  const [row] = await db.query<{ most: number }[]>('SELECT max(attempts)::int AS most FROM mails');
  return row!.most;
}

async function lastHandedOver(db: DataSource): Promise<Date> {
  const [row] = await db.query<{ last: Date }[]>('SELECT max(handed_over_at) AS last FROM mails');
  return row!.last;
}

function tell(
  what: string,
  recipients: number,
  tally: Tally,
  figures: Readonly<Record<string, string>>,
): boolean {
  const { commit, machine, node } = readRevision();
  const rows = Object.entries({
    recipients: String(recipients),
    ...figures,
    lost: String(tally.lost),
    'repeats, the same to the byte': String(tally.repeated),
    'repeats that differ': String(tally.different),
  });
  console.log(`Mails, ${what}: commit ${commit}, ${machine}, Node.js ${node}\n`);
  console.log('| figure | value |\n| --- | ---: |');
  for (const [name, value] of rows) console.log(`| ${name} | ${value} |`);
  return tally.lost === 0 && tally.different === 0;
}
