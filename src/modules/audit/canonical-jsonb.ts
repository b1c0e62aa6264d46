import { type TextSink } from './text-sink.js';

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const COMMA = 44;
const COLON = 58;
const SPACE = 32;

const MINUS = 45;
const ZERO = 48;
const NINE = 57;
/** Whole numbers of so many digits are written by JavaScript as they are by PostgreSQL. */
const PLAIN_DIGITS = 15;
const WORDS = ['null', 'true', 'false'].map((word) => Buffer.from(word));

/** From this byte on the order of UTF-8 is not that of JavaScript's strings: such characters may have two halves there. */
const FIRST_ORDERED_OTHERWISE = 0xee;

/**
 * Writes the canonical JSON of a `jsonb` value from the UTF-8 text in which PostgreSQL writes it. The same as
 * `canonicalJson(JSON.parse(text))`, without building the value or a string: a log is checked by a million of these.
 *
 * @param from the first byte of the text. @param to the byte after its last
 * @throws Error for a text that PostgreSQL would not write.
 */
export function writeCanonicalJsonb(sink: TextSink, bytes: Buffer, from: number, to: number): void {
  const scan: Scan = { sink, bytes, from, to, at: from };
  value(scan);
  if (scan.at !== to) throw unreadable(scan);
}

interface Scan {
  readonly sink: TextSink;
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  at: number;
}

/** A member of an object: where its key stands in what is read, and where the whole of it in what is written. */
interface Member {
  readonly keyFrom: number;
  readonly keyTo: number;
  readonly from: number;
  readonly to: number;
}

function value(scan: Scan): void {
  const first = scan.bytes[scan.at];
  if (first === QUOTE) string(scan);
  else if (first === OPEN_BRACE) object(scan);
  else if (first === OPEN_BRACKET) array(scan);
  else plain(scan);
}

/** PostgreSQL and JavaScript escape the same characters in the same way. */
function string(scan: Scan): void {
  const { bytes, to, at } = scan;
  let end = at + 1;
  for (;;) {
    if (end >= to) throw unreadable(scan);
    const code = bytes[end]!;
    if (code === QUOTE) break;
    end += code === BACKSLASH ? 2 : 1;
  }
  scan.at = end + 1;
  scan.sink.copy(bytes, at, end + 1);
}

/** A number, true, false or null. */
function plain(scan: Scan): void {
  const { bytes, to, at } = scan;
  let end = at;
  for (; end < to; end++) {
    const code = bytes[end];
    if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) break;
  }
  if (end === at) throw unreadable(scan);
  scan.at = end;
  if (isPlainNumber(bytes, at, end) || isWord(bytes, at, end)) scan.sink.copy(bytes, at, end);
  else scan.sink.text(JSON.stringify(JSON.parse(bytes.toString('latin1', at, end))));
}

function isPlainNumber(bytes: Buffer, from: number, to: number): boolean {
  const first = bytes[from] === MINUS ? from + 1 : from;
  if (bytes[first] === ZERO || first === to || to - first > PLAIN_DIGITS) return false;
  for (let k = first; k < to; k++) if (bytes[k]! < ZERO || bytes[k]! > NINE) return false;
  return true;
}

function isWord(bytes: Buffer, from: number, to: number): boolean {
  return WORDS.some((word) => {
    if (word.length !== to - from) return false;
    for (let k = 0; k < word.length; k++) if (word[k] !== bytes[from + k]) return false;
    return true;
  });
}

function array(scan: Scan): void {
  scan.sink.byte(OPEN_BRACKET);
  scan.at++;
  if (scan.bytes[scan.at] === CLOSE_BRACKET) scan.at++;
  else {
    do value(scan);
    while (goesOn(scan, CLOSE_BRACKET));
  }
  scan.sink.byte(CLOSE_BRACKET);
}

function object(scan: Scan): void {
  const { sink, bytes } = scan;
  sink.byte(OPEN_BRACE);
  scan.at++;
  if (bytes[scan.at] === CLOSE_BRACE) {
    scan.at++;
    sink.byte(CLOSE_BRACE);
    return;
  }
  const begun = sink.length;
  const members: Member[] = [];
  let isSorted = true;
  for (;;) {
    const member = memberOf(scan);
    const last = members.at(-1);
    isSorted &&= last === undefined || isBefore(scan, last, member);
    members.push(member);
    if (!goesOn(scan, CLOSE_BRACE)) break;
  }
  if (!isSorted) sink.arrange(begun, sorted(scan, members), COMMA);
  sink.byte(CLOSE_BRACE);
}

function memberOf(scan: Scan): Member {
  const { sink, bytes } = scan;
  const from = sink.length;
  const keyFrom = scan.at + 1;
  if (bytes[scan.at] !== QUOTE) throw unreadable(scan);
  string(scan);
  const keyTo = scan.at - 1;
  if (bytes[scan.at] !== COLON || bytes[scan.at + 1] !== SPACE) throw unreadable(scan);
  scan.at += 2;
  sink.byte(COLON);
  value(scan);
  return { keyFrom, keyTo, from, to: sink.length };
}

/** Objects are small: each member finds its place from the end. */
function sorted(scan: Scan, members: Member[]): Member[] {
  for (let k = 1; k < members.length; k++) {
    const member = members[k]!;
    let place = k;
    for (; place > 0 && isBefore(scan, member, members[place - 1]!); place--) {
      members[place] = members[place - 1]!;
    }
    members[place] = member;
  }
  return members;
}

/** Whether a key comes before another one in the order of JavaScript's strings. */
function isBefore({ bytes }: Scan, a: Member, b: Member): boolean {
  const length = Math.min(a.keyTo - a.keyFrom, b.keyTo - b.keyFrom);
  for (let k = 0; k < length; k++) {
    const [one, other] = [bytes[a.keyFrom + k]!, bytes[b.keyFrom + k]!];
    if (isPeculiar(one) || isPeculiar(other)) return keyOf(bytes, a) < keyOf(bytes, b);
    if (one !== other) return one < other;
  }
  if (a.keyTo - a.keyFrom > length) return false;
  return b.keyTo - b.keyFrom > length;
}

/** An escape, or a character whose order is another one in UTF-8. */
function isPeculiar(code: number): boolean {
  return code === BACKSLASH || code >= FIRST_ORDERED_OTHERWISE;
}

function keyOf(bytes: Buffer, { keyFrom, keyTo }: Member): string {
  return JSON.parse(bytes.toString('utf8', keyFrom - 1, keyTo + 1)) as string;
}

/** Steps over what follows a value: true after a comma, which it writes, false at the end. */
function goesOn(scan: Scan, end: number): boolean {
  const { bytes } = scan;
  const code = bytes[scan.at];
  if (code === end) {
    scan.at++;
    return false;
  }
  if (code !== COMMA || bytes[scan.at + 1] !== SPACE) throw unreadable(scan);
  scan.at += 2;
  scan.sink.byte(COMMA);
  return true;
}

function unreadable({ bytes, from, to, at }: Scan): Error {
  const text = bytes.toString('utf8', from, Math.min(to, from + 200));
  return new Error(`not a jsonb value at byte ${at - from}: ${text}`);
}
