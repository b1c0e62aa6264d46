import { describe, expect, it } from 'vitest';
import { buildProblem } from './problem-builder.js';
import { standingRota } from './rota-cells.js';
import { coverLine, DAY, personInput, rotaInput, template, workInput } from './rota-input.testing.js';
import { type RotaInput } from './rota-input.js';
import { isWard, needsRegistered, wardFlags } from './ward-flags.js';

const DATE = '2026-10-20';
const GRADES: RotaInput['grades'] = [
  { code: 'B5', name: 'Band 5', family: 'nurse', rank: 50, registered: true },
  { code: 'B2', name: 'Band 2', family: 'support', rank: 20, registered: false },
  { code: 'ST3', name: 'ST3', family: 'doctor', rank: 33, registered: true },
];
/** Four registered for 8 h on each Tuesday. */
const LINE = coverLine({ id: 'l', name: 'Nurses', weekdays: [1], registered: true, minimum: 4, target: 4 });

function ward(grades: readonly string[], rest: Partial<RotaInput> = {}): RotaInput {
  const people = grades.map((gradeCode, index) => {
    const { person, ...more } = personInput(`p${index}`, { work: [workInput(DAY, DATE)] });
    return { ...more, person: { ...person, gradeCode } };
  });
  return rotaInput({ grades: GRADES, people, templates: [template(LINE)], ...rest });
}

function flagsOn(input: RotaInput): string[] {
  const built = buildProblem(input, 'none');
  return wardFlags(input, built, standingRota(input, built.problem, built.clock))
    .filter(({ date }) => date === DATE)
    .map(({ rule, lineName, message }) => `${rule}, ${lineName}: ${message}`);
}

describe('red flags of a ward', () => {
  it('are raised by what is short of the registered nursing that a shift needs', () => {
    expect(flagsOn(ward(['B5', 'B5', 'B5', 'B5']))).toEqual([]);
    expect(flagsOn(ward(['B5', 'B5', 'B5']))).toEqual([]);
    expect(flagsOn(ward(['B5', 'B5']))).toEqual([
      'sg1.registered-shortfall, Nurses: 16 h of registered nursing of 32 h needed; at most 8 h may be missing: 8 h too much.',
    ]);
    expect(flagsOn(ward(['B5']))).toHaveLength(2);
  });

  it('count registered nurses alone, and go by what the unit has agreed', () => {
    expect(flagsOn(ward(['B5', 'B2', 'ST3', 'ST3']))).toHaveLength(2);
    const overrides = { 'sg1.registered-minimum': { parameters: { minimum: 4 } } };
    expect(flagsOn(ward(['B5', 'B5', 'B5'], { overrides }))).toEqual([
      'sg1.registered-minimum, Nurses: 3 registered nurses on the shift; at least 4 needed: 1 short.',
    ]);
  });

  it('belong to units in which nurses work and that say how many they need', () => {
    expect([isWard(ward(['B5'])), isWard(ward(['ST3']))]).toEqual([true, false]);
    expect(needsRegistered(ward(['B5']))).toBe(true);
    expect(needsRegistered(ward(['B5'], { templates: [template(coverLine())] }))).toBe(false);
  });
});
