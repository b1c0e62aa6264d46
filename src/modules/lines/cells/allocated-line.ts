import { type Template, type TemplateShift } from '../../../../solver/explain/template/index.js';
import { type ShiftTypeEntity } from '../../demand/shift-type.entity.js';
import { DAYS_PER_WEEK, plusDays, turned } from './cycle.js';
import { type LineCells, shareOut, type SharedLine } from './share-out.js';

export type LineShiftType = Pick<
  ShiftTypeEntity,
  | 'id'
  | 'code'
  | 'name'
  | 'kind'
  | 'startMin'
  | 'endMin'
  | 'paidBreakMin'
  | 'unpaidBreakMin'
  | 'onCallEstimate'
>;

/** A line of a template's version, whoever works it. */
export interface StoredLine {
  readonly id: string;
  readonly name: string;
  readonly wteThousandths: number;
  /** Ids of shift types from the first Monday on; null: off. As long as the cycle. */
  readonly cells: readonly (string | null)[];
}

/** A line as an allocation gives it. */
export interface AllocationLine extends StoredLine {
  readonly templateId: string;
  /** Null: the lines of one template only are allocated, and need not be told apart by it. */
  readonly templateName: string | null;
  /** The Monday of cell 0. */
  readonly cycleStart: string;
  /** Of its template: each of so many people begins in another week. */
  readonly isOnlyLine: boolean;
}

/** Who is on a line, on which part of it, when. */
export interface Place {
  readonly id: string;
  readonly personId: string;
  readonly lineId: string;
  readonly startWeek: number;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly shareFrom: number;
  readonly shareUntil: number;
  readonly daysOff: readonly number[];
}

/** What of an allocation the lines of its people are made of. */
export interface AllocationContent {
  readonly lines: readonly AllocationLine[];
  readonly shiftTypes: readonly LineShiftType[];
  readonly places: readonly Place[];
}

/** A person's line for days on which it does not change. */
export interface PersonalLine {
  readonly placeId: string;
  readonly personId: string;
  readonly lineId: string;
  readonly templateId: string;
  /** With its week, where everybody works the same line: "SpR week 3". With its template, where several are allocated. */
  readonly lineName: string;
  /** ISO dates, both included. */
  readonly firstDate: string;
  readonly lastDate: string;
  /** The Monday of cell 0; it may lie before the first date. */
  readonly cycleStart: string;
  readonly cycleWeeks: number;
  /** Share of full time that this person works on the line, in thousandths. */
  readonly shareThousandths: number;
  /** Share of full time for which the whole line is made. */
  readonly lineThousandths: number;
  readonly daysOff: readonly number[];
  /** Ids of the shift types that this person works; null: off, or not theirs. Seven a week from Monday on. */
  readonly cells: readonly (string | null)[];
  /** The same of the whole line. */
  readonly lineCells: readonly (string | null)[];
}

/** Everybody's line, one entry for each stretch of days on which the same people share it; by line, then by date. */
export function personalLines(content: AllocationContent): PersonalLine[] {
  return content.places.flatMap((place) => linesOf(content, place));
}

function linesOf(content: AllocationContent, place: Place): PersonalLine[] {
  const line = content.lines.find(({ id }) => id === place.lineId);
  if (line === undefined) throw new Error(`place ${place.id} is on no line of its template`);
  const beside = content.places.filter((other) => isBeside(place, other));
  return stretchesOf(place, beside).map(({ firstDate, lastDate }) => {
    const present = beside.filter((other) => other.firstDate <= firstDate && firstDate <= other.lastDate);
    const { cells, shared } = sharedCells(content, line, present);
    const index = present.indexOf(place);
    return {
      placeId: place.id,
      personId: place.personId,
      lineId: line.id,
      templateId: line.templateId,
      lineName: lineName(line, place.startWeek),
      firstDate,
      lastDate,
      cycleStart: line.cycleStart,
      cycleWeeks: line.cells.length / DAYS_PER_WEEK,
      shareThousandths: place.shareUntil - place.shareFrom,
      lineThousandths: line.wteThousandths,
      daysOff: place.daysOff,
      cells: cells.map((cell, day) =>
        cell !== null && (cell.kind === 'off' || shared.owner[day] === index) ? cell.id : null,
      ),
      lineCells: cells.map((cell) => cell?.id ?? null),
    };
  });
}

function isBeside(place: Place, other: Place): boolean {
  return (
    other.lineId === place.lineId &&
    other.startWeek === place.startWeek &&
    other.firstDate <= place.lastDate &&
    place.firstDate <= other.lastDate
  );
}

