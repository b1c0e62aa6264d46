import { describe, expect, it } from 'vitest';
import { fieldsOfRound, newRoundFields, roundFrom } from './round-form-model';

const FIELDS = {
  ...newRoundFields('r'),
  opensOn: { day: '20', month: '10', year: '2026' },
  closesOn: { day: '30', month: '10', year: '2026' },
};

describe('the form of a round', () => {
  it("reads times by the hospital's clock, over its change, and reminds two days before the close", () => {
    const { input, problems } = roundFrom({ ...FIELDS, maxCannot: '3' });
    expect(problems).toEqual([]);
    expect(input).toMatchObject({
      opensAt: '2026-10-20T07:00:00.000Z',
      closesAt: '2026-10-30T17:00:00.000Z',
      remindAt: '2026-10-28T17:00:00.000Z',
      maxCannot: 3,
      maxRatherNot: null,
    });
  });

  it('reminds half-way through a short round, and nobody where it is not wished', () => {
    const short = { ...FIELDS, closesOn: FIELDS.opensOn };
    expect(roundFrom(short).input?.remindAt).toBe('2026-10-20T11:30:00.000Z');
    expect(roundFrom({ ...FIELDS, reminds: false }).input?.remindAt).toBeNull();
  });

  it('names each field at fault', () => {
    const wrong = {
      ...FIELDS,
      opensOn: {},
      closesTime: 'noon',
      maxCannot: 'three',
      picks: true,
      maxPicks: 'x',
    };
    const { input, problems } = roundFrom(wrong);
    expect(input).toBeNull();
    expect(problems.map(({ field }) => field)).toEqual([
      'opens-day',
      'closes-time',
      'max-cannot',
      'max-picks',
    ]);
  });

  it('says of a round that stands what it is, so that saving it changes nothing', () => {
    const { input } = roundFrom({ ...FIELDS, maxCannot: '3', picks: true, maxPicks: '5' });
    expect(roundFrom(fieldsOfRound(input!))).toEqual({ input, problems: [] });
    const quiet = { ...input!, remindAt: null, picks: false, maxPicks: null };
    expect(roundFrom(fieldsOfRound(quiet))).toEqual({ input: quiet, problems: [] });
  });
});
