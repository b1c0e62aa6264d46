import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, as they stand in a link or a cookie: 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** How a secret is stored. It is random, so a plain hash cannot be turned back. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
