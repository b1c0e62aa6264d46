import { randomUUID } from 'node:crypto';
import { type DataSource } from 'typeorm';
import { entryHash, genesisHash } from '../../src/modules/audit/audit-hash.js';

const AT_ONCE = 5000;

/**
 * Writes a chain as the service would, by the hundred thousand: entries like those of edited rotas.
 *
 * @returns the name of the chain.
 */
export async function writeLongChain(
  db: DataSource,
  entries: number,
  chain: string = randomUUID(),
): Promise<string> {
  const people = Array.from({ length: 40 }, () => randomUUID());
  let previousHash = genesisHash(chain);
  const begun = Date.parse('2026-01-01T00:00:00.000Z');
  for (let from = 0; from < entries; from += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, entries - from) }, (_, k) => {
      const number = from + k;
      const entry = {
        chain,
        seq: number + 1,
        at: new Date(begun + number * 1237),
        actor: people[number % 40]!,
        action: 'assignment-changed',
        subjectType: 'assignment',
        subjectId: randomUUID(),
        detail: {
          rotaId: people[(number * 7) % 40]!,
          changes: [
            { personId: people[(number * 3) % 40]!, date: '2026-08-05', from: 'LD', to: null, startMin: 480 },
          ],
        },
        previousHash,
      };
      const hash = entryHash(entry);
      previousHash = hash;
      return { ...entry, hash };
    });
    await db.query(
      `INSERT INTO audit_entries (chain, seq, at, actor, action, subject_type, subject_id, detail, previous_hash, hash)
       SELECT $1, * FROM unnest($2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[], $9::bytea[], $10::bytea[])`,
      [
        chain,
        rows.map(({ seq }) => seq),
        rows.map(({ at }) => at),
        rows.map(({ actor }) => actor),
        rows.map(({ action }) => action),
        rows.map(({ subjectType }) => subjectType),
        rows.map(({ subjectId }) => subjectId),
        rows.map(({ detail }) => JSON.stringify(detail)),
        rows.map((row) => row.previousHash),
        rows.map(({ hash }) => hash),
      ],
    );
  }
  await db.query('INSERT INTO audit_chains (chain, last_seq, last_hash) VALUES ($1, $2, $3)', [
    chain,
    entries,
    previousHash,
  ]);
  return chain;
}
