import { type DemoShiftType } from '../demo-types.js';

const residentsAndSpecialtyDoctors = [
  'F2',
  'CT1',
  'ST1',
  'CF',
  'CT2',
  'ST2',
  'CT3',
  'ST3',
  'ST4',
  'SPD',
  'ST5',
  'ST6',
  'ST7',
  'ST8',
];

/** Ten-hour shifts: none is long by the contract of residents, and breaks are paid. */
export const shiftTypes: readonly DemoShiftType[] = [
  floor('E', 'Early', 'day', 8, 18, '#b7d7f0'),
  floor('M', 'Mid', 'day', 10, 20, '#cfe8c9'),
  floor('L', 'Late', 'evening', 15, 25, '#f7d9a8'),
  floor('N', 'Night', 'night', 22, 32, '#3b4a7a'),
  consultantShift('CE', 'Consultant early', 'day', 8, 17, '#d9c8ea'),
  consultantShift('CL', 'Consultant late', 'evening', 14, 23, '#ecc4d4'),
];

function floor(
  code: string,
  name: string,
  kind: DemoShiftType['kind'],
  startHour: number,
  endHour: number,
  colour: string,
): DemoShiftType {
  return {
    code,
    name,
    kind,
    startMin: startHour * 60,
    endMin: endHour * 60,
    paidBreakMin: 60,
    unpaidBreakMin: 0,
    colour,
    gradeCodes: residentsAndSpecialtyDoctors,
    skillCodes: [],
  };
}

function consultantShift(
  code: string,
  name: string,
  kind: DemoShiftType['kind'],
  startHour: number,
  endHour: number,
  colour: string,
): DemoShiftType {
  return { ...floor(code, name, kind, startHour, endHour, colour), paidBreakMin: 30, gradeCodes: ['CON'] };
}
