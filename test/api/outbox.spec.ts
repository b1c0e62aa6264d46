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

const wake = (): Promise<void> =>
  server.app.get(NoticesService, { strict: false }).wake(`test-${Math.random()}`);

interface Row {
  state: string;
  attempts: number;
  lastError: string | null;
  waits: boolean;
}

async function rows(): Promise<Row[]> {
  return server.dataSource.query<Row[]>(
    `SELECT state, attempts, last_error AS "lastError", next_attempt_at > now() AS waits FROM mails ORDER BY dedupe_key`,
  );
}

async function until(holds: (all: Row[]) => boolean): Promise<Row[]> {
  for (;;) {
    const all = await rows();
    if (holds(all)) return all;
    await sleep(30);
  }
}

const sentTo = (name: string): number =>
  mailServer.mails.filter(({ to }) => to.includes(`${name}@example.org`)).length;

describe('the outbox', () => {
  it('hands a mail over once, however often it is asked for', async () => {
    expect(await enqueue(mail('ann'), mail('bob'))).toBe(2);
    expect(await enqueue(mail('ann'))).toBe(0);
    await wake();
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
    await wake();
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
    await wake();
    const [busy, never] = await until((all) => all.every(({ state }) => state.startsWith('fail')));
    expect(busy).toMatchObject({ state: 'failing', attempts: 1, waits: true });
    expect(never).toMatchObject({ state: 'failed', attempts: 1 });
    answers.clear();
    await server.dataSource.query(`UPDATE mails SET next_attempt_at = now() WHERE state = 'failing'`);
    await wake();
    const [again] = await until((all) => all[0]?.state === 'handed-over');
    expect(again).toMatchObject({ attempts: 2, lastError: null });
    expect([sentTo('busy'), sentTo('never')]).toEqual([1, 0]);
  });

  it('hands over a large publication, each mail once', async () => {
    const names = Array.from({ length: 2000 }, (_, number) => `many${number}`);
    await enqueue(...names.map(mail));
    const before = mailServer.mails.length;
    await wake();
    await until((all) => all.every(({ state }) => state === 'handed-over'));
    const recipients = mailServer.mails.slice(before).map(({ to }) => to[0]);
    expect(new Set(recipients).size).toBe(2000);
    expect(recipients).toHaveLength(2000);
  });
});
