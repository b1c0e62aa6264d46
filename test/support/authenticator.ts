import { Secret, TOTP } from 'otpauth';

/** What an authenticator app shows for a secret, so many half minutes from now. */
export function codeOfApp(secret: string, stepsAhead = 0, now = Date.now()): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return totp.generate({ timestamp: now + stepsAhead * 30_000 });
}
