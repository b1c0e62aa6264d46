import { describe, expect, it } from 'vitest';
import { type Deadline } from './types';
import { countdown, nextDeadline, shareWords } from './deadline-words';

const DEADLINE: Deadline = {
  id: 'd',
  rotationId: 'r',
  unitId: 'u',
  unitName: 'Ward A',
  step: 'duty-roster',
  stepName: 'Duty roster published',
  dueDate: '2026-06-24',
  bankHoliday: null,
  state: 'upcoming',
  daysLeft: 27,
  ownerId: 'o',
  ownerName: 'Owner',
  doneOn: null,
  doneBySystem: false,
  lateReason: '',
  version: 1,
};

describe('a deadline in words', () => {
  it.each<[Partial<Deadline>, string]>([
    [{}, '27 days left'],
    [{ daysLeft: 1 }, '1 day left'],
    [{ state: 'due-today', daysLeft: 0 }, 'Today is the last day'],
    [{ state: 'overdue', daysLeft: -2 }, '2 days over'],
    [{ state: 'late', daysLeft: -2, doneOn: '2026-06-25' }, 'Done on Thursday 25 June 2026'],
  ])('%j', (more, words) => {
    expect(countdown({ ...DEADLINE, ...more })).toBe(words);
  });

  it('finds the next that is not done', () => {
    const done = { ...DEADLINE, dueDate: '2026-05-13', doneOn: '2026-05-12' };
    const later = { ...DEADLINE, dueDate: '2026-07-01' };
    expect(nextDeadline([later, done, DEADLINE])).toBe(DEADLINE);
    expect(nextDeadline([done])).toBeNull();
  });

  it('says how many were kept', () => {
    const step = { step: 'duty-roster', stepName: '' } as const;
    expect(shareWords({ ...step, onTime: 3, known: 4 })).toBe('3 of 4 (75 %)');
    expect(shareWords({ ...step, onTime: 0, known: 0 })).toBe('None due yet');
  });
});
