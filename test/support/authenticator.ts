import { setTimeout } from 'node:timers/promises';
import { Secret, TOTP } from 'otpauth';

const PERIOD_MS = 30_000;
/** Longer than a busy machine takes from reading a code to checking it. */
const TIME_TO_TYPE_MS = 10_000;

/** What an authenticator app shows for a secret, so many half minutes from now. */
export function codeOfApp(secret: string, stepsAhead = 0, now = Date.now()): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return totp.generate({ timestamp: now + stepsAhead * PERIOD_MS });
}

/** Waits, if need be, until there is time to type a code before the half minute ends: one of the half minute before is no good then. */
export async function timeToType(): Promise<void> {
  const leftMs = PERIOD_MS - (Date.now() % PERIOD_MS);
  if (leftMs < TIME_TO_TYPE_MS) await setTimeout(leftMs);
}
