import { type GridShiftType } from '../api/types';
import { textColourOn } from '../common/contrast';

/** A shift's code on its colour. */
export function ShiftChip({ shiftType }: { shiftType: Pick<GridShiftType, 'code' | 'colour'> }) {
  const { code, colour } = shiftType;
  return (
    <span
      className="rw-shift rw-shift--chip"
      style={{ backgroundColor: colour, color: textColourOn(colour) }}
    >
      {code}
    </span>
  );
}
