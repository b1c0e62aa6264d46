import { describe, expect, it } from 'vitest';
import { acceptanceWords, isUnderWay, progressWords, stepWords, timeWords, totalWords } from './run-words';
import { type ApprovalRun, type RunStep } from './types';

const step = (more: Partial<RunStep> = {}): RunStep => ({
  unitId: 'u',
  unitName: 'Ward A',
  step: 'lines',
  stepName: 'Doctors on lines',
  done: true,
  doctors: 25,
  spentMs: 100,
  note: null,
  findings: [],
  ...more,
});
const run = (more: Partial<ApprovalRun> = {}): ApprovalRun => ({
  id: 'r',
  rotationId: 'x',
  intakeId: null,
  fillSeconds: null,
  publishes: false,
  state: 'ready',
  requestedAt: '2026-06-01T09:00:00Z',
  approvedAt: null,
  finishedAt: null,
  findings: 0,
  steps: [],
  times: [],
  total: { doctors: 0, spentMs: 0, secondsADoctor: null, secondsADoctorWithoutSearch: null },
  error: null,
  version: 1,
  ...more,
});

describe('a run in words', () => {
  it('says how far it is', () => {
    expect(progressWords(run({ steps: [step(), step({ done: false })] }))).toBe('1 of 2 steps done');
    expect(stepWords(step({ done: false }))).toBe('Not done yet');
    const finding = { personId: null, who: '', what: 'no template' };
    expect(stepWords(step({ findings: [finding] }))).toBe('Done, 25 doctors, 1 finding');
    expect([isUnderWay(run()), isUnderWay(run({ state: 'carrying-out' }))]).toEqual([false, true]);
  });

  it('says how long it took', () => {
    const time = { step: 'lines', stepName: 'Doctors on lines', doctors: 500, spentMs: 61_500 } as const;
    expect(timeWords({ ...time, secondsADoctor: 0.123 })).toBe('61.50 s, 0.123 s for each doctor');
    expect(timeWords({ ...time, doctors: 0, secondsADoctor: null })).toBe('61.50 s');
    const total = { doctors: 500, spentMs: 75_000, secondsADoctor: 0.15, secondsADoctorWithoutSearch: 0.05 };
    expect(totalWords(total)).toBe(
      'In all 75.00 s, 0.150 s for each doctor; without the search for gaps 0.050 s.',
    );
    expect(totalWords({ ...total, secondsADoctorWithoutSearch: 0.15 })).toBe(
      'In all 75.00 s, 0.150 s for each doctor.',
    );
    expect(totalWords(run().total)).toBe('In all 0.00 s.');
  });

  it('names the number that is accepted', () => {
    expect(acceptanceWords(run({ findings: 1 }))).toContain('the finding');
    expect(acceptanceWords(run({ findings: 7 }))).toContain('7 findings');
  });
});
