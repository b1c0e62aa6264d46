import { defineCoverRule } from '../define-rule.js';

/** Fewer than 2 registered nurses on a ward during a shift. */
export const registeredMinimum = defineCoverRule({
  code: 'sg1.registered-minimum',
  name: 'Fewest registered nurses',
  clause: 'SG1, red flags',
  source: 'NICE guideline SG1, safe staffing for nursing in adult inpatient wards',
  evidence: 'C',
  level: 'advisory',
  edges: { passes: '2 registered nurses', fails: '1 registered nurse' },
  parameters: { minimum: 2 },
  bounds: { minimum: { atLeast: 2 } },
  flag: ({ minimum }, { registeredNurses }) =>
    registeredNurses >= minimum
      ? null
      : `${registeredNurses} registered nurse${registeredNurses === 1 ? '' : 's'} on the shift; ` +
        `at least ${minimum} needed: ${minimum - registeredNurses} short.`,
});
