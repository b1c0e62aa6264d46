import { type DemoShiftType } from '../demo-types.js';

const ASSISTANTS = ['B2', 'B3', 'B4'];

/** Long days and nights with an hour's unpaid break and a quarter of an hour of handover between them; short days. */
export const shiftTypes: readonly DemoShiftType[] = [
  shift('LD', 'Long day', 'long-day', 7 * 60 + 15, 19 * 60 + 15, 60, '#b7d7f0'),
  shift('N', 'Night', 'night', 19 * 60, 31 * 60 + 30, 60, '#3b4a7a'),
  { ...shift('E', 'Early', 'day', 7 * 60, 15 * 60, 30, '#cfe8c9'), gradeCodes: ASSISTANTS },
  { ...shift('S', 'Supervisory day', 'day', 8 * 60, 16 * 60, 30, '#d9c8ea'), gradeCodes: ['B7'] },
];

function shift(
  code: string,
  name: string,
  kind: DemoShiftType['kind'],
  startMin: number,
  endMin: number,
  unpaidBreakMin: number,
  colour: string,
): DemoShiftType {
  const paidBreakMin = 0;
  return {
    code,
    name,
    kind,
    startMin,
    endMin,
    paidBreakMin,
    unpaidBreakMin,
    colour,
    gradeCodes: [],
    skillCodes: [],
  };
}
