import { invalid, type FieldError } from '../../common/domain-error.js';
import { type ExceptionInput, type LineInput } from './demand.dto.js';
import { type ShiftTypeEntity } from './shift-type.entity.js';

/**
 * @param shiftTypes of the unit
 * @throws DomainError `invalid-input` naming everything in a cover line that cannot be
 */
export function assertLine(line: LineInput, shiftTypes: readonly ShiftTypeEntity[]): void {
  const [first, ...rest] = [
    ...shiftTypeErrors(line, shiftTypes),
    ...(line.measure === 'count' ? countErrors(line) : shareErrors(line)),
  ];
  if (first !== undefined) throw invalid(first, ...rest);
}

/** @throws DomainError `invalid-input` */
export function assertNumbers(numbers: ExceptionInput): void {
  const [first, ...rest] = orderErrors(numbers);
  if (first !== undefined) throw invalid(first, ...rest);
}

function shiftTypeErrors(line: LineInput, shiftTypes: readonly ShiftTypeEntity[]): FieldError[] {
  const byId = new Map(shiftTypes.map((type) => [type.id, type]));
  return line.shiftTypeIds.flatMap((id, index) => {
    const path = `shiftTypeIds[${index}]`;
    const type = byId.get(id);
    if (type === undefined) {
      return [{ path, message: `"${id}" is not a shift type of this unit; choose one of its own.` }];
    }
    if (type.kind === 'off') {
      return [{ path, message: `${type.code} is a day off; nobody covers anything on it.` }];
    }
    return [];
  });
}

function countErrors(line: LineInput): FieldError[] {
  const { minimum, target, maximum, minShare } = line;
  const errors: FieldError[] = [];
  if (minimum === null)
    errors.push({ path: 'minimum', message: 'A line that counts needs a minimum; 0 is one.' });
  if (target === null) {
    errors.push({
      path: 'target',
      message: 'A line that counts needs a target; give the minimum if there is no other.',
    });
  }
  if (minShare !== null) {
    errors.push({
      path: 'minShare',
      message: `minShare ${minShare} belongs to lines with measure "share"; make it null.`,
    });
  }
  if (minimum !== null && target !== null) errors.push(...orderErrors({ minimum, target, maximum }));
  return errors;
}

function shareErrors(line: LineInput): FieldError[] {
  const errors: FieldError[] = [];
  if (line.minShare === null) {
    errors.push({
      path: 'minShare',
      message: 'A line with measure "share" needs minShare, for example 0.65.',
    });
  }
  for (const path of ['minimum', 'target', 'maximum'] as const) {
    if (line[path] !== null) {
      errors.push({
        path,
        message: `${path} ${line[path]} belongs to lines with measure "count"; make it null.`,
      });
    }
  }
  return errors;
}

function orderErrors(numbers: { minimum: number; target: number; maximum: number | null }): FieldError[] {
  const { minimum, target, maximum } = numbers;
  const errors: FieldError[] = [];
  if (target < minimum) {
    errors.push({ path: 'target', message: `target ${target} is below minimum ${minimum}; raise it.` });
  }
  if (maximum !== null && maximum < target) {
    errors.push({
      path: 'maximum',
      message: `maximum ${maximum} is below target ${target}; raise it, or make it null for no limit.`,
    });
  }
  return errors;
}