/** A line's cells as those have them who share it, and who works which. The order of the sharers is that of the places. */
export function sharedCells(
  { shiftTypes }: Pick<AllocationContent, 'shiftTypes'>,
  line: StoredLine,
  places: readonly Place[],
): { cells: LineCells; shared: SharedLine } {
  const byId = new Map(shiftTypes.map((type) => [type.id, type]));
  const cells = turned(line.cells, places[0]?.startWeek ?? 0).map((id) =>
    id === null ? null : (byId.get(id) ?? null),
  );
  const sharers = places.map(({ id, shareFrom, shareUntil, daysOff }) => ({
    id,
    share: shareUntil - shareFrom,
    daysOff,
  }));
  return { cells, shared: shareOut(cells, line.wteThousandths, sharers) };
}

/** Days of a place on which nobody comes to or leaves its line. */
function stretchesOf(place: Place, beside: readonly Place[]): { firstDate: string; lastDate: string }[] {
  const starts = new Set([place.firstDate]);
  for (const other of beside) {
    if (other.firstDate > place.firstDate) starts.add(other.firstDate);
    if (other.lastDate < place.lastDate) starts.add(plusDays(other.lastDate, 1));
  }
  const ordered = [...starts].toSorted();
  return ordered.map((firstDate, index) => {
    const next = ordered[index + 1];
    return { firstDate, lastDate: next === undefined ? place.lastDate : plusDays(next, -1) };
  });
}

/** Of a template with one line everybody works the same, each a week on: the week tells them apart. */
export function lineName(line: AllocationLine, startWeek: number): string {
  const name = nameInTemplate(line, startWeek);
  return line.templateName === null ? name : `${line.templateName}, ${name}`;
}

/** A line's name as its own template has it. */
export function nameInTemplate({ name, isOnlyLine }: AllocationLine, startWeek: number): string {
  return isOnlyLine ? `${name} week ${startWeek + 1}` : name;
}

/** The templates of an allocation, as far as its lines need them. */
export interface LinesOrigin {
  readonly templateId: string;
  readonly templateVersionId: string;
  readonly templateName: string;
  readonly cycleStart: string;
}

/** The lines of the templates of one allocation, template by template. */
export function allocationLines(
  templates: readonly LinesOrigin[],
  lines: readonly (StoredLine & { readonly templateVersionId: string })[],
): AllocationLine[] {
  return templates.flatMap(({ templateId, templateVersionId, templateName, cycleStart }) => {
    const own = lines.filter((line) => line.templateVersionId === templateVersionId);
    return own.map((line) => ({
      ...line,
      templateId,
      cycleStart,
      templateName: templates.length === 1 ? null : templateName,
      isOnlyLine: own.length === 1,
    }));
  });
}

/** The cells of one or several lines in the form that the analysis of templates takes. */
export function asTemplate(
  shiftTypes: readonly LineShiftType[],
  lines: readonly {
    readonly name: string;
    readonly cells: readonly (string | null)[];
    readonly thousandths: number;
  }[],
): Template {
  const codes = new Map(shiftTypes.map(({ id, code }) => [id, code]));
  return {
    shifts: [OFF_SHIFT, ...shiftTypes.map(asTemplateShift)],
    lines: lines.map(({ name, cells, thousandths }) => ({
      name,
      wte: thousandths / 1000,
      weeks: Array.from({ length: cells.length / DAYS_PER_WEEK }, (_, week) =>
        cells
          .slice(week * DAYS_PER_WEEK, (week + 1) * DAYS_PER_WEEK)
          .map((id) => (id === null ? OFF_SHIFT.code : (codes.get(id) ?? OFF_SHIFT.code))),
      ),
    })),
  };
}

/** No shift type has an empty code. */
const OFF_SHIFT: TemplateShift = {
  code: '',
  name: 'Off',
  startMin: 0,
  lengthMin: 0,
  isWork: false,
  weekdayOnly: false,
  nonResidentOnCall: false,
  workMin: 0,
};

function asTemplateShift(type: LineShiftType): TemplateShift {
  const { code, name, kind, startMin, endMin, paidBreakMin, unpaidBreakMin, onCallEstimate } = type;
  const lengthMin = endMin - startMin;
  const base = { code, name, startMin, lengthMin, isWork: kind !== 'off', weekdayOnly: false };
  if (kind !== 'on-call') {
    const breaks = paidBreakMin + unpaidBreakMin === 0 ? {} : { paidBreakMin };
    return { ...base, nonResidentOnCall: false, workMin: lengthMin - unpaidBreakMin, ...breaks };
  }
  if (onCallEstimate === null) return { ...base, nonResidentOnCall: true, workMin: null };
  const { workMin, episodes, restMin, longestRestMin } = onCallEstimate;
  return { ...base, nonResidentOnCall: true, workMin, onCall: { episodes, restMin, longestRestMin } };
}
