import { type ChangeLimits } from '../api/staff-types';
import { wholeNumber } from '../common/numbers';
import { type FieldProblem } from '../common/problems';

/** The limits as they are typed in. */
export interface LimitFields {
  swapsAutomatic: boolean;
  sameGradeOnly: boolean;
  softBreachesAllowed: boolean;
  noticeHours: string;
  /** Empty: any number. */
  swapsAPerson: string;
}

type Body = Omit<ChangeLimits, 'unitId' | 'version'>;

const MOST_HOURS = 8760;
const MOST_SWAPS = 1000;

export function limitFields(limits: ChangeLimits): LimitFields {
  const { swapsAutomatic, sameGradeOnly, softBreachesAllowed, swapNoticeHours, swapsAPerson } = limits;
  return {
    swapsAutomatic,
    sameGradeOnly,
    softBreachesAllowed,
    noticeHours: String(swapNoticeHours),
    swapsAPerson: swapsAPerson === null ? '' : String(swapsAPerson),
  };
}

/** The request, or what is wrong with the fields; `ids` are those of the fields on the page. */
export function limitsFrom(
  fields: LimitFields,
  ids: { swapNoticeHours: string; swapsAPerson: string },
): { body: Body | null; problems: FieldProblem[] } {
  const swapNoticeHours = wholeNumber(fields.noticeHours, 0, MOST_HOURS);
  const any = fields.swapsAPerson.trim() === '';
  const swapsAPerson = any ? null : wholeNumber(fields.swapsAPerson, 1, MOST_SWAPS);
  const problems: FieldProblem[] = [];
  if (swapNoticeHours === null) {
    problems.push({
      field: ids.swapNoticeHours,
      message: `Enter the hours as a whole number from 0 to ${MOST_HOURS}`,
    });
  }
  if (swapsAPerson === null && !any) {
    problems.push({
      field: ids.swapsAPerson,
      message: `Enter the swaps as a whole number from 1 to ${MOST_SWAPS}, or leave it empty`,
    });
  }
  if (swapNoticeHours === null || problems.length > 0) return { body: null, problems };
  const { swapsAutomatic, sameGradeOnly, softBreachesAllowed } = fields;
  return {
    body: { swapsAutomatic, sameGradeOnly, softBreachesAllowed, swapNoticeHours, swapsAPerson },
    problems,
  };
}
