import { defineRule, referencePeriods, SCHEDULE_3, weekendLimit } from '../define-rule.js';

/** A9. Weekends (any work from Saturday 00:01 to Sunday 23:59) no more often than 1 in 3 unless authorised, and never more often than 1 in 2. */
export const weekendFrequency = defineRule({
  code: 'doctors2016.weekend-frequency',
  name: 'Weekend frequency',
  clause: 'A9',
  source: SCHEDULE_3,
  evidence: 'C',
  level: 'hard',
  weight: 1,
  edges: {
    passes: '2 of 8; 4 of 8 when authorised; Friday 16:00 to Saturday 00:00 is no weekend',
    fails: '3 of 8 without authorisation; 5 of 8; Friday 20:30 to 09:00 counts',
  },
  localAgreement:
    'between 1 in 3 and 1 in 2 for a clinical reason agreed by the clinical director and authorised by the guardian of safe working hours (S)',
  parameters: { neverMoreThanOneIn: 2, usuallyOneIn: 3, authorised: false, referenceWeeks: 26 },
  bounds: { neverMoreThanOneIn: { atLeast: 2 }, usuallyOneIn: { atLeast: 2 } },
  compile: ({ neverMoreThanOneIn, usuallyOneIn, authorised, referenceWeeks }, context) => {
    const oneIn = authorised || context.weekendsAuthorised === true ? neverMoreThanOneIn : usuallyOneIn;
    return referencePeriods(context, referenceWeeks).map(({ fromDay, toDay, weeks }) => ({
      kind: 'weekend-count',
      params: { max: weekendLimit(weeks, oneIn, context.cyclic === true), byTime: true, fromDay, toDay },
    }));
  },
});
