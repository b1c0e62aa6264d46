import { type LabelCounter, type LabelFace } from '../../constraints/index.js';
import { type CompiledPerson } from '../score/compiled-person.js';
import { type WeightedLabel } from './automaton.js';

/** A limit on a sum over the line. */
export interface Counter {
  readonly limits: LabelCounter;
  readonly hard: boolean;
  /** Cost of one unit of violation when soft. */
  readonly weight: number;
  /** What a token adds on an index, `[index * tokenCount + token]`; null where it depends on the state too (`slot`). */
  readonly tokenUse: Int32Array | null;
  readonly slot: number;
  /** Uses are divided by this before multipliers are moved, so that minutes and weekends move alike. */
  readonly scale: number;
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
export function splitLabels(person: CompiledPerson): SplitLabels {
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
      if (label.counter !== null) counters.push(counterOf(label.counter, hard, weight, uses, -1));
      for (let at = 0; at < size; at++) {
        if (hard) hardAmount[at] = hardAmount[at]! + amounts[at]!;
        else softCost[at] = softCost[at]! + amounts[at]! * weight;
      }
    } else {
      stateful.push({ label, hard, weight });
      if (label.counter !== null) counters.push(counterOf(label.counter, hard, weight, null, slot++));
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
): Counter {
  let scale = 1;
  for (const use of tokenUse ?? []) scale = Math.max(scale, use);
  return { limits, hard, weight, tokenUse, slot, scale };
}
