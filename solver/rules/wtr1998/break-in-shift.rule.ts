import { defineRule } from '../define-rule.js';

/** A break of 20 min in a shift of more than 6 h. Judged where breaks are known. */
export const breakInShift = defineRule({
  code: 'wtr1998.break-in-shift',
  name: 'Break in a shift',
  clause: 'regulation 12',
  source: 'Working Time Regulations 1998',
  evidence: 'S',
  level: 'advisory',
  weight: 1,
  edges: { passes: '6 h without; 6 h 1 min with 20 min', fails: '6 h 1 min without' },
  parameters: { longerThanH: 6, breakMin: 20 },
  bounds: { longerThanH: { atMost: 6 }, breakMin: { atLeast: 20 } },
  compile: ({ longerThanH, breakMin }) => [
    {
      kind: 'shift-fact',
      params: {
        fact: 'breakMin',
        minMin: breakMin,
        stepMin: breakMin,
        longerThanMin: longerThanH * 60,
        exceptKinds: ['on-call'],
      },
    },
  ],
});
