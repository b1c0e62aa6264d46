import { type Day } from '../../../../solver/model/index.js';
import { linesOn } from './cover-builder.js';
import { type RotaInput } from './rota-input.js';

/**
 * Whether a shift takes place on a day. On a bank holiday it does where the unit's demand asks for it on that day; a unit
 * without any demand then works everything but ordinary days.
 */
export function isNeeded(
  input: RotaInput,
  day: Day,
  type: Pick<RotaInput['shiftTypes'][number], 'id' | 'kind'>,
): boolean {
  if (!day.bankHoliday) return true;
  if (!input.templates.some(({ lines }) => lines.length > 0)) return type.kind !== 'day';
  return linesOn(input, day).some(
    ({ line, measure }) =>
      line.shiftTypeIds.includes(type.id) &&
      (measure.kind === 'share' || Math.max(measure.minimum, measure.target, measure.maximum ?? 0) > 0),
  );
}
