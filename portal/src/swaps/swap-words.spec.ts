import { describe, expect, it } from 'vitest';
import { type Swap } from '../api/staff-types';
import { kindWords, optionTitle, stateWords } from './swap-words';

const SAM = { personId: 's', displayName: 'Adeyemi, Sam' };
const JO = { personId: 'j', displayName: 'Brown, Jo' };
const ALI = { personId: 'a', displayName: 'Khan, Ali' };
const SHIFT = {
  assignmentId: 'x',
  unitId: 'u',
  unitName: 'Ward A',
  date: '2026-11-30',
  shiftCode: 'E',
  shiftName: 'Early',
  startsAt: '2026-11-30T07:00:00.000Z',
  endsAt: '2026-11-30T15:00:00.000Z',
};

function leg(from: typeof SAM, to: typeof SAM | null): Swap['legs'][number] {
  return { ...SHIFT, from, to };
}

function swap(rest: Partial<Swap>): Swap {
  return {
    id: 'swap',
    unitId: 'u',
    kind: 'direct',
    state: 'proposed',
    requestedBy: 's',
    note: '',
    createdAt: '2026-11-22T12:00:00.000Z',
    expiresAt: '2026-11-30T07:00:00.000Z',
    legs: [leg(SAM, JO), leg(JO, SAM)],
    parties: [{ ...JO, answer: 'asked', answeredAt: null }],
    answers: null,
    awaitingUnitIds: [],
    approvalReasons: [],
    closedReason: null,
    decisionReason: '',
    version: 1,
    ...rest,
  };
}

describe('what a swap is', () => {
  it('names those who take part, the reader as "you"', () => {
    expect(kindWords(swap({}))).toBe('Sam Adeyemi and Jo Brown swap shifts');
    expect(kindWords(swap({}), 's')).toBe('You and Jo Brown swap shifts');
    const chain = { kind: 'chain', legs: [leg(SAM, JO), leg(JO, ALI), leg(ALI, SAM)] } as const;
    expect(kindWords(swap({ ...chain, legs: [...chain.legs] }), 'a')).toBe(
      'Sam Adeyemi, Jo Brown and you pass shifts on to each other',
    );
    expect(kindWords(swap({ kind: 'give-away', legs: [leg(SAM, JO)] }), 's')).toBe(
      'You give a shift to Jo Brown',
    );
    expect(kindWords(swap({ kind: 'pool', legs: [leg(SAM, null)] }))).toBe(
      'Sam Adeyemi offers a shift to the pool',
    );
    expect(kindWords(swap({ kind: 'pool', legs: [leg(SAM, JO)] }), 'j')).toBe(
      'Sam Adeyemi gives a shift to you',
    );
  });
});

describe('where a swap stands', () => {
  it('says whom it waits for and how long', () => {
    expect(stateWords(swap({}), 'j')).toMatch(
      /^Waits for you to answer, until Mon,? 30 November at 07:00\.$/,
    );
    const pool = swap({ kind: 'pool', legs: [leg(SAM, null)], parties: [] });
    expect(stateWords(pool)).toMatch(/^Waits for somebody to take it, until Mon,? 30 November at 07:00\.$/);
    expect(stateWords(swap({ state: 'accepted' }))).toMatch(/coordinator has to decide/);
  });

  it('says who refused it and why', () => {
    const declined = swap({
      state: 'refused',
      closedReason: 'declined',
      decisionReason: 'I am away.',
      parties: [{ ...JO, answer: 'declined', answeredAt: '2026-11-22T12:30:00.000Z' }],
    });
    expect(stateWords(declined)).toBe(
      'Declined by Jo Brown. The reason given: I am away. Nothing has changed.',
    );
    expect(stateWords(swap({ state: 'refused', closedReason: 'overtaken' }))).toBe(
      'Another change came first. Nothing has changed.',
    );
  });
});

describe('a way to hand a shift on', () => {
  it('says who takes it and what comes back', () => {
    const hop = (from: typeof SAM, to: typeof SAM) => ({ ...SHIFT, from, to });
    expect(optionTitle({ kind: 'give-away', hops: [hop(SAM, JO)] })).toBe('Jo Brown takes it');
    expect(optionTitle({ kind: 'chain', hops: [hop(SAM, JO), hop(JO, ALI), hop(ALI, SAM)] })).toBe(
      'Chain with Jo Brown and Ali Khan: you get Early, Monday 30 November 2026, 07:00 to 15:00',
    );
  });
});
