import { requestMet } from '../../constraints/judge.js';
import { OFF } from '../../model/index.js';
import { type Ledger, type Trial } from './ledger.js';
import { type SingleChange } from './single-change.js';

/** A change in which only assignments move; all of it has been found to break nothing. */
export interface Move {
  readonly change: SingleChange;
  /** The place first. */
  readonly trials: readonly Trial[];
}

/** Ways in which one person takes a place while at most one other assignment moves or two are exchanged. */
export class MoveFinder {
  constructor(
    private readonly ledger: Ledger,
    private readonly fromDay: number,
  ) {}

  find(place: Trial): Move[] {
    const { ledger } = this;
    const current = ledger.cell(place.person, place.day);
    const free = current === OFF && ledger.newHard(place.person, [place]).length === 0;
    const days = this.movableDays(place.person).filter((day) => current === OFF || day === place.day);
    return [
      ...(free && ledger.coverHolds([place]) ? [this.assign(place)] : []),
      ...days.flatMap((day) => this.moves(place, day)),
      ...days.filter((day) => day !== place.day).flatMap((day) => this.swaps(place, day)),
    ];
  }

  private assign(place: Trial): Move {
    const { problem } = this.ledger;
    const requests = problem.people[place.person]!.requests.filter(
      (request) =>
        request.dayIndex === place.day &&
        requestMet(problem, request, OFF) &&
        !requestMet(problem, request, place.cell),
    ).map(({ id }) => id);
    return { change: { kind: 'assign', requests }, trials: [place] };
  }

  /** Without what they work on a day the place would be legal; who takes that over, or can it be dropped? */
  private moves(place: Trial, day: number): Move[] {
    const { ledger } = this;
    const { problem } = ledger;
    const given = ledger.cell(place.person, day);
    const freed: Trial[] = day === place.day ? [place] : [place, { person: place.person, day, cell: OFF }];
    if (ledger.newHard(place.person, freed).length > 0) return [];
    const change = (toPersonId: string | null): SingleChange => ({
      kind: 'move',
      dayIndex: day,
      shiftTypeId: problem.shiftTypes[given]!.id,
      toPersonId,
    });
    const dropped = ledger.coverHolds(freed) ? [{ change: change(null), trials: freed }] : [];
    const takenOver = problem.people.flatMap((person, index): Move[] => {
      if (index === place.person || ledger.cell(index, day) !== OFF) return [];
      const taken: Trial = { person: index, day, cell: given };
      const trials = [...freed, taken];
      if (ledger.newHard(index, [taken]).length > 0 || !ledger.coverHolds(trials)) return [];
      return [{ change: change(person.id), trials }];
    });
    return [...dropped, ...takenOver];
  }

  /** With another's shift of a day instead of their own the place would be legal, and so would theirs be for the other. */
  private swaps(place: Trial, day: number): Move[] {
    const { ledger } = this;
    const { problem } = ledger;
    const given = ledger.cell(place.person, day);
    return problem.shiftTypes.flatMap((type, taken): Move[] => {
      const own: Trial = { person: place.person, day, cell: taken };
      if (taken === given || ledger.newHard(place.person, [place, own]).length > 0) return [];
      return problem.people.flatMap((person, index): Move[] => {
        if (index === place.person || ledger.cell(index, day) !== taken) return [];
        const theirs: Trial = { person: index, day, cell: given };
        const trials = [place, own, theirs];
        if (ledger.newHard(index, [theirs]).length > 0 || !ledger.coverHolds(trials)) return [];
        const change: SingleChange = {
          kind: 'swap',
          dayIndex: day,
          givesShiftTypeId: problem.shiftTypes[given]!.id,
          takesShiftTypeId: type.id,
          withPersonId: person.id,
        };
        return [{ change, trials }];
      });
    });
  }

  /** Days on which the person works and nothing says that it must stay. */
  private movableDays(person: number): number[] {
    const { problem } = this.ledger;
    const pinned = new Set(problem.people[person]!.pins.map(({ dayIndex }) => dayIndex));
    return problem.days
      .map(({ index }) => index)
      .filter((day) => day >= this.fromDay && !pinned.has(day) && this.ledger.cell(person, day) !== OFF);
  }
}
