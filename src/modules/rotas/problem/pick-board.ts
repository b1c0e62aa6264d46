import { verdictOnChange } from '../../../../solver/explain/index.js';
import { OFF, type Rota } from '../../../../solver/model/index.js';
import { buildProblem, type BuiltProblem } from './problem-builder.js';
import { standingRota } from './rota-cells.js';
import { type RotaInput } from './rota-input.js';

/** A shift that somebody would like to have. */
export interface Pick {
  readonly personId: string;
  /** ISO date on which it starts. */
  readonly date: string;
  readonly shiftTypeId: string;
}

/** What a rota that is being made still has to give, kept up to date while shifts are given. */
export class PickBoard {
  private readonly built: BuiltProblem;
  private readonly rota: Rota & { cells: number[][] };
  private readonly row: ReadonlyMap<string, number>;

  constructor(input: RotaInput) {
    this.built = buildProblem(input, 'none');
    const standing = standingRota(input, this.built.problem, this.built.clock);
    this.rota = { cells: standing.cells.map((cells) => [...cells]) };
    this.row = new Map(this.built.problem.people.map(({ id }, index) => [id, index]));
  }

  /** Why somebody cannot have a shift by the rules; null: they can. */
  refusal({ personId, date, shiftTypeId }: Pick): string | null {
    const { problem, clock } = this.built;
    const row = this.row.get(personId);
    const dayIndex = clock.dayIndex(date);
    if (row === undefined) return 'You are not placed in this unit.';
    const standing = this.rota.cells[row]?.[dayIndex];
    if (standing === undefined) return 'The day is outside the rota.';
    if (standing !== OFF) return 'You work on that day already.';
    if (!problem.people[row]!.shiftTypeIds.includes(shiftTypeId)) {
      return 'This shift needs another grade or training.';
    }
    const { introduced } = verdictOnChange(problem, this.rota, [{ personId, dayIndex, shiftTypeId }]);
    const hard = introduced.filter(({ level }) => level === 'hard').map(({ message }) => message);
    return hard.length === 0 ? null : hard.join(' ');
  }

  /** People that cover lines still want on a shift, of those who count like this person; 0: none. */
  places({ personId, date, shiftTypeId }: Pick): number {
    const { problem, clock } = this.built;
    const dayIndex = clock.dayIndex(date);
    let wanted = 0;
    let most = Infinity;
    for (const line of problem.cover) {
      if (line.dayIndex !== dayIndex || !line.shiftTypeIds.includes(shiftTypeId)) continue;
      if (line.measure.kind !== 'count' || !line.personIds.includes(personId)) continue;
      const have = line.personIds.filter((id) => this.worksOneOf(id, dayIndex, line.shiftTypeIds)).length;
      wanted = Math.max(wanted, line.measure.target - have);
      if (line.measure.maximum !== null) most = Math.min(most, line.measure.maximum - have);
    }
    return Math.max(0, Math.min(wanted, most));
  }

  give({ personId, date, shiftTypeId }: Pick): void {
    const { problem, clock } = this.built;
    const type = problem.shiftTypes.findIndex(({ id }) => id === shiftTypeId);
    const cells = this.rota.cells[this.row.get(personId) ?? -1];
    if (cells === undefined || type < 0) throw new Error(`${personId} cannot be given ${shiftTypeId}`);
    cells[clock.dayIndex(date)] = type;
  }

  /** Shifts that still want somebody like this person, by date. */
  wanted(personId: string): Pick[] {
    const { problem } = this.built;
    return problem.days.flatMap(({ date }) =>
      problem.shiftTypes
        .map(({ id: shiftTypeId }) => ({ personId, date, shiftTypeId }))
        .filter((pick) => this.places(pick) > 0),
    );
  }

  /** What people call a shift type. */
  nameOf(shiftTypeId: string): string {
    return this.built.problem.shiftTypes.find(({ id }) => id === shiftTypeId)?.name ?? 'a shift';
  }

  private worksOneOf(personId: string, dayIndex: number, shiftTypeIds: readonly string[]): boolean {
    const type =
      this.built.problem.shiftTypes[this.rota.cells[this.row.get(personId) ?? -1]?.[dayIndex] ?? OFF];
    return type !== undefined && shiftTypeIds.includes(type.id);
  }
}
