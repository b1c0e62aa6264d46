import { type DemoCoverException, type DemoCoverLine } from '../demo-types.js';

const MONDAY = [0];
const TUESDAY_TO_FRIDAY = [1, 2, 3, 4];
const WEEKDAYS = [0, 1, 2, 3, 4];
const WEEKEND = [5, 6];
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/**
 * How many doctors each shift needs, and of them how many of which sort. Mondays are the busiest.
 * A bank holiday is staffed like a Sunday.
 */
export const cover: readonly DemoCoverLine[] = [
  doctors('early-monday', 'Early: doctors', MONDAY, 'E', 5, 5, 6),
  doctors('early-weekday', 'Early: doctors', TUESDAY_TO_FRIDAY, 'E', 4, 5, 6),
  doctors('early-weekend', 'Early: doctors', WEEKEND, 'E', 3, 3, 4),
  { ...some('early-senior', 'Early: ST3 or above', WEEKDAYS, 'E', 2), minimumGradeCode: 'ST3' },
  { ...some('early-senior-weekend', 'Early: ST3 or above', WEEKEND, 'E', 1), minimumGradeCode: 'ST3' },
  { ...some('early-als', 'Early: Advanced Life Support', EVERY_DAY, 'E', 2), skillCodes: ['ALS'] },
  { ...some('early-apls', 'Early: paediatric life support', EVERY_DAY, 'E', 1), skillCodes: ['APLS'] },
  { ...some('early-airway', 'Early: advanced airway', EVERY_DAY, 'E', 1), skillCodes: ['AIRWAY'] },

  doctors('mid-weekday', 'Mid: doctors', WEEKDAYS, 'M', 2, 2, 3),
  doctors('mid-weekend', 'Mid: doctors', WEEKEND, 'M', 1, 1, 2),

  doctors('late-weekday', 'Late: doctors', WEEKDAYS, 'L', 3, 3, 4),
  doctors('late-weekend', 'Late: doctors', WEEKEND, 'L', 2, 3, 4),
  { ...some('late-senior', 'Late: ST3 or above', EVERY_DAY, 'L', 1), minimumGradeCode: 'ST3' },
  { ...some('late-als', 'Late: Advanced Life Support', EVERY_DAY, 'L', 2), skillCodes: ['ALS'] },
  { ...some('late-apls', 'Late: paediatric life support', EVERY_DAY, 'L', 1), skillCodes: ['APLS'] },

  doctors('night', 'Night: doctors', EVERY_DAY, 'N', 3, 3, 4),
  {
    ...some('night-charge', 'Night: in charge, ST4 or above', EVERY_DAY, 'N', 1),
    minimumGradeCode: 'ST4',
    skillCodes: ['EPIC'],
  },
  { ...some('night-als', 'Night: Advanced Life Support', EVERY_DAY, 'N', 2), skillCodes: ['ALS'] },
  { ...some('night-airway', 'Night: advanced airway', EVERY_DAY, 'N', 1), skillCodes: ['AIRWAY'] },
  {
    key: 'night-f2',
    name: 'Night: no more than one F2',
    weekdays: EVERY_DAY,
    shiftCodes: ['N'],
    gradeCodes: ['F2'],
    measure: { kind: 'count', minimum: 0, target: 0, maximum: 1 },
  },

  {
    ...doctors('consultant-early', 'Consultant early: in charge', EVERY_DAY, 'CE', 1, 1, 2),
    gradeCodes: ['CON'],
    skillCodes: ['EPIC'],
  },
  {
    ...doctors('consultant-late', 'Consultant late: in charge', EVERY_DAY, 'CL', 1, 1, 2),
    gradeCodes: ['CON'],
    skillCodes: ['EPIC'],
  },
  {
    key: 'evening-trauma',
    name: 'Late: trauma team leader',
    weekdays: EVERY_DAY,
    shiftCodes: ['L', 'CL'],
    skillCodes: ['TRAUMA'],
    measure: { kind: 'count', minimum: 1, target: 2, maximum: null },
  },
];

export const coverExceptions: readonly DemoCoverException[] = [
  {
    lineKey: 'late-weekend',
    day: 19,
    minimum: 3,
    target: 4,
    maximum: 5,
    reason: 'Music festival at Wrenmoor Park',
  },
  {
    lineKey: 'early-weekday',
    day: 37,
    minimum: 3,
    target: 4,
    maximum: 6,
    reason: 'Departmental teaching in the morning',
  },
];

function doctors(
  key: string,
  name: string,
  weekdays: readonly number[],
  shiftCode: string,
  minimum: number,
  target: number,
  maximum: number,
): DemoCoverLine {
  return {
    key,
    name,
    weekdays,
    shiftCodes: [shiftCode],
    measure: { kind: 'count', minimum, target, maximum },
  };
}

/** At least so many of a sort, with no upper limit. */
function some(
  key: string,
  name: string,
  weekdays: readonly number[],
  shiftCode: string,
  minimum: number,
): DemoCoverLine {
  return {
    key,
    name,
    weekdays,
    shiftCodes: [shiftCode],
    measure: { kind: 'count', minimum, target: minimum, maximum: null },
  };
}
