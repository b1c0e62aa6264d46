import { OFF, type Rota } from '../../../../solver/model/index.js';
import { packs, redFlags, type RedFlag, type RulePack } from '../../../../solver/rules/index.js';
import { usableOverrides } from './contract.js';
import { lineIdOf } from './cover-builder.js';
import { type BuiltProblem } from './problem-builder.js';
import { type RotaInput } from './rota-input.js';

/** A red flag of a ward shift, where and when. */
export interface WardFlag extends RedFlag {
  readonly date: string;
  readonly lineId: string;
  readonly lineName: string;
}

const WARD_PACK = 'sg1';

/** Null before there were such rules. */
function wardPackOn(date: string): RulePack | null {
  return packs.findLast(({ code, effectiveFrom }) => code === WARD_PACK && effectiveFrom <= date) ?? null;
}

/** Whether nurses work here, so that rules about wards have something to say. */
export function isWard({ grades, people }: RotaInput): boolean {
  const nurses = new Set(grades.filter(({ family }) => family === 'nurse').map(({ code }) => code));
  return people.some(({ person }) => nurses.has(person.gradeCode));
}

/** Whether the demand says how many registered nurses a shift needs. */
export function needsRegistered({ templates }: RotaInput): boolean {
  return templates.some(({ lines }) =>
    lines.some(({ line }) => line.registered === true && line.measure === 'count'),
  );
}

/**
 * Red flags of safe staffing: each day of each cover line that asks for registered staff is a ward shift, which needs its minimum of
 * registered nurses for the length of its longest shift type.
 */
export function wardFlags(input: RotaInput, { problem, clock }: BuiltProblem, rota: Rota): WardFlag[] {
  const pack = wardPackOn(input.rota.firstDate);
  if (pack === null) return [];
  const overrides = usableOverrides(input, () => undefined);
  const registered = new Set(
    input.grades.filter((grade) => grade.family === 'nurse' && grade.registered).map(({ code }) => code),
  );
  const asking = new Set(
    input.templates.flatMap(({ lines }) =>
      lines.filter(({ line }) => line.registered === true).map(({ line }) => line.id),
    ),
  );
  return problem.cover.flatMap((line) => {
    const lineId = lineIdOf(line.id);
    if (!asking.has(lineId) || line.measure.kind !== 'count' || line.measure.minimum === 0) return [];
    const types = problem.shiftTypes.filter(({ id }) => line.shiftTypeIds.includes(id));
    const present = problem.people.flatMap(({ id, grade }, row) => {
      const type = problem.shiftTypes[rota.cells[row]?.[line.dayIndex] ?? OFF];
      const counts = type !== undefined && types.includes(type) && registered.has(grade ?? '');
      return counts && line.personIds.includes(id) ? [type.workMin] : [];
    });
    const shift = {
      registeredNurses: present.length,
      neededMin: line.measure.minimum * Math.max(0, ...types.map(({ workMin }) => workMin)),
      presentMin: present.reduce((sum, minutes) => sum + minutes, 0),
    };
    const where = { date: clock.dateOf(line.dayIndex), lineId, lineName: line.name };
    return redFlags(pack, shift, overrides).map((flag) => ({ ...flag, ...where }));
  });
}
