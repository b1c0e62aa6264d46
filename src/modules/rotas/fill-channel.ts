/** Postgres channel on which the id of a fill is sent when something about it has changed. */
export const FILL_CHANNEL = 'rotawright_fills';
