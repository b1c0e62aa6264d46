import { defineRule, NIGHT, SCHEDULE_3 } from '../define-rule.js';
import { type CompiledRule } from '../rule.js';

/** A10. Paid breaks: 30 min in a shift of more than 5 h, 60 in more than 9 h, 90 in a night of 12 h or more. Judged where breaks are known. */
export const paidBreaks = defineRule({
  code: 'doctors2016.paid-breaks',
  name: 'Paid breaks',
  clause: 'A10',
  source: SCHEDULE_3,
  evidence: 'S',
  level: 'advisory',
  weight: 1,
  edges: {
    passes: '5 h without; 9 h with 30 min; a night of 11 h 45 min with 60 min',
    fails: '5 h 15 min without; 9 h 15 min with 30 min; a night of 12 h with 60 min',
  },
  parameters: { firstOverH: 5, secondOverH: 9, nightFromH: 12, eachMin: 30 },
  bounds: {
    firstOverH: { atMost: 5 },
    secondOverH: { atMost: 9 },
    nightFromH: { atMost: 12 },
    eachMin: { atLeast: 30 },
  },
  compile: ({ firstOverH, secondOverH, nightFromH, eachMin }) => {
    const rostered = { fact: 'paidBreakMin', stepMin: eachMin, exceptKinds: ['on-call'] };
    const { overlapFromMin, overlapToMin, overlapAtLeastMin } = NIGHT;
    const clock = { overlapFromMin, overlapToMin };
    const [first, second, night] = [firstOverH * 60, secondOverH * 60, nightFromH * 60];
    const bands: CompiledRule['params'][] = [
      { minMin: eachMin, longerThanMin: first, atMostMin: second },
      { minMin: 2 * eachMin, longerThanMin: second, atMostMin: night - 1 },
      { minMin: 2 * eachMin, atLeastMin: night, ...clock, overlapBelowMin: overlapAtLeastMin },
      { minMin: 3 * eachMin, atLeastMin: night, ...clock, overlapAtLeastMin },
    ];
    return bands.map((band) => ({ kind: 'shift-fact', params: { ...rostered, ...band } }));
  },
});
