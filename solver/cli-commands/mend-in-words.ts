import { type Problem } from '../model/index.js';
import { type Mend } from '../repair/index.js';

/** A single change as a coordinator would say it, with its cost. */
export function mendInWords(problem: Problem, mend: Mend): string {
  const nameOf = (id: string): string => problem.people.find((person) => person.id === id)?.name ?? id;
  const codeOf = (id: string): string => problem.shiftTypes.find((type) => type.id === id)?.code ?? id;
  const dateOf = (day: number): string => problem.days[day]?.date ?? `day ${day}`;
  const takes = `${nameOf(mend.personId)} takes ${codeOf(mend.shiftTypeId)}`;
  const then = mend.objectiveChange <= 0 ? 'less' : 'more';
  return `${takes}${how()} (the rota then costs ${round(Math.abs(mend.objectiveChange))} ${then}; the change is priced at ${round(mend.price)})`;

  function how(): string {
    const { change } = mend;
    switch (change.kind) {
      case 'assign':
        return change.requests.length === 0 ? '' : `, passing over ${change.requests.length} of their wishes`;
      case 'move':
        return change.toPersonId === null
          ? `, and their ${codeOf(change.shiftTypeId)} on ${dateOf(change.dayIndex)} is dropped: nobody is short without it`
          : `, and ${nameOf(change.toPersonId)} takes over their ${codeOf(change.shiftTypeId)} on ${dateOf(change.dayIndex)}`;
      case 'swap':
        return (
          `, and on ${dateOf(change.dayIndex)} gives ${codeOf(change.givesShiftTypeId)} to ` +
          `${nameOf(change.withPersonId)} for ${codeOf(change.takesShiftTypeId)}`
        );
      case 'lift-block':
        return `, giving up: ${change.reason}`;
      case 'relax-rule':
        return `, and ${change.rule} gives way: ${change.message}`;
      case 'substitute':
        return ` and counts although the line asks for ${change.filterLabel}`;
    }
  }
}

function round(cost: number): number {
  return Math.round(cost * 100) / 100;
}
