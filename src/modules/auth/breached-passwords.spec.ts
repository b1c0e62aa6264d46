import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whyGuessed } from './breached-passwords.js';

describe('whyGuessed', () => {
  it.each([
    '1qaz2wsx3edc',
    'qwerty123456',
    'QWERTY123456',
    'leavemealone',
    'password2026!',
    'Password123456',
    '123456password',
    'P@ssw0rd1234',
    'passwordpassword',
    'dragondragondragon',
  ])('refuses %s as known from breaches', (password) => {
    expect(whyGuessed(password)).toContain('known from breaches');
  });

  it.each(['aaaaaaaaaaaaa', 'xyzxyzxyzxyzxyz', '%&%&%&%&%&%&'])('refuses the pattern %s', (password) => {
    expect(whyGuessed(password)).toContain('again and again');
  });

  it('refuses what everybody knows of its owner', () => {
    const about = ['Sam Adeyemi', 'sam.adeyemi@example.nhs.uk'];
    expect(whyGuessed('Adeyemi-2026!', about)).toContain('your name');
    expect(whyGuessed('rotawright-26', about)).toContain('your name');
    expect(whyGuessed('Adeyemi-2026!', ['Jo Brown'])).toBeNull();
  });

  it.each([
    'correct horse battery',
    'k7mp-x2qd-9wfa-3hjt',
    'der Zug nach Ulm fährt ab',
    '河川が静かに流れる夜だった',
  ])('has nothing against %s', (password) => {
    expect(whyGuessed(password, ['Sam Adeyemi', 'sam@example.org'])).toBeNull();
  });

  it('has nothing against random words, and never fails whatever is typed', () => {
    const word = fc.stringMatching(/^[bcdfghjkm][aeiou][lnprst][aeiou][vwxz]$/);
    fc.assert(
      fc.property(fc.tuple(word, word, word, word), (words) => {
        fc.pre(new Set(words).size > 1);
        expect(whyGuessed(words.join(' '))).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => {
        whyGuessed(text, [text]);
      }),
    );
  });
});
