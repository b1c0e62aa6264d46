import { defineCoverRule } from '../define-rule.js';

/** A shortfall of more than 8 h, or of more than 25 %, of the registered nursing that a shift needs, whichever comes first. */
export const registeredShortfall = defineCoverRule({
  code: 'sg1.registered-shortfall',
  name: 'Shortfall of registered nursing',
  clause: 'SG1, red flags',
  source: 'NICE guideline SG1, safe staffing for nursing in adult inpatient wards',
  evidence: 'C',
  level: 'advisory',
  edges: {
    passes: '40 h needed and 32 h there; 20 h needed and 15 h there',
    fails: '40 h needed and 31.9 h there; 20 h needed and 14.9 h there',
  },
  parameters: { maxShortH: 8, maxShortPercent: 25 },
  bounds: { maxShortH: { atMost: 8 }, maxShortPercent: { atMost: 25 } },
  flag: ({ maxShortH, maxShortPercent }, { neededMin, presentMin }) => {
    const shortMin = neededMin - presentMin;
    const allowedMin = Math.min(maxShortH * 60, (neededMin * maxShortPercent) / 100);
    if (shortMin <= allowedMin) return null;
    return (
      `${inHours(presentMin)} h of registered nursing of ${inHours(neededMin)} h needed; ` +
      `at most ${inHours(allowedMin)} h may be missing: ${inHours(shortMin - allowedMin)} h too much.`
    );
  },
});

function inHours(minutes: number): string {
  return String(Math.round((minutes / 60) * 100) / 100);
}
