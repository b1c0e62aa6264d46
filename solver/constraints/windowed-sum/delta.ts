import { type DeltaFace, type PrefixFace } from '../kind.js';
import { type Line, type LineContext } from '../line.js';
import { clippedWork, type WindowSetup } from './setup.js';

export function windowFaces(
  context: LineContext,
  setup: WindowSetup,
): { delta: DeltaFace; prefix: PrefixFace } {
  const { mask, windowMin, maxMin, reach, uneven, amountOf } = setup;
  const { startAt, endAt, workAt, tokenCount, length, base } = context;

  /** Units of the window `from` … `to`, of which the indexes `low` … `high` may hold shifts. */
  function windowAmount(line: Line, from: number, to: number, low: number, high: number): number {
    let sum = 0;
    let free = false;
    for (let index = low; index <= high; index++) {
      const token = line[index]!;
      if (mask[token] === 0) continue;
      const at = index * tokenCount + token;
      const start = startAt[at]!;
      const end = endAt[at]!;
      if (start >= to || end <= from) continue;
      sum += clippedWork(workAt[at]!, start, end, from, to);
      if (base[index] === 0) free = true;
    }
    return free ? amountOf(sum) : 0;
  }

  function windowFrom(line: Line, first: number, last: number): number {
    const token = line[first]!;
    if (mask[token] === 0) return 0;
    const from = startAt[first * tokenCount + token]!;
    return windowAmount(
      line,
      from,
      from + windowMin,
      Math.max(0, first - reach),
      Math.min(last, first + reach),
    );
  }

  function windowUntil(line: Line, end: number, last: number): number {
    const token = line[end]!;
    if (!uneven || mask[token] === 0) return 0;
    const to = endAt[end * tokenCount + token]!;
    return windowAmount(line, to - windowMin, to, Math.max(0, end - reach), Math.min(last, end + reach));
  }

  function windows(line: Line, from: number, to: number, last = length - 1): number {
    let amount = 0;
    for (let index = from; index <= to; index++) {
      amount += windowFrom(line, index, last) + windowUntil(line, index, last);
    }
    return amount;
  }

  const delta: DeltaFace = {
    reset: (line) => windows(line, 0, length - 1),
    change(before, after, from, to) {
      const low = Math.max(0, from - reach);
      const high = Math.min(length - 1, to + reach);
      return windows(after, low, high) - windows(before, low, high);
    },
  };
  const prefix: PrefixFace = {
    reach,
    amount(line, index) {
      if (mask[line[index]!] === 0) return 0;
      const low = Math.max(0, index - reach);
      let sum = 0;
      for (let near = low; near <= index; near++) {
        if (mask[line[near]!] === 1) sum += workAt[near * tokenCount + line[near]!]!;
      }
      if (sum <= maxMin) return 0;
      return windows(line, low, index, index) - windows(line, low, index - 1, index - 1);
    },
  };
  return { delta, prefix };
}
