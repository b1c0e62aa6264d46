import { type AuditChainEntity } from './audit-chain.entity.js';
import { type AuditEntryEntity } from './audit-entry.entity.js';
import { entryHash, genesisHash } from './audit-hash.js';

export type ChainFaultKind =
  'edited' | 'missing' | 'broken-link' | 'truncated' | 'forged-end' | 'known-end-differs';

export interface ChainFault {
  readonly seq: number;
  readonly kind: ChainFaultKind;
  readonly message: string;
}

/** The end of a chain as it was noted elsewhere at some time. */
export interface KnownEnd {
  readonly chain: string;
  readonly seq: number;
  /** Hexadecimal. */
  readonly hash: string;
}

export interface ChainReport {
  readonly chain: string;
  readonly entries: number;
  /** The last entry; null for an empty chain. */
  readonly head: { readonly seq: number; readonly hash: string } | null;
  /** The first hundred. */
  readonly faults: readonly ChainFault[];
}

const MAX_FAULTS = 100;

/** Walks one chain, entry by entry in order. */
export class ChainCheck {
  private entries = 0;
  private seq = 0;
  private hash: Buffer;
  private readonly faults: ChainFault[] = [];
  private readonly known: ReadonlyMap<number, string>;

  constructor(
    private readonly chain: string,
    known: readonly KnownEnd[],
  ) {
    this.hash = genesisHash(chain);
    this.known = new Map(known.map((end) => [end.seq, end.hash]));
  }

  /** Number of the last entry seen; 0 before the first. */
  get lastSeq(): number {
    return this.seq;
  }

  add(entry: AuditEntryEntity): void {
    const { seq, hash, previousHash } = entry;
    if (seq !== this.seq + 1) {
      this.fault(this.seq + 1, 'missing', `entries ${this.seq + 1} to ${seq - 1} are missing`);
    } else if (!previousHash.equals(this.hash)) {
      this.fault(
        seq,
        'broken-link',
        `entry ${seq} does not follow from entry ${seq - 1}: one of them was inserted, changed or moved`,
      );
    }
    if (!entryHash(entry).equals(hash)) {
      this.fault(seq, 'edited', `entry ${seq} is not what was written: its hash does not fit its content`);
    }
    this.compareKnown(seq, hash.toString('hex'));
    this.entries++;
    this.seq = seq;
    this.hash = hash;
  }

  /**
   * @param before the chain's end as it was stored before its entries were read
   * @param after the same when they had been read: entries may have been added meanwhile
   */
  finish(before: AuditChainEntity | null, after: AuditChainEntity | null): ChainReport {
    this.checkEnd(before, after);
    for (const seq of this.known.keys()) {
      if (seq > this.seq) this.fault(seq, 'truncated', `entry ${seq} was known once and is missing`);
    }
    const head = this.entries === 0 ? null : { seq: this.seq, hash: this.hash.toString('hex') };
    return { chain: this.chain, entries: this.entries, head, faults: this.faults };
  }

  private checkEnd(before: AuditChainEntity | null, after: AuditChainEntity | null): void {
    if (after === null) {
      if (this.entries > 0) this.fault(this.seq, 'forged-end', 'the stored end of the chain is missing');
      return;
    }
    const least = before?.lastSeq ?? 0;
    if (this.seq < least) {
      this.fault(this.seq + 1, 'truncated', `the chain ends at entry ${this.seq}, and ${least} were written`);
    } else if (this.seq > after.lastSeq) {
      this.fault(
        after.lastSeq + 1,
        'forged-end',
        `the stored end says ${after.lastSeq}, and there are ${this.seq}`,
      );
    } else if (this.seq === after.lastSeq && !this.hash.equals(after.lastHash)) {
      this.fault(this.seq, 'forged-end', `the stored end is not the hash of entry ${this.seq}`);
    }
  }

  private compareKnown(seq: number, hash: string): void {
    const known = this.known.get(seq);
    if (known === undefined || known === hash) return;
    this.fault(seq, 'known-end-differs', `entry ${seq} had the hash ${known} once and has ${hash} now`);
  }

  private fault(seq: number, kind: ChainFaultKind, message: string): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push({ seq, kind, message });
  }
}
