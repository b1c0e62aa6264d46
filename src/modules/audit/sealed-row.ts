import { writeCanonicalJsonb } from './canonical-jsonb.js';
import { TextSink } from './text-sink.js';

/** What an entry's row has, in the order in which it is read, with the types whose binary form is relied upon. */
export const SEALED_COLUMNS =
  'seq::int8, at::timestamptz, actor::text, action::text, subject_type::text, subject_id::text, detail::jsonb, ' +
  'previous_hash::bytea, hash::bytea';

const ACTION_KEY = Buffer.from('{"action":');
const ACTOR_KEY = Buffer.from(',"actor":');
const AT_KEY = Buffer.from(',"at":"');
const PREVIOUS_HASH_KEY = Buffer.from(',"previousHash":"');
const SEQ_KEY = Buffer.from('","seq":');
const SUBJECT_ID_KEY = Buffer.from(',"subjectId":');
const SUBJECT_TYPE_KEY = Buffer.from(',"subjectType":');
const COLON = 58;
const DOT = 46;
const CLOSE_BRACE = 125;

const COLUMNS = 9;
const [SEQ, AT, ACTOR, ACTION, SUBJECT_TYPE, SUBJECT_ID, DETAIL, PREVIOUS_HASH, HASH] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
];
const JSONB_VERSION = 1;
const TWO_TO_32 = 2 ** 32;
const MICROS_A_MS = 1000;
const DAY_MS = 86_400_000;
/** PostgreSQL counts from here. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

/** An entry as PostgreSQL stores it: places in the bytes that came. The next row is read into the same object. */
export class SealedRow {
  bytes: Buffer = Buffer.alloc(0);
  private readonly from = new Int32Array(COLUMNS);
  private readonly to = new Int32Array(COLUMNS);

  /**
   * Reads a row in the binary form of COPY, after its number of fields.
   *
   * @returns the place after it, or -1: the bytes end before the row does.
   */
  read(bytes: Buffer, start: number): number {
    this.bytes = bytes;
    let at = start;
    for (let column = 0; column < COLUMNS; column++) {
      if (at + 4 > bytes.length) return -1;
      // An empty value has the length -1. No column may be empty, so that it fits no hash.
      const length = Math.max(0, bytes.readInt32BE(at));
      this.from[column] = at + 4;
      at += 4 + length;
      this.to[column] = at;
    }
    return at <= bytes.length ? at : -1;
  }

  get seq(): number {
    const from = this.from[SEQ]!;
    return this.bytes.readInt32BE(from) * TWO_TO_32 + this.bytes.readUInt32BE(from + 4);
  }

  /** The hash as it is stored, a character a byte. */
  hash(): string {
    return this.bytes.toString('latin1', this.from[HASH], this.to[HASH]);
  }

  /** Whether that is the hash which is stored. */
  hasHash(hash: string): boolean {
    return this.has(HASH, hash);
  }

  /** Whether that is what is stored as the hash of the entry before. */
  hasPreviousHash(hash: string): boolean {
    return this.has(PREVIOUS_HASH, hash);
  }

  /**
   * The hash that the row would have if it were as it was written, a character a byte; the same as `entryHash` of the entry.
   * Null for a row that was never written: entries have times to the millisecond.
   */
  hashOfContent(chain: Chain): string | null {
    const { sink } = chain;
    sink.clear();
    this.member(sink, ACTION_KEY, ACTION);
    this.member(sink, ACTOR_KEY, ACTOR);
    sink.copy(AT_KEY, 0, AT_KEY.length);
    if (!this.writeTime(chain)) return null;
    sink.copy(chain.member, 0, chain.member.length);
    if (!this.writeDetail(sink)) return null;
    sink.copy(PREVIOUS_HASH_KEY, 0, PREVIOUS_HASH_KEY.length);
    sink.hex(this.bytes, this.from[PREVIOUS_HASH]!, this.to[PREVIOUS_HASH]!);
    sink.copy(SEQ_KEY, 0, SEQ_KEY.length);
    sink.digits(this.seq, 1);
    this.member(sink, SUBJECT_ID_KEY, SUBJECT_ID);
    this.member(sink, SUBJECT_TYPE_KEY, SUBJECT_TYPE);
    sink.byte(CLOSE_BRACE);
    return sink.sha256();
  }

  private has(column: number, hash: string): boolean {
    const from = this.from[column]!;
    if (this.to[column]! - from !== hash.length) return false;
    for (let k = 0; k < hash.length; k++) if (this.bytes[from + k] !== hash.charCodeAt(k)) return false;
    return true;
  }

  private member(sink: TextSink, key: Buffer, column: number): void {
    sink.copy(key, 0, key.length);
    sink.quoted(this.bytes, this.from[column]!, this.to[column]!);
  }

  /** `2026-11-22T13:36:35.123Z` */
  private writeTime(chain: Chain): boolean {
    const from = this.from[AT]!;
    if (this.to[AT]! - from !== 8) return false;
    const micros = this.bytes.readInt32BE(from) * TWO_TO_32 + this.bytes.readUInt32BE(from + 4);
    if (!Number.isSafeInteger(micros) || micros % MICROS_A_MS !== 0) return false;
    const ms = EPOCH_MS + micros / MICROS_A_MS;
    const day = Math.floor(ms / DAY_MS);
    const date = chain.dateOf(day);
    const { sink } = chain;
    sink.copy(date, 0, date.length);
    const inDay = ms - day * DAY_MS;
    sink.digits(Math.floor(inDay / 3_600_000), 2);
    sink.byte(COLON);
    sink.digits(Math.floor(inDay / 60_000) % 60, 2);
    sink.byte(COLON);
    sink.digits(Math.floor(inDay / 1000) % 60, 2);
    sink.byte(DOT);
    sink.digits(inDay % 1000, 3);
    return true;
  }

  private writeDetail(sink: TextSink): boolean {
    const from = this.from[DETAIL]!;
    if (this.bytes[from] !== JSONB_VERSION) return false;
    writeCanonicalJsonb(sink, this.bytes, from + 1, this.to[DETAIL]!);
    return true;
  }
}

/** What hashing the entries of one chain needs again and again. */
export class Chain {
  readonly sink = new TextSink();
  /** The member of the canonical JSON that names the chain, between those of the time and the detail. */
  readonly member: Buffer;
  private day = Number.NaN;
  private date = Buffer.alloc(0);

  constructor(readonly name: string) {
    this.member = Buffer.from(`Z","chain":${JSON.stringify(name)},"detail":`);
  }

  /** `2026-11-22T`, of a day since 1970; entries of one day follow each other. */
  dateOf(day: number): Buffer {
    if (day !== this.day) {
      this.day = day;
      this.date = Buffer.from(new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length));
    }
    return this.date;
  }
}
