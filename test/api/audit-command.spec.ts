import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ChainReport } from '../../src/modules/audit/chain-check.js';
import { type CommandResult, runRotawright } from '../support/command.js';
import { freshDatabase, type FreshDatabase } from '../support/fresh-database.js';
import { writeLongChain } from '../support/long-log.js';

/** More than one thread's stretch. */
const ENTRIES = 26_000;

let database: FreshDatabase;
let folder: string;
let chain: string;

beforeAll(async () => {
  database = await freshDatabase();
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rw-audit-'));
  await tamper('TRUNCATE audit_entries, audit_chains');
  chain = await writeLongChain(database.dataSource, ENTRIES);
});

afterAll(() => database.drop());

/** Writes past the triggers that keep the log append-only, as whoever owns the database could. */
async function tamper(sql: string, values: unknown[] = []): Promise<void> {
  await database.dataSource.transaction(async (tx) => {
    await tx.query('ALTER TABLE audit_entries DISABLE TRIGGER USER');
    await tx.query(sql, values);
    await tx.query('ALTER TABLE audit_entries ENABLE TRIGGER USER');
  });
}

function rotawright(...args: string[]): CommandResult {
  return runRotawright(database.connection, folder, ['audit', ...args]);
}

function verified(): { status: number | null; report: ChainReport } {
  const { status, stdout, stderr } = rotawright('verify', '--json', '--threads', '2');
  expect(stderr).toBe('');
  const reports = JSON.parse(stdout) as ChainReport[];
  return { status, report: reports.find((each) => each.chain === chain)! };
}

const firstFault = ({ report: { faults } }: { report: ChainReport }): string =>
  `${faults[0]?.kind} ${faults[0]?.seq}`;

describe('rotawright audit verify', () => {
  it('says that a whole log is whole, and notes its end', () => {
    const { status, stdout } = rotawright('verify');
    expect(stdout).toContain(`${chain}: ${ENTRIES} entries, whole`);
    expect(status).toBe(0);
    const [end] = JSON.parse(readFileSync(join(folder, 'audit-ends.json'), 'utf8')) as { seq: number }[];
    expect(end).toMatchObject({ chain, seq: ENTRIES });
    expect(rotawright('verify').stdout).toContain('as they were when last noted');
  });

  it('names the first bad entry of a changed one', async () => {
    await tamper(`UPDATE audit_entries SET detail = detail || '{"x": 1}' WHERE seq IN (17, 25500)`);
    const found = verified();
    expect(found.status).toBe(1);
    expect(found.report.faults.map(({ seq }) => seq)).toEqual([17, 25_500]);
    expect(rotawright('verify').stdout).toContain('TAMPERED WITH. The first bad entry is 17');
  });

  it('notices a change of a microsecond', async () => {
    await tamper(`UPDATE audit_entries SET at = at + interval '1 microsecond' WHERE seq = 5`);
    expect(firstFault(verified())).toBe('edited 5');
  });

  it.each([7, 25_000, 25_001, ENTRIES - 1])('finds that entry %i was removed', async (seq) => {
    await tamper('DELETE FROM audit_entries WHERE seq = $1', [seq]);
    const found = verified();
    expect([found.status, firstFault(found)]).toEqual([1, `missing ${seq}`]);
  });

  it('finds that an entry was inserted', async () => {
    await tamper('UPDATE audit_entries SET seq = seq + 100000 WHERE seq > 20000');
    await tamper('UPDATE audit_entries SET seq = seq - 99999 WHERE seq > 100000');
    await tamper(
      `INSERT INTO audit_entries SELECT chain, 20001, at, actor, 'inserted', subject_type, subject_id, detail, previous_hash, hash
       FROM audit_entries WHERE seq = 20000`,
    );
    const found = verified();
    expect(found.report.faults[0]?.seq).toBe(20_001);
    expect(found.status).toBe(1);
  });

  it('finds that entries have changed places', async () => {
    await tamper('UPDATE audit_entries SET seq = 100000 WHERE seq = 300');
    await tamper('UPDATE audit_entries SET seq = 300 WHERE seq = 301');
    await tamper('UPDATE audit_entries SET seq = 301 WHERE seq = 100000');
    const found = verified();
    expect([found.status, found.report.faults[0]?.seq]).toEqual([1, 300]);
  });

  it('finds that the tail was cut off', async () => {
    await tamper('DELETE FROM audit_entries WHERE seq > 24000');
    expect(firstFault(verified())).toBe('truncated 24001');
  });

  it('finds a tail that was cut off cleanly, and a chain written anew, by the end noted before', async () => {
    expect(verified().status).toBe(0);
    await tamper('DELETE FROM audit_entries WHERE seq > 24000');
    await tamper(
      `UPDATE audit_chains c SET last_seq = 24000, last_hash = e.hash FROM audit_entries e
       WHERE e.chain = c.chain AND e.seq = 24000`,
    );
    expect(firstFault(verified())).toBe(`truncated ${ENTRIES}`);
    await tamper('TRUNCATE audit_entries, audit_chains');
    await writeLongChain(database.dataSource, ENTRIES + 10, chain);
    const rewritten = verified();
    expect([rewritten.status, firstFault(rewritten)]).toEqual([1, `known-end-differs ${ENTRIES}`]);
    await tamper('TRUNCATE audit_entries, audit_chains');
    expect(firstFault(verified())).toBe(`truncated ${ENTRIES}`);
  });

  it('does not note the end of a log that is not whole', async () => {
    await tamper(`UPDATE audit_entries SET actor = 'me' WHERE seq = 5`);
    rotawright('verify');
    expect(() => readFileSync(join(folder, 'audit-ends.json'))).toThrow(/ENOENT/);
  });

  it('says what is wrong with how it is called', () => {
    expect(rotawright()).toMatchObject({ status: 2 });
    expect(rotawright('mend').stderr).toContain('there is no "audit mend"');
    expect(rotawright('verify', '--threads', '0').stderr).toContain('not "0"');
    writeFileSync(join(folder, 'audit-ends.json'), '{"not": "a list"}');
    const unreadable = rotawright('verify');
    expect(unreadable.status).toBe(2);
    expect(unreadable.stderr).toContain('audit-ends.json cannot be read');
    rmSync(folder, { recursive: true });
    const nowhere = rotawright('verify', '--ends', '/nowhere/ends.json');
    expect(nowhere).toMatchObject({ status: 2 });
    expect(nowhere.stderr).toContain('/nowhere/ends.json');
  });
});
