import { type LabelCounter, type LabelFace } from '../../constraints/index.js';
import { type CompiledPerson } from '../score/compiled-person.js';
import { HARD_UNIT_COST, type WeightedLabel } from './automaton.js';

/** A limit on a sum over the line. */
export interface Counter {
  readonly limits: LabelCounter;
  /** No line may break it; otherwise each unit costs `weight` (of a hard rule too, where lines without any breach do not exist). */
  readonly hard: boolean;
  readonly weight: number;
  /** What a token adds on an index, `[index * tokenCount + token]`; null where it depends on the state too (`slot`). */
  readonly tokenUse: Int32Array | null;
  readonly slot: number;
  /** Uses are divided by this before multipliers are moved, so that minutes and weekends move alike. */
  readonly scale: number;
  /** A hard maximum on one shift type: looked at label by label only while lines break it. */
  readonly singleLimit: boolean;
  /** Most that a multiplier may be for the bound to hold: what one unit beyond the limit costs; Infinity for hard limits. */
  readonly maxCeiling: number;
  readonly minCeiling: number;
}

export interface SplitLabels {
  readonly stateful: readonly WeightedLabel[];
  readonly counters: readonly Counter[];
  /** Costs of single shifts whatever the state, `[index * tokenCount + token]`, hard ones apart. */
  readonly softCost: Float64Array;
  readonly hardAmount: Float64Array;
  /** Constraints that the programme does not see, but may look at on half-built lines. */
  readonly unlabelled: readonly number[];
}

/** Splits a person's labels into what needs a state and what is a sum over days. */
export function splitLabels(person: CompiledPerson, strict: boolean): SplitLabels {
  const { context, constraints } = person;
  const size = context.length * context.tokenCount;
  const stateful: WeightedLabel[] = [];
  const counters: Counter[] = [];
  const softCost = new Float64Array(size);
  const hardAmount = new Float64Array(size);
  const unlabelled: number[] = [];
  let slot = 0;
  for (const [k, { label }] of constraints.entries()) {
    const hard = person.hard[k] === 1;
    const weight = person.weights[k]!;
    if (label === undefined) unlabelled.push(k);
    else if (label.stateless === true) {
      const { uses, amounts } = tabulate(person, label);
      if (label.counter !== null)
        counters.push(
          counterOf(
            label.counter,
            hard && strict,
            hard ? HARD_UNIT_COST : weight,
            uses,
            -1,
            context.tokenCount,
          ),
        );
      for (let at = 0; at < size; at++) {
        if (hard) hardAmount[at] = hardAmount[at]! + amounts[at]!;
        else softCost[at] = softCost[at]! + amounts[at]! * weight;
      }
    } else {
      stateful.push({ label, hard, weight });
      if (label.counter !== null)
        counters.push(
          counterOf(
            label.counter,
            hard && strict,
            hard ? HARD_UNIT_COST : weight,
            null,
            slot++,
            context.tokenCount,
          ),
        );
    }
  }
  return { stateful, counters, softCost, hardAmount, unlabelled };
}

function tabulate(person: CompiledPerson, label: LabelFace): { uses: Int32Array; amounts: Int32Array } {
  const { context, options } = person;
  const uses = new Int32Array(context.length * context.tokenCount);
  const amounts = new Int32Array(context.length * context.tokenCount);
  for (let index = 0; index < context.length; index++) {
    const fixed = Int16Array.of(context.base[index]!);
    for (const token of options[index - context.before] ?? fixed) {
      const step = label.step(label.initial, index, token);
      uses[index * context.tokenCount + token] = step.use;
      amounts[index * context.tokenCount + token] = step.amount;
    }
  }
  return { uses, amounts };
}

function counterOf(
  limits: LabelCounter,
  hard: boolean,
  weight: number,
  tokenUse: Int32Array | null,
  slot: number,
  tokenCount: number,
): Counter {
  let scale = 1;
  for (const use of tokenUse ?? []) scale = Math.max(scale, use);
  const singleLimit = hard && limits.min === null && tokenUse !== null && usesOneToken(tokenUse, tokenCount);
  const ceiling = (edge: number | null, direction: 1 | -1): number =>
    hard || edge === null ? Number.POSITIVE_INFINITY : weight * leastSlope(limits, edge, direction);
  return {
    limits,
    hard,
    weight,
    tokenUse,
    slot,
    scale,
    singleLimit,
    maxCeiling: ceiling(limits.max, 1),
    minCeiling: ceiling(limits.min, -1),
  };
}

function usesOneToken(tokenUse: Int32Array, tokenCount: number): boolean {
  const used = new Set<number>();
  tokenUse.forEach((use, at) => {
    if (use > 0) used.add(at % tokenCount);
  });
  return used.size <= 1;
}

/** Units of violation per unit of the sum beyond a limit, rounded down: charges go by started steps, so a far point tells. */
function leastSlope(limits: LabelCounter, edge: number, direction: 1 | -1): number {
  const far = 1_000_000;
  const amount = limits.amountOf(edge + direction * far);
  return amount === far ? 1 : Math.max(0, amount - 1) / far;
}
