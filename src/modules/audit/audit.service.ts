import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { toPage, type Page } from '../../common/paging.js';
import { type Transaction } from '../../database/transactions.js';
import { type AuditEntryEntity } from './audit-entry.entity.js';
import { entryHash, genesisHash } from './audit-hash.js';
import { AuditRepository } from './audit.repository.js';

/** What is to be remembered of a change. */
export interface AuditEntry {
  /** The unit's id, or the organisation's for what belongs to no unit. */
  readonly chain: string;
  readonly actor: Actor | 'system';
  /** Kebab-case, for example `rota-published`. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** What changed. No secrets, no reasons of absence. */
  readonly detail: Record<string, unknown>;
}

/** The log of all changes: append-only, each entry sealed by a hash over itself and its predecessor. */
@Injectable()
export class AuditService {
  constructor(
    private readonly repository: AuditRepository,
    private readonly clock: Clock,
  ) {}

  /** Adds an entry in the caller's transaction; it stands if and only if the change does. */
  async append(tx: Transaction, entry: AuditEntry): Promise<void> {
    await this.appendAll(tx, [entry]);
  }

  /** The same with several entries of one chain, in their order. */
  async appendAll(tx: Transaction, entries: readonly AuditEntry[]): Promise<void> {
    const [first] = entries;
    if (first === undefined) return;
    const { chain } = first;
    const end = await this.repository.lockEnd(tx, chain, genesisHash(chain));
    const at = this.clock.now();
    let { lastSeq: seq, lastHash: previousHash } = end;
    const rows = entries.map((entry) => {
      const row = { ...sealable(entry), at, seq: ++seq, previousHash };
      if (row.chain !== chain) throw new Error(`entries of ${chain} and of ${row.chain} at once`);
      previousHash = entryHash(row);
      return { ...row, hash: previousHash };
    });
    await this.repository.append(tx, rows);
  }

  /** Newest first. @param before number of the entry that ended the page before. */
  async list(chain: string, before: number | null, limit: number): Promise<Page<AuditEntryEntity>> {
    const rows = await this.repository.entriesBefore(chain, before, limit + 1);
    return toPage(
      rows,
      limit,
      ({ seq }) => [seq],
      (row) => row,
    );
  }
}

function sealable({ chain, actor, action, subjectType, subjectId, detail }: AuditEntry) {
  return {
    chain,
    actor: actor === 'system' ? 'system' : actor.accountId,
    action,
    subjectType,
    subjectId,
    // As the database will give it back: without what JSON leaves out.
    detail: JSON.parse(JSON.stringify(detail)) as Record<string, unknown>,
  };
}
