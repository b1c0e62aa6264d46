import { genesisHash } from './audit-hash.js';
import { Chain, type SealedRow } from './sealed-row.js';

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

/** An entry by its number and its hash, hexadecimal. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export interface ChainReport {
  readonly chain: string;
  readonly entries: number;
  /** The last entry; null for an empty chain. */
  readonly head: Head | null;
  /** The first hundred, in the order of the chain. */
  readonly faults: readonly ChainFault[];
}

/** What a stretch of a chain was like. */
export interface StretchReport {
  readonly entries: number;
  /** The last entry up to the end of the stretch; before the first of the chain, number 0. */
  readonly last: Head;
  readonly faults: readonly ChainFault[];
}

const MAX_FAULTS = 100;

/** Where a chain begins. */
export function beginning(chain: string): Head {
  return { seq: 0, hash: genesisHash(chain).toString('hex') };
}

/** Walks a stretch of one chain, entry by entry in order. */
export class StretchCheck {
  private entries = 0;
  private seq: number;
  /** A character a byte. */
  private hash: string;
  private readonly chain: Chain;
  private readonly faults: ChainFault[] = [];
  private readonly known: ReadonlyMap<number, string>;

  /** @param before the entry before the stretch, as it is stored. */
  constructor(chain: string, before: Head, known: readonly KnownEnd[]) {
    this.chain = new Chain(chain);
    this.seq = before.seq;
    this.hash = Buffer.from(before.hash, 'hex').toString('latin1');
    this.known = new Map(known.filter((end) => end.chain === chain).map((end) => [end.seq, end.hash]));
  }

  add(row: SealedRow): void {
    const { seq } = row;
    if (seq !== this.seq + 1) {
      this.fault(this.seq + 1, 'missing', `entries ${this.seq + 1} to ${seq - 1} are missing`);
    } else if (!row.hasPreviousHash(this.hash)) {
      this.fault(
        seq,
        'broken-link',
        `entry ${seq} does not follow from entry ${seq - 1}: one of them was inserted, changed or moved`,
      );
    }
    const written = row.hashOfContent(this.chain);
    const isAsWritten = written !== null && row.hasHash(written);
    const hash = isAsWritten ? written : row.hash();
    if (!isAsWritten) {
      this.fault(seq, 'edited', `entry ${seq} is not what was written: its hash does not fit its content`);
    }
    if (this.known.size > 0) this.compareKnown(seq, hexOf(hash));
    this.entries++;
    this.seq = seq;
    this.hash = hash;
  }

  report(): StretchReport {
    return { entries: this.entries, last: { seq: this.seq, hash: hexOf(this.hash) }, faults: this.faults };
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

/**
 * What a chain is like, from its stretches in order and its stored end.
 *
 * @param before the end as it was stored before the entries were read
 * @param after the same when they had been read: entries may have been added meanwhile
 */
export function chainReport(
  chain: string,
  stretches: readonly StretchReport[],
  { before, after }: { readonly before: Head | null; readonly after: Head | null },
  known: readonly KnownEnd[],
): ChainReport {
  const entries = stretches.reduce((sum, stretch) => sum + stretch.entries, 0);
  const last = stretches.at(-1)?.last ?? beginning(chain);
  const lost = known
    .filter((end) => end.chain === chain && end.seq > last.seq)
    .map(({ seq }) => fault(seq, 'truncated', `entry ${seq} was known once and is missing`));
  const faults = [
    ...stretches.flatMap((each) => each.faults),
    ...endFaults(entries, last, before, after),
    ...lost,
  ];
  return { chain, entries, head: entries === 0 ? null : last, faults: faults.slice(0, MAX_FAULTS) };
}

function endFaults(entries: number, last: Head, before: Head | null, after: Head | null): ChainFault[] {
  if (after === null) {
    return entries === 0 ? [] : [fault(last.seq, 'forged-end', 'the stored end of the chain is missing')];
  }
  const least = before?.seq ?? 0;
  if (last.seq < least) {
    return [
      fault(last.seq + 1, 'truncated', `the chain ends at entry ${last.seq}, and ${least} were written`),
    ];
  }
  if (last.seq > after.seq) {
    return [
      fault(after.seq + 1, 'forged-end', `the stored end says ${after.seq}, and there are ${last.seq}`),
    ];
  }
  const differs = last.seq === after.seq && last.hash !== after.hash;
  return differs
    ? [fault(last.seq, 'forged-end', `the stored end is not the hash of entry ${last.seq}`)]
    : [];
}

function hexOf(hash: string): string {
  return Buffer.from(hash, 'latin1').toString('hex');
}

function fault(seq: number, kind: ChainFaultKind, message: string): ChainFault {
  return { seq, kind, message };
}
