const MS_PER_DAY = 86_400_000;

interface RequestedDays {
  readonly firstDate: string;
  readonly lastDate: string;
  /** 0 = Monday; empty: every day. */
  readonly weekdays: readonly number[];
}

/** Days from one to another that entries are about; each counts once, however many entries name it. */
export function daysOfRequests(entries: readonly RequestedDays[], from: string, to: string): number {
  let count = 0;
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += MS_PER_DAY) {
    const date = new Date(ms).toISOString().slice(0, 10);
    const weekday = (new Date(ms).getUTCDay() + 6) % 7;
    const isAsked = entries.some(
      ({ firstDate, lastDate, weekdays }) =>
        firstDate <= date && date <= lastDate && (weekdays.length === 0 || weekdays.includes(weekday)),
    );
    if (isAsked) count++;
  }
  return count;
}
