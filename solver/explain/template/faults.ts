import { DAYS_PER_WEEK, MINUTES_PER_DAY, shiftOn, type Template, type TemplateLine } from './template.js';

/** Something wrong with a template: where, and what with which value. */
export interface TemplateFault {
  /** "line SpR week 2 Tue", "shift N". */
  readonly place: string;
  readonly message: string;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const LONGEST_SHIFT_MIN = 2 * MINUTES_PER_DAY;

export function cycleDayName(day: number, cycleDays: number): string {
  const inCycle = ((day % cycleDays) + cycleDays) % cycleDays;
  return `week ${Math.floor(inCycle / DAYS_PER_WEEK) + 1} ${WEEKDAYS[inCycle % DAYS_PER_WEEK]!}`;
}

/** Everything that is wrong with a template, not only the first thing. */
export function templateFaults(template: Template): TemplateFault[] {
  return [
    ...(template.lines.length === 0 ? [{ place: 'template', message: 'there is no line in it' }] : []),
    ...shiftFaults(template),
    ...template.lines.flatMap((line) => lineFaults(template, line)),
  ];
}

function shiftFaults({ shifts }: Template): TemplateFault[] {
  return shifts.flatMap((shift, index) => {
    const found: string[] = [];
    if (shifts.findIndex(({ code }) => code === shift.code) < index)
      found.push(`code "${shift.code}" comes twice`);
    if (shift.isWork && !(shift.lengthMin > 0 && shift.lengthMin <= LONGEST_SHIFT_MIN)) {
      found.push(
        `lasts ${shift.lengthMin / 60} h; a shift lasts more than 0 h and at most ${LONGEST_SHIFT_MIN / 60} h`,
      );
    }
    if (shift.workMin !== null && (shift.workMin < 0 || shift.workMin > shift.lengthMin)) {
      found.push(
        `has ${shift.workMin / 60} h of work in ${shift.lengthMin / 60} h; it must be from 0 h to its length`,
      );
    }
    return found.map((message) => ({ place: `shift ${shift.code}`, message }));
  });
}

function lineFaults(template: Template, line: TemplateLine): TemplateFault[] {
  const cycleDays = line.weeks.length * DAYS_PER_WEEK;
  const place = (day: number): string => `line ${line.name} ${cycleDayName(day, cycleDays)}`;
  const known = template.shifts.map(({ code }) => code).join(', ');
  const found: TemplateFault[] = [];
  if (line.weeks.length === 0) found.push({ place: `line ${line.name}`, message: 'has no weeks' });
  if (!(line.wte > 0 && line.wte <= 1))
    found.push({ place: `line ${line.name}`, message: `wte must be above 0 and at most 1, not ${line.wte}` });
  for (const [week, codes] of line.weeks.entries()) {
    const where = `line ${line.name} week ${week + 1}`;
    if (codes.length === 0) found.push({ place: where, message: 'is missing' });
    else if (codes.length !== DAYS_PER_WEEK)
      found.push({ place: where, message: `has ${codes.length} days; a week has ${DAYS_PER_WEEK}` });
  }
  for (let day = 0; day < cycleDays; day++) {
    const code = line.weeks[Math.floor(day / DAYS_PER_WEEK)]![day % DAYS_PER_WEEK];
    if (code !== undefined && !template.shifts.some((shift) => shift.code === code))
      found.push({ place: place(day), message: `"${code}" is not a shift; known are ${known}` });
    const overlap = overlapAfter(template, line, day);
    if (overlap !== null) found.push({ place: place(day), message: overlap });
  }
  return found;
}

/** Nobody is in two places: the shift of a day ends before that of one of the next days begins. */
function overlapAfter(template: Template, line: TemplateLine, day: number): string | null {
  const shift = shiftOn(template, line, day);
  if (shift === null) return null;
  const cycleDays = line.weeks.length * DAYS_PER_WEEK;
  const end = shift.startMin + shift.lengthMin;
  for (let ahead = 1; ahead * MINUTES_PER_DAY < end; ahead++) {
    const next = shiftOn(template, line, day + ahead);
    if (next === null || ahead * MINUTES_PER_DAY + next.startMin >= end) continue;
    const where = cycleDayName(day + ahead, cycleDays);
    return `${shift.code} ends at ${clock(end)} on ${cycleDayName(day + Math.floor(end / MINUTES_PER_DAY), cycleDays)}, after ${next.code} of ${where} begins at ${clock(next.startMin)}`;
  }
  return null;
}

export function clock(minute: number): string {
  const inDay = minute % MINUTES_PER_DAY;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}
