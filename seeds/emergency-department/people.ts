import { type DemoHeldSkill, type DemoPerson } from '../demo-types.js';

const RESIDENT_MIN_PER_WEEK = 46 * 60;
const SPECIALTY_DOCTOR_MIN_PER_WEEK = 40 * 60;
/** The part of a consultant's week that is spent on the department's floor. */
const CONSULTANT_MIN_PER_WEEK = 30 * 60;

export const people: readonly DemoPerson[] = [
  resident(1, 'Amara', 'Okonjo', 'F2', 1, ['ALS']),
  resident(2, 'Tom', 'Ashdown', 'F2', 1, [{ code: 'ALS', untilDay: 12 }]),
  resident(3, 'Mei', 'Lindqvist', 'F2', 1, []),
  resident(4, 'Rhodri', 'Pennant', 'F2', 1, ['ALS']),
  resident(5, 'Sofia', 'Marchetti', 'F2', 0.8, []),
  resident(6, 'Kwabena', 'Ofori-Lund', 'ST1', 1, ['ALS']),
  resident(7, 'Isla', 'Drummore', 'ST1', 1, ['ALS', 'APLS']),
  resident(8, 'Nadia', 'Haroun', 'CT1', 1, ['ALS', 'AIRWAY']),
  resident(9, 'Callum', 'Thirlby', 'ST2', 1, ['ALS', 'APLS', 'AIRWAY']),
  resident(10, 'Priyanka', 'Devlin', 'ST2', 0.6, ['ALS', 'APLS']),
  resident(11, 'Yusuf', 'Balkandi', 'CF', 1, ['ALS', 'AIRWAY']),
  resident(12, 'Grace', 'Adeyinka', 'CF', 1, ['ALS', 'APLS']),
  // Comes from abroad: begins in the third week.
  { ...resident(13, 'Lachlan', 'Wirrabara', 'CF', 1, ['ALS', 'TRAUMA']), firstDay: 14 },
  resident(14, 'Hannah', 'Fairweather-Roe', 'ST3', 1, ['ALS', 'APLS', 'AIRWAY']),
  resident(15, 'Vikram', 'Sethuraj', 'ST4', 1, ['ALS', 'APLS', 'AIRWAY', 'TRAUMA', 'EPIC']),
  resident(16, 'Bronagh', 'McIlvanney', 'ST4', 0.8, ['ALS', 'AIRWAY', 'EPIC']),
  resident(17, 'Daniel', 'Abernethy', 'ST5', 1, ['ALS', 'APLS', 'AIRWAY', 'TRAUMA', 'EPIC']),
  resident(18, 'Leila', 'Rostamian', 'ST6', 0.6, ['ALS', 'APLS', 'AIRWAY', 'TRAUMA', 'EPIC']),
  // Moves to the next post of the rotation in the second rota.
  {
    ...resident(19, 'Oluwaseun', 'Brightwell', 'ST7', 1, ['ALS', 'APLS', 'AIRWAY', 'TRAUMA', 'EPIC']),
    lastDay: 48,
  },
  specialtyDoctor(20, 'Marek', 'Zelenko', 1, ['ALS', 'AIRWAY', 'TRAUMA', 'EPIC']),
  specialtyDoctor(21, 'Shabnam', 'Qureshi-Holt', 1, ['ALS', 'APLS', 'AIRWAY', 'EPIC']),
  specialtyDoctor(22, 'Ewan', 'Kilbride', 0.8, ['ALS', 'AIRWAY', 'EPIC']),
  specialtyDoctor(23, 'Ifeoma', 'Nwachuku', 1, ['ALS', { code: 'APLS', untilDay: 20 }, 'TRAUMA', 'EPIC']),
  consultant(24, 'Margaret', 'Threlkeld', 1),
  consultant(25, 'Sanjeev', 'Ramanathan', 1),
  consultant(26, 'Caitlin', 'Verity', 0.8),
  consultant(27, 'Anders', 'Holmqvist', 1),
  consultant(28, 'Blessing', 'Chikwanha', 1),
];

function resident(
  serial: number,
  givenName: string,
  familyName: string,
  gradeCode: string,
  wte: number,
  skills: readonly DemoHeldSkill[],
): DemoPerson {
  const name = { givenName, familyName };
  return {
    ...doctor(serial, name, gradeCode, wte, skills),
    contractCode: 'doctors2016',
    fullTimeMinPerWeek: RESIDENT_MIN_PER_WEEK,
  };
}

function specialtyDoctor(
  serial: number,
  givenName: string,
  familyName: string,
  wte: number,
  skills: readonly DemoHeldSkill[],
): DemoPerson {
  return doctor(serial, { givenName, familyName }, 'SPD', wte, skills);
}

function consultant(serial: number, givenName: string, familyName: string, wte: number): DemoPerson {
  const skills = ['ALS', 'APLS', 'AIRWAY', 'TRAUMA', 'EPIC'];
  return {
    ...doctor(serial, { givenName, familyName }, 'CON', wte, skills),
    fullTimeMinPerWeek: CONSULTANT_MIN_PER_WEEK,
  };
}

function doctor(
  serial: number,
  name: { givenName: string; familyName: string },
  gradeCode: string,
  wte: number,
  skills: readonly DemoHeldSkill[],
): DemoPerson {
  return {
    staffNumber: staffNumber(serial),
    ...name,
    gradeCode,
    // Nobody's: numbers from 9900000 up are not given out.
    registration: { body: 'GMC', number: String(9_900_000 + serial) },
    wte,
    contractCode: 'wtr1998',
    fullTimeMinPerWeek: SPECIALTY_DOCTOR_MIN_PER_WEEK,
    skills,
  };
}

/** Staff number of the doctor with a serial number of the list above. */
export function staffNumber(serial: number): string {
  return `1${String(serial).padStart(5, '0')}`;
}
