import { coverStates, type CoverState } from '../constraints/cover.js';
import { LineJudge, requestMet } from '../constraints/judge.js';
import { dayName, plural, type Violation } from '../constraints/violation.js';
import { OFF, type Person, type Problem, type Rota } from '../model/index.js';
import { newViolations } from './compare.js';

/** Why a person does not stand in an unfilled place. */
export interface Exclusion {
  /** A rule's code, or `rota.already-working`, `rota.blocked`, `rota.not-qualified`, `rota.pinned`. */
  readonly rule: string;
  readonly message: string;
}

export interface Candidate {
  readonly personId: string;
  readonly personName: string;
  readonly shiftTypeId: string;
  /** Empty: could take it without breaking a hard rule. */
  readonly exclusions: readonly Exclusion[];
  readonly couldTake: boolean;
  /** Soft rules and requests that taking it would newly break, in words. */
  readonly warnings: readonly Exclusion[];
}

export interface UnfilledExplanation {
  readonly lineId: string;
  readonly lineName: string;
  readonly dayIndex: number;
  readonly filterLabel: string;
  readonly shiftTypeIds: readonly string[];
  readonly assigned: number;
  readonly minimum: number;
  readonly short: number;
  /** The demand exceeds the people who match the line at all. */
  readonly impossible: boolean;
  readonly summary: string;
  readonly candidates: readonly Candidate[];
}

/** For each place below its minimum: who matches it, and which rules rule them out. */
export function explainUnfilled(problem: Problem, rota: Rota): UnfilledExplanation[] {
  const explainer = new UnfilledExplainer(problem, rota);
  return coverStates(problem, rota)
    .filter(({ line, short }) => line.measure.kind === 'count' && short > 0)
    .map((state) => explainer.explain(state));
}

class UnfilledExplainer {
  private readonly judges = new Map<number, { judge: LineJudge; standing: Violation[] }>();
  private readonly personIndex: ReadonlyMap<string, number>;

  constructor(
    private readonly problem: Problem,
    private readonly rota: Rota,
  ) {
    this.personIndex = new Map(problem.people.map((person, index) => [person.id, index]));
  }

  explain({ line, matching, short }: CoverState): UnfilledExplanation {
    const minimum = line.measure.kind === 'count' ? line.measure.minimum : 0;
    const people = [...new Set(line.personIds)].flatMap((id) => this.personIndex.get(id) ?? []);
    const candidates = people.flatMap((person) => this.candidates(person, line.dayIndex, line.shiftTypeIds));
    return {
      lineId: line.id,
      lineName: line.name,
      dayIndex: line.dayIndex,
      filterLabel: line.filterLabel,
      shiftTypeIds: line.shiftTypeIds,
      assigned: matching,
      minimum,
      short,
      impossible: minimum > people.length,
      summary: this.summary({ line, matching, short }, minimum, people.length, candidates),
      candidates,
    };
  }

  /** The person in each of the line's shifts, unless they already work one of them. */
  private candidates(index: number, day: number, shiftTypeIds: readonly string[]): Candidate[] {
    const current = this.problem.shiftTypes[this.rota.cells[index]?.[day] ?? OFF];
    if (current !== undefined && shiftTypeIds.includes(current.id)) return [];
    return shiftTypeIds.flatMap((id) => {
      const type = this.problem.shiftTypes.findIndex((candidate) => candidate.id === id);
      return type < 0 ? [] : [this.candidate(index, day, type)];
    });
  }

  private candidate(index: number, day: number, type: number): Candidate {
    const { problem, rota } = this;
    const person = problem.people[index]!;
    const { judge, standing } = this.judgeOf(index, person);
    const cells = [...(rota.cells[index] ?? [])];
    const current = problem.shiftTypes[cells[day] ?? OFF];
    cells[day] = type;
    const introduced = newViolations(standing, judge.violations(cells));
    const exclusions = introduced.filter((violation) => violation.level === 'hard').map(asExclusion);
    if (current !== undefined) {
      const message = `${person.name} already works ${current.code} on ${dayName(judge.context, day)}.`;
      exclusions.unshift({ rule: 'rota.already-working', message });
    }
    const warnings = introduced.filter((violation) => violation.level !== 'hard').map(asExclusion);
    return {
      personId: person.id,
      personName: person.name,
      shiftTypeId: problem.shiftTypes[type]!.id,
      exclusions,
      couldTake: exclusions.length === 0,
      warnings: [...warnings, ...this.brokenWishes(person, day, type, rota.cells[index]?.[day] ?? OFF)],
    };
  }

  private brokenWishes(person: Person, day: number, type: number, current: number): Exclusion[] {
    return person.requests
      .filter((request) => request.dayIndex === day)
      .filter(
        (request) => requestMet(this.problem, request, current) && !requestMet(this.problem, request, type),
      )
      .map((request) => ({
        rule: 'rota.request',
        message: `${person.name} asked ${request.wants === 'work' ? 'for another shift' : 'not to work this'} that day.`,
      }));
  }

  private judgeOf(index: number, person: Person): { judge: LineJudge; standing: Violation[] } {
    const known = this.judges.get(index);
    if (known !== undefined) return known;
    const judge = new LineJudge(this.problem, person);
    const entry = { judge, standing: judge.violations(this.rota.cells[index] ?? []) };
    this.judges.set(index, entry);
    return entry;
  }

  private summary(
    { line, matching, short }: Pick<CoverState, 'line' | 'matching' | 'short'>,
    minimum: number,
    people: number,
    candidates: readonly Candidate[],
  ): string {
    const date = this.problem.days[line.dayIndex]?.date ?? `day ${line.dayIndex}`;
    const place = `${line.name} on ${date}: ${matching} of at least ${minimum} (${line.filterLabel}), ${short} short.`;
    if (people < minimum)
      return `${place} Only ${plural(people, 'person', 'people')} match at all: no rota can fill it.`;
    const able = new Set(
      candidates.filter((candidate) => candidate.couldTake).map((candidate) => candidate.personId),
    );
    if (able.size > 0)
      return `${place} ${plural(able.size, 'person', 'people')} could take it without breaking a hard rule.`;
    return `${place} Nobody who matches could take it without breaking a hard rule.`;
  }
}

function asExclusion({ rule, message }: Violation): Exclusion {
  return { rule, message };
}
