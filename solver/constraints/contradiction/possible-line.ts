import { OFF, type Person, type Problem } from '../../model/index.js';
import { compileConstraint } from '../index.js';
import { type Constraint, type LabelCounter, type LabelFace, type LabelStep } from '../kind.js';
import { buildLineContext, type LineContext, lineOfCells } from '../line.js';
import { allowedCells } from './allowed.js';

/** A state of all labels, with the least and the most that each counter can have reached. */
interface Reached {
  readonly parts: readonly number[];
  readonly least: number[];
  readonly most: number[];
}

/**
 * Whether a person may have a line that keeps all hard rules, pins and blocks. False is proven; true is not: limits on sums are
 * looked at one by one, and what has no label only on the line with nothing but what must stand.
 */
export function mayHaveLine(problem: Problem, person: Person): boolean {
  const context = buildLineContext(problem, person);
  const hard = person.constraints
    .filter(({ level }) => level === 'hard')
    .map((data) => compileConstraint(data, context));
  const cells = allowedCells(problem, person);
  const least = lineOfCells(
    context,
    cells.map((allowed) => (allowed.includes(OFF) ? OFF : allowed[0]!)),
  );
  // The simplest line, off wherever that is allowed, is proof enough for most people.
  const broken = hard.filter((constraint) => constraint.explain(least).length > 0);
  if (broken.length === 0) return true;
  if (broken.some(onlyGetsWorse)) return false;
  return labelsLeaveALine(
    context,
    hard.flatMap(({ label }) => label ?? []),
    cells,
  );
}

/** A kind with a prefix face is broken for good on a half-built line: further shifts never mend it. */
function onlyGetsWorse({ label, prefix }: Constraint): boolean {
  return label === undefined && prefix !== undefined;
}

function labelsLeaveALine(
  context: LineContext,
  labels: readonly LabelFace[],
  cells: readonly (readonly number[])[],
): boolean {
  const alike = new AlikeCounters(labels);
  let layer = new Map<string, Reached>();
  add(layer, {
    parts: labels.map(({ initial }) => initial),
    least: labels.map(() => 0),
    most: labels.map(() => 0),
  });
  for (let index = 0; index < context.length; index++) {
    const next = new Map<string, Reached>();
    for (const from of layer.values()) {
      for (const token of tokensAt(context, cells, index)) {
        const steps = labels.map((label, k) => label.step(from.parts[k]!, index, token));
        // What stands before the horizon is not judged.
        if (index >= context.before && steps.some(({ amount }) => amount > 0)) continue;
        alike.compare(steps);
        add(next, after(from, steps));
      }
    }
    layer = next;
  }
  return !alike.contradict() && [...layer.values()].some((reached) => canEnd(labels, reached));
}

/** Counters that count the same on every step must find their limits met by one and the same sum. */
class AlikeCounters {
  private readonly counters: readonly { readonly k: number; readonly counter: LabelCounter }[];
  private readonly apart = new Set<string>();

  constructor(labels: readonly LabelFace[]) {
    this.counters = labels.flatMap(({ counter }, k) => (counter === null ? [] : [{ k, counter }]));
  }

  compare(steps: readonly LabelStep[]): void {
    for (const { k } of this.counters) {
      for (const { k: other } of this.counters) {
        if (steps[k]!.use !== steps[other]!.use) this.apart.add(`${k} ${other}`);
      }
    }
  }

  contradict(): boolean {
    return this.counters.some(({ k, counter: { min } }) =>
      this.counters.some(
        ({ k: other, counter: { max } }) =>
          min !== null && max !== null && min > max && !this.apart.has(`${k} ${other}`),
      ),
    );
  }
}

function tokensAt(
  context: LineContext,
  cells: readonly (readonly number[])[],
  index: number,
): readonly number[] {
  const fixed = context.base[index]!;
  const allowed = cells[index - context.before];
  return fixed !== 0 || allowed === undefined ? [fixed] : allowed.map((cell) => cell + 1);
}

function after({ parts, least, most }: Reached, steps: readonly LabelStep[]): Reached {
  return {
    parts: parts.map((_, k) => steps[k]!.state),
    least: least.map((sum, k) => sum + steps[k]!.use),
    most: most.map((sum, k) => sum + steps[k]!.use),
  };
}

function add(layer: Map<string, Reached>, reached: Reached): void {
  const key = reached.parts.join(' ');
  const known = layer.get(key);
  if (known === undefined) {
    layer.set(key, reached);
    return;
  }
  reached.parts.forEach((_, k) => {
    known.least[k] = Math.min(known.least[k]!, reached.least[k]!);
    known.most[k] = Math.max(known.most[k]!, reached.most[k]!);
  });
}

function canEnd(labels: readonly LabelFace[], { parts, least, most }: Reached): boolean {
  return labels.every((label, k) => {
    if (label.end(parts[k]!) > 0) return false;
    if (label.counter === null) return true;
    const { min, max } = label.counter;
    return (min === null || most[k]! >= min) && (max === null || least[k]! <= max);
  });
}
