import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCodeSecret, newRecoveryCodes, plainRecoveryCode, secretForApp, stepOfCode } from './codes.js';

// RFC 6238, appendix B, SHA-1: the secret is the ASCII text below; the last six of the eight digits.
const RFC_SECRET = Buffer.from('12345678901234567890');
const RFC_CODES: readonly [seconds: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
];

describe('codes of an authenticator app', () => {
  it.each(RFC_CODES)('are those of RFC 6238 at %i s', (seconds, code) => {
    expect(stepOfCode(RFC_SECRET, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
  });

  it('count half a minute before and after, and no longer', () => {
    const at = (seconds: number): number | null => stepOfCode(RFC_SECRET, '081804', new Date(seconds * 1000));
    const step = Math.floor(1_111_111_109 / 30);
    expect([step - 1, step, step + 1].map((each) => at(each * 30 + 7))).toEqual([step, step, step]);
    expect(at((step - 2) * 30 + 7)).toBeNull();
    expect(at((step + 2) * 30 + 7)).toBeNull();
  });

  it('may be typed with blanks, and nothing else is one', () => {
    const now = new Date(1_111_111_109_000);
    expect(stepOfCode(RFC_SECRET, ' 081 804 ', now)).not.toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^\d{6}$/.test(text.replace(/\s/g, '')));
        expect(stepOfCode(RFC_SECRET, text, now)).toBeNull();
      }),
    );
  });

  it('come from a secret of 160 random bits, which an app can be given', () => {
    const secret = newCodeSecret();
    expect(secret).toHaveLength(20);
    expect(newCodeSecret()).not.toEqual(secret);
    const { typed, uri } = secretForApp(secret, 'sam@example.org');
    expect(typed).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Rotawright:sam%40example\.org\?/);
    expect(uri).toContain(`secret=${typed}`);
  });
});

describe('recovery codes', () => {
  it('are ten different ones, each of 80 bits without letters that look alike', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$/);
  });

  it('are the same however they are typed', () => {
    const [code] = newRecoveryCodes();
    const typed = ` ${code!.toUpperCase().replaceAll('-', '  ')} `;
    expect(plainRecoveryCode(typed)).toBe(plainRecoveryCode(code!));
  });
});
