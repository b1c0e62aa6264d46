import { defineRule, weekendLimit, weeksOf } from '../define-rule.js';

/** A9. Weekends (any work from Saturday 00:01 to Sunday 23:59) no more often than 1 in 3 unless authorised, and never more often than 1 in 2. */
export const weekendFrequency = defineRule({
  code: 'doctors2016.weekend-frequency',
  name: 'Weekend frequency',
  clause: 'A9',
  source:
    'TCS for NHS Doctors and Dentists in Training (England) 2016, Schedule 3, values of the 2019 refresh',
  evidence: 'C',
  level: 'hard',
  weight: 1,
  parameters: { neverMoreThanOneIn: 2, usuallyOneIn: 3 },
  compile: ({ neverMoreThanOneIn, usuallyOneIn }, context) => {
    const oneIn = context.weekendsAuthorised === true ? neverMoreThanOneIn : usuallyOneIn;
    return [{ kind: 'weekend-count', params: { max: weekendLimit(weeksOf(context), oneIn), byTime: true } }];
  },
});
