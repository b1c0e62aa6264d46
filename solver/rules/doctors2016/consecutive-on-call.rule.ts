import { defineRule, SATURDAY, SCHEDULE_3 } from '../define-rule.js';

/** A12. No non-resident on-call on two days in a row but Saturday and Sunday; locally up to 7 where it is low-intensity. */
export const consecutiveOnCall = defineRule({
  code: 'doctors2016.consecutive-on-call',
  name: 'On-call on two days in a row',
  clause: 'A12',
  source: SCHEDULE_3,
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  edges: { passes: 'Saturday and Sunday', fails: 'Friday and Saturday; Sunday and Monday' },
  localAgreement: 'up to 7 in a row where on-call is low-intensity and safe (S)',
  parameters: { localMax: 1, quietWorkMaxH: 3, quietEpisodesMax: 3 },
  bounds: { localMax: { atMost: 7 }, quietWorkMaxH: { atMost: 3 }, quietEpisodesMax: { atMost: 3 } },
  compile: ({ localMax, quietWorkMaxH, quietEpisodesMax }) => {
    const pair = { kinds: ['on-call'], firstWeekdays: [SATURDAY] };
    if (localMax <= 1) return [{ kind: 'consecutive-pair', params: pair }];
    const quiet = { quietWorkMaxMin: quietWorkMaxH * 60, quietEpisodesMax };
    const run = { of: 'shifts', kinds: ['on-call'], max: localMax, runName: 'on-call period' };
    return [
      { kind: 'consecutive-pair', params: { ...pair, ...quiet } },
      { kind: 'run-length', params: run },
    ];
  },
});
