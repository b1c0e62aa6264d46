import { type FieldProblem } from '../common/problems';

export const FIELDS = {
  pack: 'template-pack',
  lines: 'template-lines',
  shifts: 'template-shifts',
  leaveWeeks: 'template-leave-weeks',
  leaveHours: 'template-leave-hours',
  wte: 'template-wte',
} as const;

export interface TemplateFields {
  pack: string;
  unitId: string;
  lines: string;
  shifts: string;
  leaveWeeks: string;
  leaveHours: string;
  wte: string;
  optedOut: boolean;
  weekendsAuthorised: boolean;
}

export interface TemplateInput {
  pack: string;
  unitId?: string;
  linesCsv: string;
  shiftsCsv: string;
  leaveWeeks: number | null;
  leaveHours: number | null;
  wte: number | null;
  optedOut: boolean;
  weekendsAuthorised: boolean;
}

export const EMPTY: TemplateFields = {
  pack: '',
  unitId: '',
  lines: '',
  shifts: '',
  leaveWeeks: '',
  leaveHours: '',
  wte: '',
  optedOut: false,
  weekendsAuthorised: false,
};

/** A small template to begin with: eight weeks of days, long days and nights. */
export const EXAMPLE = {
  lines: `line,week,Mon,Tue,Wed,Thu,Fri,Sat,Sun
Doctor,1,D,D,D,D,D,OFF,OFF
Doctor,2,LD,LD,OFF,OFF,LD,LD,LD
Doctor,3,OFF,OFF,D,D,D,OFF,OFF
Doctor,4,N,N,N,N,OFF,OFF,OFF
Doctor,5,D,D,D,D,D,OFF,OFF
Doctor,6,D,D,D,LD,OFF,OFF,OFF
Doctor,7,OFF,OFF,D,D,N,N,N
Doctor,8,OFF,OFF,D,D,D,OFF,OFF
`,
  shifts: `code,name,start,hours,work,weekday_only,on_call,resident,paid_break_minutes
D,Day,08:00,8,True,False,False,True,30
LD,Long day,08:00,12.5,True,False,False,True,60
N,Night,20:00,12.5,True,False,False,True,90
OFF,Off,00:00,0,False,False,False,True,
`,
};

/** What is sent, or what is wrong with the fields. */
export function inputFrom(fields: TemplateFields): { input: TemplateInput; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const need = (text: string, field: string, message: string): void => {
    if (text.trim() === '') problems.push({ field, message });
  };
  need(fields.pack, FIELDS.pack, 'Choose the rules to check by');
  need(fields.lines, FIELDS.lines, 'Paste or upload the lines of the template');
  need(fields.shifts, FIELDS.shifts, 'Paste or upload the shifts of the template');
  const number = (text: string, field: string, what: string): number | null => {
    if (text.trim() === '') return null;
    const value = Number(text);
    if (Number.isFinite(value)) return value;
    problems.push({ field, message: `Enter ${what} as a number, or leave it empty` });
    return null;
  };
  const leaveWeeks = number(fields.leaveWeeks, FIELDS.leaveWeeks, 'the weeks of leave');
  const leaveHours = number(fields.leaveHours, FIELDS.leaveHours, 'the hours of a week of leave');
  const wte = number(fields.wte, FIELDS.wte, 'the share of full time');
  if (problems.length === 0 && (leaveWeeks === null) !== (leaveHours === null)) {
    const field = leaveWeeks === null ? FIELDS.leaveWeeks : FIELDS.leaveHours;
    problems.push({ field, message: 'Enter both the weeks of leave and the hours in each, or neither' });
  }
  const { pack, unitId, lines, shifts, optedOut, weekendsAuthorised } = fields;
  return {
    input: {
      pack,
      ...(unitId === '' ? {} : { unitId }),
      linesCsv: lines,
      shiftsCsv: shifts,
      leaveWeeks,
      leaveHours,
      wte,
      optedOut,
      weekendsAuthorised,
    },
    problems,
  };
}

/** The field that a fault of the template belongs to: "Lines line 3" to the lines. */
export function fieldOfFault(path: string): string | null {
  if (path === 'pack') return FIELDS.pack;
  if (path === 'leaveWeeks') return FIELDS.leaveWeeks;
  if (path === 'leaveHours') return FIELDS.leaveHours;
  if (path === 'wte') return FIELDS.wte;
  if (/^(Shifts|shift |shiftsCsv)/.test(path)) return FIELDS.shifts;
  return /^(Lines|line |linesCsv|template)/.test(path) ? FIELDS.lines : null;
}
