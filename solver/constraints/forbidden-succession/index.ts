import { type ConstraintData } from '../../model/index.js';
import { type ConstraintKind, type DeltaFace, type LabelFace } from '../kind.js';
import { type Line, type LineContext, shiftsOfLine } from '../line.js';
import { mendByDayOff } from '../mend.js';
import { dayName, makeViolation, type Violation } from '../violation.js';

/** `matrix[earlier * tokenCount + later]` is 1 when the later must not be worked on the day after the earlier. */
function forbiddenMatrix(context: LineContext): Uint8Array {
  const matrix = new Uint8Array(context.tokenCount * context.tokenCount);
  context.forbiddenNext.forEach((forbidden, earlier) => {
    context.tokens.forEach((facts, later) => {
      if (forbidden.includes(facts?.shiftTypeId ?? '')) {
        matrix[earlier * context.tokenCount + later] = 1;
      }
    });
  });
  return matrix;
}

function explain(context: LineContext, data: ConstraintData, matrix: Uint8Array, line: Line): Violation[] {
  const shifts = shiftsOfLine(context, line);
  const violations: Violation[] = [];
  for (let k = 1; k < shifts.length; k++) {
    const earlier = shifts[k - 1]!;
    const later = shifts[k]!;
    if (later.index !== earlier.index + 1 || (earlier.fixed && later.fixed)) continue;
    if (matrix[earlier.token * context.tokenCount + later.token] === 0) continue;
    violations.push(
      makeViolation(context, data, {
        shifts: [earlier, later],
        fromDay: earlier.dayIndex,
        toDay: later.dayIndex,
        measured: 1,
        limit: 0,
        unit: 'shifts',
        amount: 1,
        mend: mendByDayOff(context, [later, earlier], () => true),
        message:
          `${later.facts.label} on ${dayName(context, later.dayIndex)} must not follow ` +
          `${earlier.facts.label} on ${dayName(context, earlier.dayIndex)}.`,
      }),
    );
  }
  return violations;
}

function delta(context: LineContext, matrix: Uint8Array): DeltaFace {
  const { tokenCount, base, length } = context;
  function pairs(line: Line, from: number, to: number): number {
    let amount = 0;
    for (let index = from; index < to; index++) {
      if (matrix[line[index]! * tokenCount + line[index + 1]!] === 1) {
        if (base[index] === 0 || base[index + 1] === 0) amount++;
      }
    }
    return amount;
  }
  return {
    reset: (line) => pairs(line, 0, length - 1),
    change(before, after, from, to) {
      const low = Math.max(0, from - 1);
      const high = Math.min(length - 1, to + 1);
      return pairs(after, low, high) - pairs(before, low, high);
    },
  };
}

/** The state is the class of yesterday's token: tokens with the same forbidden followers are one class. */
function label(context: LineContext, matrix: Uint8Array): LabelFace {
  const { tokenCount } = context;
  const classes = new Map<string, number>([[new Uint8Array(tokenCount).join(''), 0]]);
  const representative = [0];
  const classOf = context.tokens.map((_, token) => {
    const row = matrix.subarray(token * tokenCount, (token + 1) * tokenCount).join('');
    let found = classes.get(row);
    if (found === undefined) {
      found = classes.size;
      classes.set(row, found);
      representative.push(token);
    }
    return found;
  });
  return {
    initial: 0,
    step: (state, _index, token) => ({
      state: classOf[token]!,
      amount: matrix[representative[state]! * tokenCount + token]!,
      use: 0,
    }),
    end: () => 0,
    dayClass: () => 0,
    counter: null,
  };
}

/** Shift types that must not be worked on the day after another; the pairs stand in the shift types themselves. */
export const forbiddenSuccession: ConstraintKind = {
  name: 'forbidden-succession',
  compile(data, context) {
    const matrix = forbiddenMatrix(context);
    return {
      data,
      explain: (line) => explain(context, data, matrix, line),
      delta: delta(context, matrix),
      label: label(context, matrix),
    };
  },
};
