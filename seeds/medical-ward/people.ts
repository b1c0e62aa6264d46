import { type DemoHeldSkill, type DemoPerson } from '../demo-types.js';

const FULL_TIME_MIN_PER_WEEK = 37.5 * 60;

export const people: readonly DemoPerson[] = [
  nurse(1, 'Bernadette', 'Lockhart', 'B7', 1, ['ILS', 'NIC', 'IV', 'NIV']),
  nurse(2, 'Joseph', 'Mensahene', 'B6', 1, ['ILS', 'NIC', 'IV', 'NIV']),
  nurse(3, 'Aoife', 'Tarrant', 'B6', 1, ['ILS', 'NIC', 'IV', 'NIV']),
  nurse(4, 'Maricel', 'Dalisay', 'B6', 1, ['ILS', 'NIC', 'IV', 'NIV']),
  nurse(5, 'Gwen', 'Parfitt-Rees', 'B6', 0.8, ['ILS', 'NIC', 'IV']),
  nurse(6, 'Stephen', 'Oduya', 'B6', 0.6, ['ILS', 'NIC', 'IV', 'NIV']),
  nurse(7, 'Jocelyn', 'Batangan', 'B5', 1, ['ILS', 'NIC', 'IV', 'NIV']),
  nurse(8, 'Alisha', 'Kannampuzha', 'B5', 1, ['ILS', 'NIC', 'IV']),
  nurse(9, 'Ruth', 'Hathersage', 'B5', 0.6, ['ILS', 'NIC', 'IV', 'NIV']),
  nurse(10, 'Chidi', 'Anozie', 'B5', 1, ['ILS', 'IV', 'NIV']),
  nurse(11, 'Megan', 'Ollerton', 'B5', 0.8, ['ILS', 'IV']),
  nurse(12, 'Siddharth', 'Varkey', 'B5', 1, ['ILS', 'IV', 'NIV']),
  nurse(13, 'Kirsty', 'Balmuir', 'B5', 0.8, ['ILS', 'IV']),
  nurse(14, 'Rosalind', 'Achterberg', 'B5', 1, ['ILS', 'IV', { code: 'NIV', untilDay: 16 }]),
  nurse(15, 'Emeka', 'Uzondu', 'B5', 0.8, ['ILS', 'IV']),
  nurse(16, 'Liezl', 'Van Rensdal', 'B5', 0.8, ['ILS', 'IV', 'NIV']),
  nurse(17, 'Poppy', 'Greengrass', 'B5', 1, ['ILS']),
  nurse(18, 'Tendai', 'Mushonga', 'B5', 1, ['ILS', 'IV', 'NIV']),
  nurse(19, 'Helen', 'Scarisbrook', 'B5', 0.6, ['ILS', 'IV']),
  nurse(20, 'Arjun', 'Menachery', 'B5', 1, ['ILS', 'IV']),
  nurse(21, 'Lowri', 'Hafodwen', 'B5', 0.8, ['ILS', 'IV', 'NIV']),
  nurse(22, 'Dorcas', 'Amponsem', 'B5', 1, [{ code: 'ILS', untilDay: 9 }, 'IV']),
  // Newly qualified: medicines training is still to come.
  nurse(23, 'Finn', 'Castlereagh-Boyd', 'B5', 1, ['ILS']),
  { ...nurse(24, 'Isabel', 'Quintanar', 'B5', 1, ['ILS', 'IV']), firstDay: 7 },
  assistant(25, 'Sheila', 'Wragby', 'B4', 1, ['VENEPUNCTURE']),
  assistant(26, 'Mohammed', 'Al-Tikrani', 'B3', 1, ['VENEPUNCTURE']),
  assistant(27, 'Paulette', 'Grangemore', 'B3', 0.8, ['VENEPUNCTURE']),
  assistant(28, 'Dawid', 'Kosmalski', 'B3', 1, []),
  assistant(29, 'Tracey', 'Birkenside', 'B3', 0.6, ['VENEPUNCTURE']),
  assistant(30, 'Blessed', 'Nkomazana', 'B2', 1, []),
  assistant(31, 'Jean', 'Applethwaite', 'B2', 0.6, []),
  assistant(32, 'Samir', 'Boudjelal', 'B2', 1, []),
  assistant(33, 'Cerys', 'Llanmorlais', 'B2', 0.8, []),
  assistant(34, 'Ngozi', 'Ilechukwu', 'B2', 1, []),
];

function nurse(
  serial: number,
  givenName: string,
  familyName: string,
  gradeCode: string,
  wte: number,
  skills: readonly DemoHeldSkill[],
): DemoPerson {
  // Nobody's: a real number has the letter of a month, A to L, where these have a Z.
  const registration = { body: 'NMC', number: `20Z${String(serial).padStart(4, '0')}E` } as const;
  return { ...assistant(serial, givenName, familyName, gradeCode, wte, skills), registration };
}

function assistant(
  serial: number,
  givenName: string,
  familyName: string,
  gradeCode: string,
  wte: number,
  skills: readonly DemoHeldSkill[],
): DemoPerson {
  return {
    staffNumber: staffNumber(serial),
    givenName,
    familyName,
    gradeCode,
    registration: null,
    wte,
    contractCode: 'afc',
    fullTimeMinPerWeek: FULL_TIME_MIN_PER_WEEK,
    skills,
  };
}

/** Staff number of the person with a serial number of the list above. */
export function staffNumber(serial: number): string {
  return `2${String(serial).padStart(5, '0')}`;
}
