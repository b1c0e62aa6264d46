import { type DemoUnit } from '../demo-types.js';
import { availability } from './availability.js';
import { cover, coverExceptions } from './cover.js';
import { absences } from './leave.js';
import { openShiftSteps } from './open-shifts.js';
import { people } from './people.js';
import { publishedBefore } from './published-before.js';
import { published } from './published.js';
import { rotas } from './rotas.js';
import { ruleOverrides } from './rules.js';
import { shiftTypes } from './shift-types.js';

export const medicalWard: DemoUnit = {
  code: 'HEATHER',
  name: 'Heather Ward (acute medicine)',
  people,
  shiftTypes,
  coverName: 'Cover of Heather Ward',
  bankHolidayWeekday: 6,
  cover,
  coverExceptions,
  availability,
  absences,
  rotas,
  published: [publishedBefore, published],
  ruleOverrides,
  openShiftSteps,
};
