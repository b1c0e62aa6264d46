import { type DataSource } from 'typeorm';
import { type IssuedSchedulesDto } from '../../src/modules/work-schedules/work-schedule.dto.js';
import { type Hospital } from './hospital.js';
import { addLines } from './line-rows.js';

/** Four weeks of long days, a weekend in four. */
export const LONG_DAYS = ['LLL----', 'LLLL---', 'L---LLL', '--LL---'];

/** Puts the staff account's person on a line and issues their work schedule. @returns its id */
export async function addWorkSchedule(db: DataSource, hospital: Hospital): Promise<string> {
  const { unitId, personId, shiftTypeId } = hospital;
  await addLines(db, {
    unitId,
    name: 'Ward A',
    lines: [LONG_DAYS],
    types: { L: shiftTypeId },
    people: [{ personId, line: 0 }],
    cycleStart: '2026-08-03',
    firstDate: '2026-08-05',
    lastDate: '2027-02-02',
  });
  const body = { unitId, on: '2026-08-05', personIds: [personId] };
  const { body: answer } = await hospital.as.hr.post('/work-schedules/issues', { body });
  const [doctor] = (answer as IssuedSchedulesDto).doctors;
  if (!doctor?.scheduleId) throw new Error(`no work schedule: ${JSON.stringify(answer)}`);
  return doctor.scheduleId;
}
