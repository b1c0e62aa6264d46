import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type NewMail, NoticesService } from '../../src/modules/notices/notices.service.js';
import { startMailServer, type TestMailServer } from '../support/mail-server.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let mailServer: TestMailServer;
let server: TestServer;
let answers: Map<string, number>;

beforeAll(async () => {
  answers = new Map();
  mailServer = await startMailServer({ answerTo: (address) => answers.get(address) });
  server = await startTestServer({ work: true, env: { SMTP_URL: mailServer.url } });
});

beforeEach(() => server.dataSource.query('DELETE FROM mails'));

afterAll(async () => {
  await server.close();
  await mailServer.stop();
});

const mail = (name: string): NewMail => ({
  kind: 'test',
  dedupeKey: `test:${name}`,
  personId: null,
  toAddress: `${name}@example.org`,
  subject: 'Hello',
  textBody: 'Hello',
  htmlBody: '<p>Hello</p>',
  calendar: null,
  messageId: `<${name}@example.org>`,
  createdAt: new Date(),
});

async function enqueue(...mails: NewMail[]): Promise<number> {
  const notices = server.app.get(NoticesService, { strict: false });
  return server.dataSource.transaction((tx) => notices.enqueue(tx, mails));
}

const wake = (): void => server.app.get(NoticesService, { strict: false }).wake(`test-${Math.random()}`);

interface Row {
  id: string;
  nextAttemptAt: string;
  state: string;
  attempts: number;
  lastError: string | null;
  waits: boolean;
}

async function rows(): Promise<Row[]> {
  return server.dataSource.query<Row[]>(
    `SELECT id, next_attempt_at::text AS "nextAttemptAt", state, attempts, last_error AS "lastError", next_attempt_at > now() AS waits FROM mails ORDER BY dedupe_key`,
  );
}

async function until(holds: (all: Row[]) => boolean): Promise<Row[]> {
  for (;;) {
    const all = await rows();
    if (holds(all)) return all;
    await sleep(30);
  }
}

/** Waits until no attempt is on its way: what is being tried looks as if it waited, and must not be made due meanwhile. */
async function atRest(): Promise<Row[]> {
  for (let before = await rows(); ;) {
    await sleep(1000);
    const now = await rows();
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
}

/** Lets time pass for all that waits. What is taken up meanwhile keeps its lease, or it would go out twice. */
async function age(interval: string): Promise<Row[]> {
  const resting = await atRest();
  await server.dataSource.query(
    `UPDATE mails m SET next_attempt_at = m.next_attempt_at - $1::interval
       FROM unnest($2::uuid[], $3::timestamptz[]) AS r (id, at) WHERE m.id = r.id AND m.next_attempt_at = r.at`,
    [interval, resting.map(({ id }) => id), resting.map(({ nextAttemptAt }) => nextAttemptAt)],
  );
  return resting;
}

const sentTo = (name: string): number =>
  mailServer.mails.filter(({ to }) => to.includes(`${name}@example.org`)).length;

describe('the outbox', () => {
  it('hands a mail over once, however often it is asked for', async () => {
    expect(await enqueue(mail('ann'), mail('bob'))).toBe(2);
    expect(await enqueue(mail('ann'))).toBe(0);
    wake();
    await until((all) => all.every(({ state }) => state === 'handed-over'));
    expect([sentTo('ann'), sentTo('bob')]).toEqual([1, 1]);
  });

  it('sends nothing of a transaction that was rolled back', async () => {
    const notices = server.app.get(NoticesService, { strict: false });
    const refused = server.dataSource.transaction(async (tx) => {
      await notices.enqueue(tx, [mail('ghost')]);
      throw new Error('no');
    });
    await expect(refused).rejects.toThrow('no');
    wake();
    await sleep(200);
    expect(sentTo('ghost')).toBe(0);
  });

  it('is swept when nobody was woken', async () => {
    await enqueue(mail('swept'));
    await until((all) => all.every(({ state }) => state === 'handed-over'));
    expect(sentTo('swept')).toBe(1);
  });

  it('tries again later what is refused for now, and not what is refused for good', async () => {
    answers.set('busy@example.org', 451).set('never@example.org', 550);
    await enqueue(mail('busy'), mail('never'));
    wake();
    const [busy, never] = await until((all) => all.every(({ state }) => state.startsWith('fail')));
    expect(busy).toMatchObject({ state: 'failing', attempts: 1, waits: true });
    expect(never).toMatchObject({ state: 'failed', attempts: 1 });
    answers.clear();
    await server.dataSource.query(`UPDATE mails SET next_attempt_at = now() WHERE state = 'failing'`);
    wake();
    const [again] = await until((all) => all[0]?.state === 'handed-over');
    expect(again).toMatchObject({ attempts: 2, lastError: null });
    expect([sentTo('busy'), sentTo('never')]).toEqual([1, 0]);
  });

  it('loses nothing and doubles nothing while the relay is away for ten minutes', async () => {
    const names = Array.from({ length: 40 }, (_, number) => `patient${number}`);
    for (const name of names) answers.set(`${name}@example.org`, 421);
    await enqueue(...names.map(mail));
    for (let minute = 0; minute < 10; minute++) {
      wake();
      await until((all) => all.every(({ state, waits }) => state === 'failing' && waits));
      expect(await age('1 minute')).toHaveLength(40);
    }
    expect(names.map(sentTo).every((count) => count === 0)).toBe(true);
    answers.clear();
    // The longest wait so far is the next one.
    do wake();
    while ((await age('1 hour')).some(({ state }) => state !== 'handed-over'));
    expect(names.map(sentTo).every((count) => count === 1)).toBe(true);
  });

  it('hands over a large publication, each mail once', async () => {
    const names = Array.from({ length: 2000 }, (_, number) => `many${number}`);
    await enqueue(...names.map(mail));
    const before = mailServer.mails.length;
    wake();
    await until((all) => all.every(({ state }) => state === 'handed-over'));
    const recipients = mailServer.mails.slice(before).map(({ to }) => to[0]);
    expect(new Set(recipients).size).toBe(2000);
    expect(recipients).toHaveLength(2000);
  });
});
