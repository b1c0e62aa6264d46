import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyLog } from '../../src/cli/audit-verify.js';
import { Transactions } from '../../src/database/transactions.js';
import { AuditService, type AuditEntry } from '../../src/modules/audit/audit.service.js';
import { type ChainReport, type KnownEnd } from '../../src/modules/audit/chain-check.js';
import { buildHospital, type Hospital } from '../support/hospital.js';
import { startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let audit: AuditService;
let transactions: Transactions;

beforeAll(async () => {
  server = await startTestServer();
  audit = server.app.get(AuditService);
  transactions = server.app.get(Transactions);
});

afterAll(() => server.close());

let chains = 0;
let chain: string;

beforeEach(async () => {
  chain = `chain-${++chains}`;
  for (let i = 1; i <= 6; i++) await append({ detail: { step: i, more: { b: [1, null], a: 'ä' } } });
});

async function append(entry: Partial<AuditEntry>): Promise<void> {
  await transactions.run((tx) =>
    audit.append(tx, {
      chain,
      actor: 'system',
      action: 'thing-changed',
      subjectType: 'thing',
      subjectId: 'x',
      detail: {},
      ...entry,
    }),
  );
}

async function verify(known: readonly KnownEnd[] = []): Promise<ChainReport> {
  const { reports } = await verifyLog(server.connection, known, 1, [chain]);
  return reports[0]!;
}

/** Writes past the trigger that keeps the log append-only, as whoever owns the database could. */
async function tamper(sql: string, parameters: unknown[] = []): Promise<void> {
  await server.dataSource.transaction(async (tx) => {
    await tx.query('ALTER TABLE audit_entries DISABLE TRIGGER USER');
    await tx.query(sql, [chain, ...parameters]);
    await tx.query('ALTER TABLE audit_entries ENABLE TRIGGER USER');
  });
}

const kinds = ({ faults }: ChainReport): string[] => faults.map(({ kind, seq }) => `${kind} ${seq}`);

describe('an audit chain', () => {
  it('is whole when nobody has touched it', async () => {
    const report = await verify();
    expect(report).toMatchObject({ chain, entries: 6, faults: [], head: { seq: 6 } });
  });

  it('cannot be changed through the database either', async () => {
    const { dataSource } = server;
    await expect(dataSource.query('UPDATE audit_entries SET actor = $1', ['me'])).rejects.toThrow(
      /append-only/,
    );
    await expect(dataSource.query('DELETE FROM audit_entries')).rejects.toThrow(/append-only/);
    await expect(dataSource.query('TRUNCATE audit_entries')).rejects.toThrow(/append-only/);
  });

  it.each(['actor', 'action', 'subject_type', 'subject_id'])('shows that %s was edited', async (column) => {
    await tamper(`UPDATE audit_entries SET ${column} = 'forged' WHERE chain = $1 AND seq = 3`);
    expect(kinds(await verify())).toEqual(['edited 3']);
  });

  it('shows that the detail or the time was edited', async () => {
    await tamper(
      `UPDATE audit_entries SET detail = jsonb_set(detail, '{step}', '99') WHERE chain = $1 AND seq = 2`,
    );
    await tamper(`UPDATE audit_entries SET at = at + interval '1 ms' WHERE chain = $1 AND seq = 5`);
    expect(kinds(await verify())).toEqual(['edited 2', 'edited 5']);
  });

  it('shows that an entry was deleted', async () => {
    await tamper('DELETE FROM audit_entries WHERE chain = $1 AND seq = 4');
    expect(kinds(await verify())).toEqual(['missing 4']);
  });

  it('shows that an entry was deleted and the rest renumbered', async () => {
    await tamper('DELETE FROM audit_entries WHERE chain = $1 AND seq = 4');
    await tamper('UPDATE audit_entries SET seq = seq - 1 WHERE chain = $1 AND seq > 4');
    const report = await verify();
    expect(kinds(report)).toContain('broken-link 4');
    expect(kinds(report)).toContain('truncated 6');
  });

  it('shows that an entry was inserted', async () => {
    await tamper('UPDATE audit_entries SET seq = seq + 100 WHERE chain = $1 AND seq > 3');
    await tamper('UPDATE audit_entries SET seq = seq - 99 WHERE chain = $1 AND seq > 100');
    await tamper(
      `INSERT INTO audit_entries SELECT chain, 4, at, actor, 'inserted', subject_type, subject_id, detail, previous_hash, hash
       FROM audit_entries WHERE chain = $1 AND seq = 3`,
    );
    expect(kinds(await verify())).toEqual(
      expect.arrayContaining(['broken-link 4', 'edited 4', 'edited 5', 'forged-end 7']),
    );
  });

  it('shows that entries have changed places', async () => {
    await tamper('UPDATE audit_entries SET seq = 100 WHERE chain = $1 AND seq = 2');
    await tamper('UPDATE audit_entries SET seq = 2 WHERE chain = $1 AND seq = 3');
    await tamper('UPDATE audit_entries SET seq = 3 WHERE chain = $1 AND seq = 100');
    expect(kinds(await verify())).toEqual(expect.arrayContaining(['edited 2', 'edited 3', 'broken-link 2']));
  });

  it('shows that its end was cut off', async () => {
    await tamper('DELETE FROM audit_entries WHERE chain = $1 AND seq > 4');
    expect(kinds(await verify())).toEqual(['truncated 5']);
  });

  it('shows that its end was cut off and the stored end forged with a made-up hash', async () => {
    await tamper('DELETE FROM audit_entries WHERE chain = $1 AND seq > 4');
    await tamper(`UPDATE audit_chains SET last_seq = 4, last_hash = '\\x00' WHERE chain = $1`);
    expect(kinds(await verify())).toEqual(['forged-end 4']);
  });

  it('shows that its stored end was removed', async () => {
    await tamper('DELETE FROM audit_chains WHERE chain = $1');
    expect(kinds(await verify())).toEqual(['forged-end 6']);
  });

  it('shows a cleanly cut end to whoever has noted the end before', async () => {
    const { head } = await verify();
    await tamper('DELETE FROM audit_entries WHERE chain = $1 AND seq > 4');
    await tamper(
      `UPDATE audit_chains c SET last_seq = 4, last_hash = e.hash FROM audit_entries e
       WHERE c.chain = $1 AND e.chain = c.chain AND e.seq = 4`,
    );
    expect(kinds(await verify())).toEqual([]);
    expect(kinds(await verify([{ chain, ...head! }]))).toEqual(['truncated 6']);
    await append({});
    await append({});
    expect(kinds(await verify([{ chain, ...head! }]))).toEqual(['known-end-differs 6']);
  });

  it('accepts a noted end that still stands, however long the chain has grown', async () => {
    const { head } = await verify();
    await append({});
    expect(kinds(await verify([{ chain, ...head! }]))).toEqual([]);
  });

  it('goes on being whole while others write to it', async () => {
    const writing = Promise.all(Array.from({ length: 20 }, () => append({})));
    const during = await verify();
    await writing;
    expect(during.faults).toEqual([]);
    expect(await verify()).toMatchObject({ entries: 26, faults: [] });
  });

  it('forgets an entry whose transaction fails, and goes on without a gap', async () => {
    const failing = transactions.run(async (tx) => {
      await audit.append(tx, {
        chain,
        actor: 'system',
        action: 'a',
        subjectType: 's',
        subjectId: 'i',
        detail: {},
      });
      throw new Error('the change failed');
    });
    await expect(failing).rejects.toThrow('the change failed');
    await append({});
    expect(await verify()).toMatchObject({ entries: 7, faults: [] });
  });

  it('stays whole over everything that JSON can carry', async () => {
    const odd = [
      0,
      -0,
      1e21,
      1.5e-7,
      0.1 + 0.2,
      123456789012345680000,
      '\ud83d\ude00 \u2028',
      '',
      true,
      null,
    ];
    await append({ detail: { odd, 'key with "quotes"': {}, é: 1, e: 2, Z: undefined } });
    expect(await verify()).toMatchObject({ entries: 7, faults: [] });
  });
});

describe('GET /audit', () => {
  let hospital: Hospital;

  beforeAll(async () => {
    hospital = await buildHospital(server);
    for (let i = 0; i < 7; i++) {
      await hospital.as.admin.post('/skills', { body: { code: `S${i}`, name: `Skill ${i}` } });
    }
  });

  it('is read page by page, newest first', async () => {
    const seqs: number[] = [];
    let cursor = '';
    do {
      const { status, body } = await hospital.as.auditor.get(
        `/audit?chain=${hospital.organisationId}&limit=5${cursor}`,
      );
      expect(status).toBe(200);
      const { items, nextCursor } = body as { items: { seq: number }[]; nextCursor: string | null };
      seqs.push(...items.map(({ seq }) => seq));
      cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`;
    } while (cursor !== '');
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, i) => seqs.length - i));
    expect(seqs.length).toBeGreaterThan(15);
  });

  it('says who did what', async () => {
    const { body } = await hospital.as.auditor.get(`/audit?chain=${hospital.organisationId}&limit=1`);
    const me = (await hospital.as.admin.get('/sessions/current')).body as { account: { id: string } };
    expect(body).toMatchObject({
      items: [{ action: 'skill-created', actor: me.account.id, detail: { code: 'S6', name: 'Skill 6' } }],
    });
  });
});
