import { defineRule } from '../define-rule.js';

/** Where on-call leaves less than 11 h of rest in 24 h, as much rest is due in exchange. */
export const compensatoryRest = defineRule({
  code: 'wtr1998.compensatory-rest',
  name: 'Compensatory rest after on-call',
  clause: 'regulation 24',
  source: 'Working Time Regulations 1998',
  evidence: 'S',
  level: 'advisory',
  weight: 1,
  edges: {
    passes: 'on-call of 13 h; 11 h between on-call and a shift',
    fails: 'on-call of 13 h 1 min; 10 h 59 min between on-call and a shift',
  },
  parameters: { minRestH: 11, inH: 24 },
  compile: ({ minRestH, inH }) => {
    const advice = 'Give as much rest in exchange.';
    const length = { maxMin: (inH - minRestH) * 60, kinds: ['on-call'], advice };
    const rest = { minRestMin: minRestH * 60, involvingKinds: ['on-call'], advice };
    return [
      { kind: 'shift-length', params: length },
      { kind: 'rest-between', params: rest },
    ];
  },
});
