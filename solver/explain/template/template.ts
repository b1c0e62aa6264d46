import { type OnCallEstimate } from '../../model/index.js';

/** A shift of a template. */
export interface TemplateShift {
  readonly code: string;
  readonly name: string;
  /** Local minutes after midnight. */
  readonly startMin: number;
  readonly lengthMin: number;
  /** False for a code that stands for a day off. */
  readonly isWork: boolean;
  /** The code stands for nothing on Saturday and Sunday. */
  readonly weekdayOnly: boolean;
  /** On-call from home; whoever is on call in the hospital works a shift like any other. */
  readonly nonResidentOnCall: boolean;
  /** Minutes of work; null for non-resident on-call of which nobody has estimated them. */
  readonly workMin: number | null;
  /** Paid breaks in minutes, where they are known. */
  readonly paidBreakMin?: number;
  readonly onCall?: OnCallEstimate;
}

/** A line: weeks from Monday to Sunday, seven codes each, which repeat. */
export interface TemplateLine {
  readonly name: string;
  readonly weeks: readonly (readonly string[])[];
  /** Whole time equivalent of who works it: limits on hours are pro rata. */
  readonly wte: number;
}

export interface Template {
  readonly shifts: readonly TemplateShift[];
  readonly lines: readonly TemplateLine[];
}

export const DAYS_PER_WEEK = 7;
export const MINUTES_PER_DAY = 1440;
const SATURDAY = 5;

/** The shift that a line has on a day of its cycle, or null for a day off. */
export function shiftOn(template: Template, line: TemplateLine, day: number): TemplateShift | null {
  const weekday = day % DAYS_PER_WEEK;
  const code = line.weeks[Math.floor(day / DAYS_PER_WEEK) % line.weeks.length]?.[weekday];
  const shift = template.shifts.find((candidate) => candidate.code === code);
  if (shift?.isWork !== true) return null;
  return shift.weekdayOnly && weekday >= SATURDAY ? null : shift;
}
