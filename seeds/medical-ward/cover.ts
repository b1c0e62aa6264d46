import { type DemoCoverException, type DemoCoverLine } from '../demo-types.js';

const WEEKDAYS = [0, 1, 2, 3, 4];
const WEEKEND = [5, 6];
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const ASSISTANTS = ['B2', 'B3', 'B4'];
const REGISTERED_SHARE = 0.65;

/** What each shift of a ward of 28 beds needs. A bank holiday is staffed like a Sunday. */
export const cover: readonly DemoCoverLine[] = [
  { ...count('day-registered', 'Long day: registered nurses', EVERY_DAY, 'LD', 5, 5, 6), registered: true },
  {
    ...count('day-assistants', 'Long day: healthcare assistants', EVERY_DAY, 'LD', 2, 2, 3),
    gradeCodes: ASSISTANTS,
  },
  { ...count('day-charge', 'Long day: nurse in charge', EVERY_DAY, 'LD', 1, 1, null), skillCodes: ['NIC'] },
  { ...count('day-iv', 'Long day: intravenous medicines', EVERY_DAY, 'LD', 3, 3, null), skillCodes: ['IV'] },
  {
    ...count('day-niv', 'Long day: non-invasive ventilation', EVERY_DAY, 'LD', 1, 1, null),
    skillCodes: ['NIV'],
  },
  registeredShare('day-share', 'Long day: share of registered nurses', 'LD'),

  {
    ...count('early-assistant', 'Early: healthcare assistant', WEEKDAYS, 'E', 1, 1, 2),
    gradeCodes: ASSISTANTS,
  },
  count('early-weekend', 'Early: nobody at weekends', WEEKEND, 'E', 0, 0, 0),
  { ...count('manager', 'Ward manager in the office', WEEKDAYS, 'S', 0, 1, 1), minimumGradeCode: 'B7' },
  count('manager-weekend', 'Supervisory day: not at weekends', WEEKEND, 'S', 0, 0, 0),

  { ...count('night-registered', 'Night: registered nurses', EVERY_DAY, 'N', 3, 3, 4), registered: true },
  {
    ...count('night-assistants', 'Night: healthcare assistants', EVERY_DAY, 'N', 1, 1, 2),
    gradeCodes: ASSISTANTS,
  },
  { ...count('night-charge', 'Night: nurse in charge', EVERY_DAY, 'N', 1, 1, null), skillCodes: ['NIC'] },
  { ...count('night-iv', 'Night: intravenous medicines', EVERY_DAY, 'N', 2, 2, null), skillCodes: ['IV'] },
  {
    ...count('night-niv', 'Night: non-invasive ventilation', EVERY_DAY, 'N', 1, 1, null),
    skillCodes: ['NIV'],
  },
  registeredShare('night-share', 'Night: share of registered nurses', 'N'),
];

export const coverExceptions: readonly DemoCoverException[] = [
  {
    lineKey: 'day-registered',
    day: 15,
    minimum: 4,
    target: 5,
    maximum: 6,
    reason: 'Six beds closed for a deep clean',
  },
  {
    lineKey: 'day-registered',
    day: 16,
    minimum: 4,
    target: 5,
    maximum: 6,
    reason: 'Six beds closed for a deep clean',
  },
];

function count(
  key: string,
  name: string,
  weekdays: readonly number[],
  shiftCode: string,
  minimum: number,
  target: number,
  maximum: number | null,
): DemoCoverLine {
  return {
    key,
    name,
    weekdays,
    shiftCodes: [shiftCode],
    measure: { kind: 'count', minimum, target, maximum },
  };
}

function registeredShare(key: string, name: string, shiftCode: string): DemoCoverLine {
  return {
    key,
    name,
    weekdays: EVERY_DAY,
    shiftCodes: [shiftCode],
    registered: true,
    measure: { kind: 'share', minShare: REGISTERED_SHARE },
  };
}
