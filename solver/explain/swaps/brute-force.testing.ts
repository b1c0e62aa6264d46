import { coverStates } from '../../constraints/cover.js';
import { LineJudge } from '../../constraints/judge.js';
import { type Violation } from '../../constraints/violation.js';
import { OFF, type Problem, type Rota } from '../../model/index.js';
import { newViolations } from '../compare.js';

/** Tries every hand-over, swap and chain by the explain faces alone; for tests that hold the finder to it. */

export interface Offered {
  readonly personId: string;
  readonly dayIndex: number;
}

interface Slot {
  readonly person: number;
  readonly day: number;
  readonly type: number;
}

/** `from>to day shiftType` of each hop, joined by commas. */
export function bruteForceSwaps(problem: Problem, rota: Rota, offered: Offered, fromDay: number): string[] {
  const owner = problem.people.findIndex(({ id }) => id === offered.personId);
  const first: Slot = { person: owner, day: offered.dayIndex, type: rota.cells[owner]![offered.dayIndex]! };
  const others = slots(problem, rota, fromDay).filter(({ person }) => person !== owner);
  const takes = mayTake(problem, rota);
  const found: string[] = [];
  const keep = (chain: readonly Slot[], to: readonly number[]): void => {
    if (coverHolds(problem, rota, chain, to))
      found.push(chain.map((slot, k) => hop(problem, slot, to[k]!)).join(', '));
  };
  for (let person = 0; person < problem.people.length; person++) {
    if (person === owner) continue;
    if (takes(owner, first, null) && takes(person, null, first)) keep([first], [person]);
  }
  for (const second of others) {
    if (!takes(second.person, second, first)) continue;
    if (takes(owner, first, second)) keep([first, second], [second.person, owner]);
    for (const third of others) {
      if (third.person === second.person || !takes(owner, first, third)) continue;
      if (takes(third.person, third, second)) {
        keep([first, second, third], [second.person, third.person, owner]);
      }
    }
  }
  return found;
}

function slots(problem: Problem, rota: Rota, fromDay: number): Slot[] {
  return problem.people.flatMap((_, person) =>
    problem.days
      .filter(({ index }) => index >= fromDay && rota.cells[person]![index] !== OFF)
      .map(({ index }) => ({ person, day: index, type: rota.cells[person]![index]! })),
  );
}

/** Whether somebody may give one shift and take another; either may be none. */
function mayTake(
  problem: Problem,
  rota: Rota,
): (person: number, gives: Slot | null, takes: Slot | null) => boolean {
  const known = new Map<string, boolean>();
  const judges = problem.people.map((person) => new LineJudge(problem, person, 'all'));
  const standing = judges.map((judge, person) => judge.violations(rota.cells[person]!));
  return (person, gives, takes) => {
    const key = [person, gives?.day, takes?.day, takes?.type].join();
    const answer =
      known.get(key) ?? isLegal(judges[person]!, standing[person]!, rota.cells[person]!, gives, takes);
    known.set(key, answer);
    return answer;
  };
}

function isLegal(
  judge: LineJudge,
  standing: readonly Violation[],
  row: readonly number[],
  gives: Slot | null,
  takes: Slot | null,
): boolean {
  if (takes !== null && gives !== null && takes.day === gives.day && takes.type === gives.type) return false;
  if (takes !== null && row[takes.day] !== OFF && takes.day !== gives?.day) return false;
  const cells = [...row];
  if (gives !== null) cells[gives.day] = OFF;
  if (takes !== null) cells[takes.day] = takes.type;
  return !newViolations(standing, judge.violations(cells)).some(({ level }) => level === 'hard');
}

function coverHolds(problem: Problem, rota: Rota, chain: readonly Slot[], to: readonly number[]): boolean {
  const days = new Set(chain.map(({ day }) => day));
  const part = { ...problem, cover: problem.cover.filter(({ dayIndex }) => days.has(dayIndex)) };
  const rows = rota.cells.map((row) => [...row]);
  for (const { person, day } of chain) rows[person]![day] = OFF;
  chain.forEach(({ day, type }, k) => (rows[to[k]!]![day] = type));
  const before = coverStates(part, rota);
  return coverStates(part, { cells: rows }).every(({ short }, k) => short <= before[k]!.short);
}

function hop(problem: Problem, { person, day, type }: Slot, to: number): string {
  return `${problem.people[person]!.id}>${problem.people[to]!.id} ${day} ${problem.shiftTypes[type]!.id}`;
}
