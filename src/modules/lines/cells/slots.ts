import {
  type AllocationContent,
  type AllocationLine,
  lineName,
  type Place,
  sharedCells,
} from './allocated-line.js';
import { cycleDay, DAYS_PER_WEEK, datesFrom, plusDays, turned } from './cycle.js';
import { isWork, type LineCells, type Unworked } from './share-out.js';

/** A line that somebody can be put on; a template with one line has one for each week in which somebody can begin. */
export interface Slot {
  /** Line and week. */
  readonly key: string;
  readonly line: AllocationLine;
  readonly startWeek: number;
  readonly name: string;
  /** Thousandths of full time for which it is made. */
  readonly capacity: number;
}

export function slotKey({ lineId, startWeek }: Pick<Place, 'lineId' | 'startWeek'>): string {
  return `${lineId}#${startWeek}`;
}

export function slotsOf(lines: readonly AllocationLine[]): Slot[] {
  return lines.flatMap((line) => {
    const weeks = line.isOnlyLine ? line.cells.length / DAYS_PER_WEEK : 1;
    return Array.from({ length: weeks }, (_, startWeek) => ({
      key: slotKey({ lineId: line.id, startWeek }),
      line,
      startWeek,
      name: lineName(line, startWeek),
      capacity: line.wteThousandths,
    }));
  });
}

/** A slot's cells as whoever is on it has them, with the kinds of its shifts. */
export function cellsOf({ shiftTypes }: Pick<AllocationContent, 'shiftTypes'>, slot: Slot): LineCells {
  const byId = new Map(shiftTypes.map((type) => [type.id, type]));
  return turned(slot.line.cells, slot.startWeek).map((id) => (id === null ? null : (byId.get(id) ?? null)));
}

export interface WorkedCell {
  readonly personId: string;
  readonly date: string;
  readonly shiftTypeId: string;
  readonly lineName: string;
}

/** A shift of a line that nobody has: there is nobody on it, or it is not for those who are. */
export interface OpenCell {
  readonly date: string;
  readonly shiftTypeId: string;
  readonly lineName: string;
  readonly why: 'nobody' | Unworked;
}

/** Every shift of every line from one ISO date to another: somebody's, or nobody's with the reason. By line, then by date. */
export function workFromLines(
  content: AllocationContent,
  firstDate: string,
  lastDate: string,
): { worked: WorkedCell[]; open: OpenCell[] } {
  const worked: WorkedCell[] = [];
  const open: OpenCell[] = [];
  for (const slot of slotsOf(content.lines)) {
    const onIt = content.places.filter((place) => slotKey(place) === slot.key);
    const shared = new SharesOfSlot(content, slot);
    for (const date of datesFrom(firstDate, lastDate)) {
      const present = onIt.filter((place) => place.firstDate <= date && date <= place.lastDate);
      const day = cycleDay(slot.line.cycleStart, slot.line.cells.length / DAYS_PER_WEEK, date);
      const { cells, owner, unworked } = shared.among(present);
      const cell = cells[day];
      if (!isWork(cell)) continue;
      const shift = { date, shiftTypeId: cell.id, lineName: slot.name };
      const who = present[owner[day] ?? -1];
      if (who !== undefined) worked.push({ ...shift, personId: who.personId });
      else
        open.push({ ...shift, why: present.length === 0 ? 'nobody' : (unworked.get(day) ?? 'beyond-share') });
    }
  }
  return { worked, open };
}

/** How a slot is shared out, told once for the same people. */
class SharesOfSlot {
  private readonly known = new Map<
    string,
    { cells: LineCells; owner: readonly (number | null)[]; unworked: ReadonlyMap<number, Unworked> }
  >();

  constructor(
    private readonly content: AllocationContent,
    private readonly slot: Slot,
  ) {}

  among(present: readonly Place[]): {
    cells: LineCells;
    owner: readonly (number | null)[];
    unworked: ReadonlyMap<number, Unworked>;
  } {
    const key = present.map(({ id }) => id).join(' ');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const found =
      present.length === 0
        ? { cells: cellsOf(this.content, this.slot), owner: [], unworked: new Map<number, Unworked>() }
        : this.shared(present);
    this.known.set(key, found);
    return found;
  }

  private shared(present: readonly Place[]): {
    cells: LineCells;
    owner: readonly (number | null)[];
    unworked: ReadonlyMap<number, Unworked>;
  } {
    const { cells, shared } = sharedCells(this.content, this.slot.line, present);
    return { cells, ...shared };
  }
}

/** A part of a line on which there is nobody for some days. */
export interface FreePart {
  readonly slot: Slot;
  readonly firstDate: string;
  readonly lastDate: string;
  /** Thousandths of full time. */
  readonly free: number;
}

/** What of the lines nobody has, from one date to the next on which that changes. */
export function freeParts(
  slots: readonly Slot[],
  places: readonly Place[],
  firstDate: string,
  lastDate: string,
): FreePart[] {
  return slots.flatMap((slot) => {
    const onIt = places.filter((place) => slotKey(place) === slot.key);
    const starts = new Set([firstDate]);
    for (const place of onIt) {
      starts.add(place.firstDate);
      if (place.lastDate < lastDate) starts.add(plusDays(place.lastDate, 1));
    }
    const ordered = [...starts].toSorted();
    return ordered.flatMap((from, index): FreePart[] => {
      const next = ordered[index + 1];
      const used = onIt
        .filter((place) => place.firstDate <= from && from <= place.lastDate)
        .reduce((sum, { shareFrom, shareUntil }) => sum + shareUntil - shareFrom, 0);
      const free = slot.capacity - used;
      return free <= 0
        ? []
        : [{ slot, firstDate: from, lastDate: next === undefined ? lastDate : plusDays(next, -1), free }];
    });
  });
}

/** Where on a line there is room for a share during a place's days; null where there is none in one piece. */
export function seatFor(
  slot: Slot,
  place: Pick<Place, 'firstDate' | 'lastDate'> & { readonly share: number },
  others: readonly Place[],
): { shareFrom: number; shareUntil: number } | null {
  const beside = others.filter(
    (other) =>
      slotKey(other) === slot.key && other.firstDate <= place.lastDate && place.firstDate <= other.lastDate,
  );
  const share = Math.min(place.share, slot.capacity);
  const starts = [0, ...beside.map(({ shareUntil }) => shareUntil)].toSorted((a, b) => a - b);
  for (const from of starts) {
    const until = from + share;
    if (
      until <= slot.capacity &&
      beside.every((other) => other.shareUntil <= from || until <= other.shareFrom)
    )
      return { shareFrom: from, shareUntil: until };
  }
  return null;
}
