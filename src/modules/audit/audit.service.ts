import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { Clock } from '../../common/clock.js';
import { toPage, type Page } from '../../common/paging.js';
import { type Transaction } from '../../database/transactions.js';
import { type AuditEntryEntity } from './audit-entry.entity.js';
import { entryHash, genesisHash } from './audit-hash.js';
import { AuditRepository } from './audit.repository.js';
import { ChainCheck, type ChainReport, type KnownEnd } from './chain-check.js';

const BATCH = 2000;

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
    const { chain, action, subjectType, subjectId } = entry;
    const end = await this.repository.lockEnd(tx, chain, genesisHash(chain));
    const row = {
      chain,
      seq: end.lastSeq + 1,
      at: this.clock.now(),
      actor: entry.actor === 'system' ? 'system' : entry.actor.accountId,
      action,
      subjectType,
      subjectId,
      // As the database will give it back: without what JSON leaves out.
      detail: JSON.parse(JSON.stringify(entry.detail)) as Record<string, unknown>,
      previousHash: end.lastHash,
    };
    await this.repository.append(tx, { ...row, hash: entryHash(row) });
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

  /**
   * Checks chains from their first entry to their end: edited, deleted, inserted and reordered entries, a truncated and
   * a forged end. Reads in batches, so that memory does not grow with the log.
   *
   * Whoever can write to the database can recompute all hashes from some entry on; only an end that was noted elsewhere
   * shows that. Note the `head` of a report and give it as `known` another time.
   *
   * @param chain left out: every chain
   */
  async *verify(chain?: string, known: readonly KnownEnd[] = []): AsyncGenerator<ChainReport> {
    const stored = await this.repository.chains();
    const chains = chain === undefined ? new Set([...stored, ...known.map((end) => end.chain)]) : [chain];
    for (const each of chains) {
      yield await this.verifyChain(
        each,
        known.filter((end) => end.chain === each),
      );
    }
  }

  private async verifyChain(chain: string, known: readonly KnownEnd[]): Promise<ChainReport> {
    // Read before the entries: what is added meanwhile is beyond this end, and is not a fault.
    const end = await this.repository.end(chain);
    const check = new ChainCheck(chain, known);
    let batch: AuditEntryEntity[];
    do {
      batch = await this.repository.entriesAfter(chain, check.lastSeq, BATCH);
      batch.forEach((entry) => check.add(entry));
    } while (batch.length === BATCH);
    const endNow = await this.repository.end(chain);
    return check.finish(end, endNow);
  }
}
