export const ROW_PX = 44;
export const DAY_PX = 56;
export const HOURS_PX = 92;
/** The head: a row of days and a row of unmet demand. */
export const HEAD_ROWS = 2;
export const DAY_ROW_PX = 60;
export const DEMAND_ROW_PX = 40;
export const HEAD_PX = DAY_ROW_PX + DEMAND_ROW_PX;
/** Name and hours come before the days. */
export const FIXED_COLUMNS = 2;

const NARROW_SCREEN_PX = 640;

/** The names leave room for the days on a small screen. */
export function nameWidthPx(): number {
  return window.innerWidth < NARROW_SCREEN_PX ? 116 : 208;
}
