import { type ConstraintData } from '../../model/index.js';
import { type ConstraintKind, type DeltaFace, type LabelFace } from '../kind.js';
import { type Line, type LineContext, shiftsOfLine, weekdayOf } from '../line.js';
import { dayName, makeViolation, type Violation } from '../violation.js';

const SATURDAY = 5;
const SUNDAY = 6;

/** 1 on a line index that is a Sunday whose Saturday is on the line too, and where not both days are fixed. */
function judgedSundays(context: LineContext): Uint8Array {
  const judged = new Uint8Array(context.length);
  for (let index = 1; index < context.length; index++) {
    if (weekdayOf(context, index) !== SUNDAY) continue;
    if (isOpen(context, index - 1) || isOpen(context, index)) judged[index] = 1;
  }
  return judged;
}

/** The day lies in the horizon and nothing is fixed on it. */
function isOpen({ before, dayCount, base }: LineContext, index: number): boolean {
  return index >= before && index < before + dayCount && base[index] === 0;
}

function explain(context: LineContext, data: ConstraintData, judged: Uint8Array, line: Line): Violation[] {
  return shiftsOfLine(context, line).flatMap((shift) => {
    const weekday = weekdayOf(context, shift.index);
    if (weekday !== SATURDAY && weekday !== SUNDAY) return [];
    const sunday = weekday === SUNDAY ? shift.index : shift.index + 1;
    const other = weekday === SUNDAY ? sunday - 1 : sunday;
    if (judged[sunday] !== 1 || line[other] !== 0) return [];
    const [worked, free] = [shift.dayIndex, other - context.before].map((day) => dayName(context, day));
    return [
      makeViolation(context, data, {
        shifts: [shift],
        fromDay: sunday - 1 - context.before,
        toDay: sunday - context.before,
        measured: 1,
        limit: 0,
        unit: 'weekends',
        amount: 1,
        message: `${shift.facts.label} on ${worked}, but ${free} off: a weekend is worked as a whole or not at all.`,
      }),
    ];
  });
}

function delta(context: LineContext, judged: Uint8Array): DeltaFace {
  function halves(line: Line, from: number, to: number): number {
    let amount = 0;
    for (let sunday = from; sunday <= to; sunday++) {
      if (judged[sunday] === 1 && (line[sunday] === 0) !== (line[sunday - 1] === 0)) amount++;
    }
    return amount;
  }
  return {
    reset: (line) => halves(line, 0, context.length - 1),
    change(before, after, from, to) {
      const high = Math.min(context.length - 1, to + 1);
      return halves(after, from, high) - halves(before, from, high);
    },
  };
}

/** The state says, on a Sunday that is judged, whether the Saturday was worked. */
function label(judged: Uint8Array): LabelFace {
  return {
    initial: 0,
    step(state, index, token) {
      const works = token !== 0 ? 1 : 0;
      const amount = judged[index] === 1 && works !== state ? 1 : 0;
      return { state: judged[index + 1] === 1 ? works : 0, amount, use: 0 };
    },
    end: () => 0,
    dayClass: (index) => (judged[index] === 1 ? SUNDAY : judged[index + 1] === 1 ? SATURDAY : 0),
    counter: null,
  };
}

/**
 * A weekend is worked on both days or on neither; one of the two alone is one unit of violation. No parameters. A weekend of which only
 * one day is on the line, or whose days are both fixed, is not judged.
 */
export const completeWeekend: ConstraintKind = {
  name: 'complete-weekend',
  compile(data, context) {
    const judged = judgedSundays(context);
    return {
      data,
      explain: (line) => explain(context, data, judged, line),
      delta: delta(context, judged),
      label: label(judged),
    };
  },
};
