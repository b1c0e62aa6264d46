import { CoverChanges, type Hop, LineJudge, type Violation } from '../../../../solver/explain/index.js';
import { OFF, type Rota } from '../../../../solver/model/index.js';
import { type AssignmentEntity } from '../assignment.entity.js';
import { type AssignmentChange, type ChangeEffect, effectsOfChanges } from './changed-input.js';
import { type BuiltProblem } from './problem-builder.js';
import { type PersonInput, type RotaInput } from './rota-input.js';

/** A rota of one unit as it stands. */
export interface SwapField {
  readonly input: RotaInput;
  readonly built: BuiltProblem;
  readonly standing: Rota;
  readonly assignments: readonly AssignmentEntity[];
}

/** A shift of somebody's that goes to somebody else. */
export interface AcrossHop {
  readonly shift: AssignmentEntity;
  readonly toPersonId: string;
}

/** What a way does to one person, in all units in which they work. */
export interface AcrossEffect {
  readonly personId: string;
  /** What soft rules cost this person more; fair shares, which are those of one unit, apart. */
  readonly rules: number;
  /** The same of their wishes. */
  readonly requests: number;
  readonly introduced: readonly Violation[];
  readonly resolved: readonly Violation[];
}

export interface AcrossWay {
  /** The offered shift first; each goes to the person who gives the next one. */
  readonly hops: readonly AcrossHop[];
  readonly cover: number;
  readonly effects: readonly AcrossEffect[];
}

/** How many judgements are made before others get their turn. */
const AT_A_TIME = 20;

/**
 * Every legal direct swap and chain of three for an offered shift in which some shift is of another unit than the offered one: whoever
 * gets a shift is placed in its unit on the day, nobody newly breaks a hard rule in any of their units, and no cover line becomes shorter.
 *
 * @param home the rota of the offered shift; others: published rotas of units with which it shares people.
 * @param fromDate shifts before this day stay where they are.
 */
export async function swapsAcross(
  home: SwapField,
  others: readonly SwapField[],
  offered: AssignmentEntity,
  fromDate: string,
): Promise<AcrossWay[]> {
  return new AcrossSearch([home, ...others], offered, fromDate).find();
}

class AcrossSearch {
  private readonly slots: readonly AssignmentEntity[];
  private readonly cover: readonly CoverChanges[];
  private readonly known = new Map<string, readonly ChangeEffect[] | null>();
  private judged = 0;

  constructor(
    private readonly fields: readonly SwapField[],
    private readonly offered: AssignmentEntity,
    fromDate: string,
  ) {
    this.slots = fields
      .flatMap(({ assignments }) => assignments)
      .filter(({ date, personId }) => date >= fromDate && personId !== offered.personId);
    this.cover = fields.map(({ built, standing }) => new CoverChanges(built.problem, standing));
  }

  async find(): Promise<AcrossWay[]> {
    const { offered } = this;
    const ways: AcrossWay[] = [];
    const keep = (hops: AcrossHop[]): void => {
      const cover = this.coverOf(hops);
      if (cover !== null) ways.push({ hops, cover, effects: this.effectsOf(hops) });
    };
    // What could only be part of ways within one unit stays unasked: of most people all is in one unit.
    const given = await this.passing(
      (second) => this.takes(second.personId, second, offered),
      (second) => this.isForeign(second) || this.ownerWorksElsewhere(),
    );
    const got = await this.passing(
      (last) => this.takes(offered.personId, offered, last),
      (last) => this.isForeign(last) || given.some((second) => this.isForeign(second)),
    );
    const back = new Set(got);
    for (const second of given) {
      if (this.isForeign(second) && back.has(second)) {
        keep([hop(offered, second.personId), hop(second, offered.personId)]);
      }
      for (const last of got) {
        if (last.personId === second.personId || !(this.isForeign(second) || this.isForeign(last))) continue;
        if (!(await this.takes(last.personId, last, second))) continue;
        keep([hop(offered, second.personId), hop(second, last.personId), hop(last, offered.personId)]);
      }
    }
    return ways;
  }

  private async passing(
    test: (slot: AssignmentEntity) => Promise<boolean>,
    among: (slot: AssignmentEntity) => boolean = () => true,
  ): Promise<AssignmentEntity[]> {
    const passed: AssignmentEntity[] = [];
    for (const slot of this.slots.filter(among)) if (await test(slot)) passed.push(slot);
    return passed;
  }

  private isForeign({ rotaId }: AssignmentEntity): boolean {
    return rotaId !== this.offered.rotaId;
  }

  private ownerWorksElsewhere(): boolean {
    const { personId, rotaId } = this.offered;
    return this.inputsOf(personId).some(
      ({ rota, people }) =>
        rota.id !== rotaId && people[0]!.placements.some(({ unitId }) => unitId === rota.unitId),
    );
  }

