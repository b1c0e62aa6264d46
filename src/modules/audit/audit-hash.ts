import { createHash } from 'node:crypto';
import { canonicalJson } from '../../common/canonical-json.js';

/** What an entry's hash is taken over. */
export interface HashedEntry {
  readonly chain: string;
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail: Record<string, unknown>;
  readonly previousHash: Buffer;
}

/** What the first entry of a chain has as its predecessor's hash. */
export function genesisHash(chain: string): Buffer {
  return createHash('sha256').update(`rotawright audit chain ${chain}`).digest();
}

/** SHA-256 over the canonical JSON of everything in the entry, its predecessor's hash included. */
export function entryHash(entry: HashedEntry): Buffer {
  const { chain, seq, at, actor, action, subjectType, subjectId, detail, previousHash } = entry;
  const text = canonicalJson({
    chain,
    seq,
    at: at.toISOString(),
    actor,
    action,
    subjectType,
    subjectId,
    detail,
    previousHash: previousHash.toString('hex'),
  });
  return createHash('sha256').update(text).digest();
}
