import { createHash } from 'node:crypto';

const NAMESPACE = Buffer.from('9e3f2c4f1d5a4c0e8a7b6d5c4b3a2910', 'hex');

/** The same id for the same name on every installation (a UUID of version 5). */
export function demoId(...name: readonly string[]): string {
  const hash = createHash('sha1').update(NAMESPACE).update(name.join('/')).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
