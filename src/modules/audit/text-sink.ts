import { hash } from 'node:crypto';

const QUOTE = 34;
const BACKSLASH = 92;
const FIRST_PRINTABLE = 32;
const FIRST_SIZE = 4096;
const HEX = Buffer.from('0123456789abcdef');

/** Up to this a loop copies faster than a call does. */
const SHORT = 256;
const ZERO = 48;

/** UTF-8 text that is written from its beginning to its end, hashed, and written anew: no string is made on the way. */
export class TextSink {
  private bytes = Buffer.allocUnsafe(FIRST_SIZE);
  private spare = Buffer.allocUnsafe(FIRST_SIZE);
  /** Bytes written. */
  length = 0;

  clear(): void {
    this.length = 0;
  }

  byte(code: number): void {
    this.reserve(1);
    this.bytes[this.length++] = code;
  }

  /** Bytes of another buffer, from one up to another. */
  copy(from: Uint8Array, start: number, end: number): void {
    this.reserve(end - start);
    const { bytes } = this;
    let { length } = this;
    if (end - start > SHORT) {
      bytes.set(from.subarray(start, end), length);
      length += end - start;
    } else for (let k = start; k < end; k++) bytes[length++] = from[k]!;
    this.length = length;
  }

  text(text: string): void {
    const bytes = Buffer.from(text);
    this.copy(bytes, 0, bytes.length);
  }

  /** UTF-8 text of another buffer as a JSON string, as `JSON.stringify` writes it. */
  quoted(from: Buffer, start: number, end: number): void {
    for (let k = start; k < end; k++) {
      const code = from[k]!;
      if (code === QUOTE || code === BACKSLASH || code < FIRST_PRINTABLE) {
        this.text(JSON.stringify(from.toString('utf8', start, end)));
        return;
      }
    }
    this.byte(QUOTE);
    this.copy(from, start, end);
    this.byte(QUOTE);
  }

  /** Bytes of another buffer as hexadecimal. */
  hex(from: Uint8Array, start: number, end: number): void {
    this.reserve(2 * (end - start));
    const { bytes } = this;
    let { length } = this;
    for (let k = start; k < end; k++) {
      const code = from[k]!;
      bytes[length++] = HEX[code >> 4]!;
      bytes[length++] = HEX[code & 15]!;
    }
    this.length = length;
  }

  /** A whole number that is not negative, zeros before it up to a width. */
  digits(number: number, leastWidth: number): void {
    let width = leastWidth;
    for (let bound = 10 ** width; number >= bound; bound *= 10) width++;
    this.reserve(width);
    let rest = number;
    for (let k = this.length + width - 1; k >= this.length; k--) {
      this.bytes[k] = ZERO + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.length += width;
  }

  /** Puts parts of what was written into another order, a byte between each two. They are all that was written from `start`. */
  arrange(
    start: number,
    parts: readonly { readonly from: number; readonly to: number }[],
    between: number,
  ): void {
    const { length } = this;
    if (this.spare.length < length) this.spare = Buffer.allocUnsafe(this.bytes.length);
    const { spare } = this;
    for (let k = start; k < length; k++) spare[k] = this.bytes[k]!;
    this.length = start;
    for (let k = 0; k < parts.length; k++) {
      const { from, to } = parts[k]!;
      if (k > 0) this.byte(between);
      this.copy(spare, from, to);
    }
  }

  /** SHA-256 of what was written, a character a byte. */
  sha256(): string {
    return hash('sha256', this.bytes.subarray(0, this.length), 'binary');
  }

  toString(): string {
    return this.bytes.toString('utf8', 0, this.length);
  }

  private reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * needed);
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
