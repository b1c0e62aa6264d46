import { OFF, type Person, type Rota } from '../../../../solver/model/index.js';
import { type FillBaseline, type FilledCell, type FillKeep } from '../fill.entity.js';
import { judgePerson, type RotaViolation } from './judge.js';
import { buildProblem, type BuiltProblem, keeps } from './problem-builder.js';
import { dateInWords } from './rota-clock.js';
import { type RotaInput, type WorkInput } from './rota-input.js';

export interface FillToApply {
  readonly best: readonly FilledCell[];
  readonly baseline: FillBaseline;
  readonly keep: FillKeep;
  /** Days before this ISO date stay as they stand; null: none. */
  readonly fromDate: string | null;
}

export interface PlannedCell {
  readonly personId: string;
  readonly date: string;
  /** What stands there now. */
  readonly standingId: string | null;
  /** Null: the day becomes free. */
  readonly shiftTypeId: string | null;
}

/** What applying a fill changes, and what it leaves out. */
export interface FillPlan {
  readonly built: BuiltProblem;
  /** The rota as it will stand. */
  readonly rota: Rota;
  /** Only cells that change; what stays as it is keeps its id and version. */
  readonly cells: readonly PlannedCell[];
  readonly notes: readonly string[];
}

/** A person's line while the plan is made: day by day what will stand, and whether the fill may still change it. */
interface PlannedLine {
  readonly person: Person;
  readonly standing: readonly (WorkInput | undefined)[];
  readonly cells: number[];
  readonly free: boolean[];
}

/**
 * How the best rota of a fill goes into the rota as it stands now, which may have changed while the search ran: what
 * was changed by hand or is pinned stays; what somebody cannot work any more or what breaks a hard rule is left out.
 *
 * @param input as it stands now.
 */
export function planFill(input: RotaInput, fill: FillToApply): FillPlan {
  const built = buildProblem(input, 'none');
  const notes = new Set<string>();
  const note = (text: string): void => void notes.add(text);
  noteUnknownPeople(built, fill, note);
  const touched = touchedCells(input, fill.baseline);
  const wanted = new Map(fill.best.map((cell) => [`${cell.personId} ${cell.date}`, cell.shiftTypeId]));
  const lines = built.problem.people.map((person) => planLine(input, built, person, fill, touched, wanted));
  for (const line of lines) leaveOutBlocked(built, line, note);
  const rota = { cells: lines.map((line) => line.cells) };
  for (const line of lines) leaveOutBreaches(built, rota, line, note);
  return { built, rota, cells: lines.flatMap((line) => changedCells(built, line)), notes: [...notes] };
}

function noteUnknownPeople(built: BuiltProblem, fill: FillToApply, note: (text: string) => void): void {
  const known = new Set(built.problem.people.map(({ id }) => id));
  const gone = new Set(
    fill.best.filter(({ personId }) => !known.has(personId)).map(({ personId }) => personId),
  );
  if (gone.size > 0)
    note(`${gone.size} of the people filled in have left the unit since; their shifts were left out`);
}

/** Cells that somebody changed by hand since the search started. */
function touchedCells(input: RotaInput, baseline: FillBaseline): Set<string> {
  const standing = new Map(
    input.people.flatMap(({ person, work }) =>
      work
        .filter(({ rotaId }) => rotaId === input.rota.id)
        .map((row) => [row.id, { personId: person.id, date: row.date, version: row.version }] as const),
    ),
  );
  const touched = new Set<string>();
  for (const [id, was] of Object.entries(baseline)) {
    if (standing.get(id)?.version !== was.version) touched.add(`${was.personId} ${was.date}`);
  }
  for (const [id, row] of standing) {
    if (baseline[id]?.version !== row.version) touched.add(`${row.personId} ${row.date}`);
  }
  return touched;
}