  private async takes(personId: string, gives: AssignmentEntity, gets: AssignmentEntity): Promise<boolean> {
    const key = keyOf(personId, gives, gets);
    const known = this.known.get(key);
    if (known !== undefined) return known !== null;
    const effects = this.judge(personId, gives, gets);
    if (effects !== null && ++this.judged % AT_A_TIME === 0) await new Promise(setImmediate);
    const legal =
      effects?.every(({ introduced }) => introduced.every(({ level }) => level !== 'hard')) === true;
    this.known.set(key, legal ? effects : null);
    return legal;
  }

  /** Null where the person could not even be put there. */
  private judge(personId: string, gives: AssignmentEntity, gets: AssignmentEntity): ChangeEffect[] | null {
    const own = this.inputsOf(personId);
    const place = own.find(({ rota }) => rota.id === gets.rotaId);
    if (place === undefined || !isPlaced(place.people[0]!, place.rota.unitId, gets.date)) return null;
    if (gives.date === gets.date && gives.shiftTypeId === gets.shiftTypeId) return null;
    const stays = place.people[0]!.work.filter(({ id }) => id !== gives.id);
    const isTaken = stays.some(
      ({ rotaId, date, startsAt, endsAt }) =>
        (rotaId === gets.rotaId && date === gets.date) || (startsAt < gets.endsAt && gets.startsAt < endsAt),
    );
    return isTaken ? null : effectsOfChanges(own, [passed(gives, gets.personId), passed(gets, personId)]);
  }

  /** As the door judges them: each rota that the person has to do with, and they alone in it. */
  private inputsOf(personId: string): RotaInput[] {
    return this.fields.flatMap(({ input }) => {
      const people = input.people.filter(({ person }) => person.id === personId);
      return people.length === 0 ? [] : [{ ...input, people, templates: [], everybody: false }];
    });
  }

  /** What cover would cost more; null where a line would be shorter. */
  private coverOf(hops: readonly AcrossHop[]): number | null {
    let cost = 0;
    for (const [k, field] of this.fields.entries()) {
      const own = hops.flatMap((each) =>
        each.shift.rotaId === field.input.rota.id ? [hopIn(field, each)] : [],
      );
      const more = this.cover[k]!.costOf(own);
      if (more === null) return null;
      cost += more;
    }
    return cost;
  }

  private effectsOf(hops: readonly AcrossHop[]): AcrossEffect[] {
    return hops.map(({ shift }, k) => {
      const gets = hops.at(k - 1)!.shift;
      const effects = this.known.get(keyOf(shift.personId, shift, gets))!;
      return {
        personId: shift.personId,
        rules: effects.reduce((sum, { cost }) => sum + cost, 0),
        requests: this.fields.reduce((sum, field) => sum + requestsIn(field, shift, gets), 0),
        introduced: effects.flatMap(({ introduced }) => introduced),
        resolved: effects.flatMap(({ resolved }) => resolved),
      };
    });
  }
}

function hop(shift: AssignmentEntity, toPersonId: string): AcrossHop {
  return { shift, toPersonId };
}

function hopIn({ built: { problem, clock } }: SwapField, { shift, toPersonId }: AcrossHop): Hop {
  const indexOf = (id: string): number => problem.people.findIndex((person) => person.id === id);
  return {
    from: indexOf(shift.personId),
    to: indexOf(toPersonId),
    day: clock.dayIndex(shift.date),
    cell: problem.shiftTypes.findIndex(({ id }) => id === shift.shiftTypeId),
  };
}

/** What one person's wishes cost more in one rota; they are the owner of what they give. */
function requestsIn(
  { input, built: { problem, clock }, standing }: SwapField,
  gives: AssignmentEntity,
  gets: AssignmentEntity,
): number {
  const index = problem.people.findIndex(({ id }) => id === gives.personId);
  const person = problem.people[index];
  if (person === undefined) return 0;
  const judge = new LineJudge(problem, person);
  const cells = [...standing.cells[index]!];
  const before = judge.requestCost(cells);
  if (gives.rotaId === input.rota.id) cells[clock.dayIndex(gives.date)] = OFF;
  if (gets.rotaId === input.rota.id) {
    cells[clock.dayIndex(gets.date)] = problem.shiftTypes.findIndex(({ id }) => id === gets.shiftTypeId);
  }
  return judge.requestCost(cells) - before;
}

function passed(shift: AssignmentEntity, personId: string): AssignmentChange {
  return { before: shift, after: { ...shift, personId, pinned: true, source: 'swap', overrideReason: null } };
}

function isPlaced({ placements }: PersonInput, unitId: string, date: string): boolean {
  return placements.some(
    (each) => each.unitId === unitId && each.firstDate <= date && (each.lastDate ?? date) >= date,
  );
}

function keyOf(personId: string, gives: AssignmentEntity, gets: AssignmentEntity): string {
  return `${personId} ${gives.id} ${gets.id}`;
}
