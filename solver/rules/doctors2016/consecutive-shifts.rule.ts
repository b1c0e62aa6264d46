import { defineRule, SCHEDULE_3 } from '../define-rule.js';

/** A7. At most 7 shifts on consecutive days; up to 12 where every Saturday and Sunday among them is low-intensity on-call. */
export const consecutiveShifts = defineRule({
  code: 'doctors2016.consecutive-shifts',
  name: 'Shifts in a row',
  clause: 'A7',
  source: SCHEDULE_3,
  evidence: 'Q',
  level: 'hard',
  weight: 1,
  edges: {
    passes:
      'Monday to Sunday; Monday to Friday of the next week as well where the weekend is on-call of 3 h and 3 calls a day',
    fails: 'an eighth day; a weekend day with 3 h 15 min of work',
  },
  localAgreement: "8, approved by the guardian of safe working hours and the doctors' forum (S)",
  parameters: { max: 7, quietMax: 12, quietWorkMaxH: 3, quietEpisodesMax: 3 },
  bounds: {
    max: { atMost: 8 },
    quietMax: { atMost: 12 },
    quietWorkMaxH: { atMost: 3 },
    quietEpisodesMax: { atMost: 3 },
  },
  compile: ({ max, quietMax, quietWorkMaxH, quietEpisodesMax }) => [
    {
      kind: 'quiet-weekend-run',
      params: { max, quietMax, quietWorkMaxMin: quietWorkMaxH * 60, quietEpisodesMax },
    },
  ],
});
