import { type DemoGrade } from './demo-types.js';

/** Ranks leave room between them, so that "ST3 or above" also takes in specialty doctors and consultants. */
export const grades: readonly DemoGrade[] = [
  doctor('F1', 'Foundation Year 1', 10),
  doctor('F2', 'Foundation Year 2', 20),
  doctor('CT1', 'Core Training Year 1', 30),
  doctor('ST1', 'Specialty Training Year 1', 30),
  doctor('CF', 'Clinical fellow', 35),
  doctor('CT2', 'Core Training Year 2', 40),
  doctor('ST2', 'Specialty Training Year 2', 40),
  doctor('CT3', 'Core Training Year 3', 45),
  doctor('ST3', 'Specialty Training Year 3', 50),
  doctor('ST4', 'Specialty Training Year 4', 60),
  doctor('SPD', 'Specialty doctor', 65),
  doctor('ST5', 'Specialty Training Year 5', 70),
  doctor('ST6', 'Specialty Training Year 6', 80),
  doctor('ST7', 'Specialty Training Year 7', 90),
  doctor('ST8', 'Specialty Training Year 8', 100),
  doctor('CON', 'Consultant', 200),
  { code: 'B5', name: 'Band 5 nurse', family: 'nurse', rank: 50, registered: true },
  { code: 'B6', name: 'Band 6 nurse', family: 'nurse', rank: 60, registered: true },
  { code: 'B7', name: 'Band 7 ward manager', family: 'nurse', rank: 70, registered: true },
  { code: 'B2', name: 'Band 2 healthcare assistant', family: 'support', rank: 20, registered: false },
  { code: 'B3', name: 'Band 3 senior healthcare assistant', family: 'support', rank: 30, registered: false },
  { code: 'B4', name: 'Band 4 assistant practitioner', family: 'support', rank: 40, registered: false },
];

function doctor(code: string, name: string, rank: number): DemoGrade {
  return { code, name, family: 'doctor', rank, registered: true };
}