function planLine(
  input: RotaInput,
  { problem, clock }: BuiltProblem,
  person: Person,
  fill: FillToApply,
  touched: ReadonlySet<string>,
  wanted: ReadonlyMap<string, string>,
): PlannedLine {
  const personInput = input.people.find((candidate) => candidate.person.id === person.id);
  const stays = keeps(fill.keep);
  const ours = (personInput?.work ?? []).filter(({ rotaId }) => rotaId === input.rota.id);
  const indexOf = (id: string | undefined): number => problem.shiftTypes.findIndex((type) => type.id === id);
  const standing = clock.days.map(({ date }) => ours.find((row) => row.date === date));
  const free = clock.days.map(({ date }, day) => {
    const row = standing[day];
    if (touched.has(`${person.id} ${date}`)) return false;
    if (fill.fromDate !== null && date < fill.fromDate) return false;
    return row === undefined || personInput === undefined || !(row.kind === 'off' || stays(row, personInput));
  });
  const cells = clock.days.map(({ date }, day) =>
    indexOf(free[day] === true ? wanted.get(`${person.id} ${date}`) : standing[day]?.shiftTypeId),
  );
  return { person, standing, cells, free };
}

function leaveOutBlocked(
  { problem, clock }: BuiltProblem,
  line: PlannedLine,
  note: (text: string) => void,
): void {
  line.cells.forEach((cell, day) => {
    const type = problem.shiftTypes[cell];
    if (type === undefined || line.free[day] !== true) return;
    const block = line.person.blocks.find(
      ({ dayIndex, shiftTypeId }) => dayIndex === day && (shiftTypeId === null || shiftTypeId === type.id),
    );
    if (block === undefined && line.person.shiftTypeIds.includes(type.id)) return;
    const reason = block?.reason ?? 'grade or skills do not allow it';
    note(
      `${type.code} on ${dateInWords(clock.dateOf(day))} was left out for ${line.person.name} since the fill began: ${reason}`,
    );
    line.cells[day] = OFF;
  });
}

/**
 * Takes filled shifts away until no hard rule is broken. Some breaches take several shifts to mend (both days of a weekend): a
 * removal that mends nothing is kept only if a later one does.
 */
function leaveOutBreaches(
  built: BuiltProblem,
  rota: Rota,
  line: PlannedLine,
  note: (text: string) => void,
): void {
  const breaches = (): RotaViolation[] =>
    judgePerson(built, rota, line.person).filter(({ level }) => level === 'hard');
  const tentative: { day: number; cell: number; message: string }[] = [];
  let mendedTo = breaches();
  for (let standing = mendedTo; standing.length > 0; standing = breaches()) {
    const removal = bestRemoval(built, line, standing, () => breaches().length);
    if (removal === null) break;
    tentative.push({ ...removal, cell: line.cells[removal.day] ?? OFF, message: standing[0]?.message ?? '' });
    line.cells[removal.day] = OFF;
    if (removal.left >= mendedTo.length) continue;
    for (const { day, cell, message } of tentative.splice(0)) {
      const date = dateInWords(built.clock.dateOf(day));
      note(
        `${built.problem.shiftTypes[cell]?.code} on ${date} was left out for ${line.person.name}: ${message}`,
      );
    }
    mendedTo = breaches();
  }
  for (const { day, cell } of tentative) line.cells[day] = cell;
  for (const { message } of mendedTo) note(`${line.person.name}: ${message}`);
}

/** The filled shift among those at fault whose removal leaves the fewest breaches, never more than there are. */
function bestRemoval(
  { clock }: BuiltProblem,
  line: PlannedLine,
  standing: readonly RotaViolation[],
  count: () => number,
): { day: number; left: number } | null {
  let best: { day: number; left: number } | null = null;
  for (const [day, cell] of line.cells.entries()) {
    const date = clock.dateOf(day);
    const involved = standing.some(({ fromDate, toDate }) => fromDate <= date && date <= toDate);
    if (cell === OFF || line.free[day] !== true || !involved) continue;
    line.cells[day] = OFF;
    const left = count();
    line.cells[day] = cell;
    if (left <= standing.length && left < (best?.left ?? Infinity)) best = { day, left };
  }
  return best;
}

function changedCells({ problem, clock }: BuiltProblem, line: PlannedLine): PlannedCell[] {
  return line.cells.flatMap((cell, day) => {
    if (line.free[day] !== true) return [];
    const shiftTypeId = problem.shiftTypes[cell]?.id ?? null;
    const row = line.standing[day];
    if (shiftTypeId === (row?.shiftTypeId ?? null)) return [];
    return [{ personId: line.person.id, date: clock.dateOf(day), standingId: row?.id ?? null, shiftTypeId }];
  });
}
