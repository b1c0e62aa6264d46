import { Secret, TOTP } from 'otpauth';
import { randomBytes } from 'node:crypto';

/** RFC 6238 as every authenticator app reads it: SHA-1, six digits, half a minute. */
const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const ISSUER = 'Rotawright';
/** RFC 4226 asks for 160 bits. */
const SECRET_BYTES = 20;
/** A clock may be half a minute off either way. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** Without letters and digits that look alike: 32 of them, five bits each. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

export function newCodeSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** What an app needs: the secret to type, and the address that a QR code holds. */
export function secretForApp(secret: Buffer, account: string): { typed: string; uri: string } {
  const totp = totpOf(secret, account);
  return { typed: totp.secret.base32, uri: totp.toString() };
}

/** The half minute (counted from 1970) that a code belongs to; null if it is not one of now. */
export function stepOfCode(secret: Buffer, code: string, now: Date): number | null {
  const digits = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const timestamp = now.getTime();
  const delta = totpOf(secret, '').validate({ token: digits, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / SHAPE.period) + delta;
}

function totpOf(secret: Buffer, label: string): TOTP {
  const bytes = new Uint8Array(secret);
  return new TOTP({ ...SHAPE, issuer: ISSUER, label, secret: new Secret({ buffer: bytes.buffer }) });
}

/** Ten codes of 80 random bits, like `k7mp-x2qd-9wfa-3hjt`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = Array.from(
      randomBytes(GROUPS * GROUP_LENGTH),
      (byte) => ALPHABET[byte % ALPHABET.length],
    );
    return Array.from({ length: GROUPS }, (_, group) =>
      letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
    ).join('-');
  });
}

/** A recovery code as it is stored and compared, however it was typed. */
export function plainRecoveryCode(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, '');
}
