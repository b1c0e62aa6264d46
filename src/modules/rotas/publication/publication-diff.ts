/** A shift as it is published, word for word. */
export interface PublishedShift {
  readonly assignmentId: string;
  /** Version of the assignment; SEQUENCE of its calendar event. */
  readonly sequence: number;
  readonly personId: string;
  /** ISO date to which it belongs. */
  readonly date: string;
  readonly shiftCode: string;
  readonly shiftName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface ChangedShift {
  readonly before: PublishedShift;
  readonly after: PublishedShift;
}

/** What a publication means for one person. */
export interface PersonNotice {
  readonly personId: string;
  /** All that they work now. */
  readonly shifts: readonly PublishedShift[];
  readonly added: readonly PublishedShift[];
  readonly changed: readonly ChangedShift[];
  readonly withdrawn: readonly PublishedShift[];
  /** Calendar events to take away, each with a SEQUENCE above the one that was sent. */
  readonly cancelled: readonly PublishedShift[];
}

/**
 * Who has to be told of a publication, and what. A first publication goes to everybody who has a shift; a later one to those
 * whose shifts or calendar events differ from the version before.
 *
 * @param before the version before; null when there is none.
 */
export function diffPublications(
  before: readonly PublishedShift[] | null,
  after: readonly PublishedShift[],
): PersonNotice[] {
  const old = groupByPerson(before ?? []);
  const now = groupByPerson(after);
  const sequenceNow = new Map(after.map((shift) => [shift.assignmentId, shift.sequence]));
  const personIds = [...new Set([...now.keys(), ...old.keys()])].toSorted();
  return personIds
    .map((personId) => noticeOf(personId, old.get(personId) ?? [], now.get(personId) ?? [], sequenceNow))
    .filter((notice) => before === null || isNews(notice, old.get(notice.personId) ?? []));
}

function noticeOf(
  personId: string,
  old: readonly PublishedShift[],
  now: readonly PublishedShift[],
  sequenceNow: ReadonlyMap<string, number>,
): PersonNotice {
  const oldByDate = new Map(old.map((shift) => [shift.date, shift]));
  const nowByDate = new Map(now.map((shift) => [shift.date, shift]));
  const kept = new Set(now.map(({ assignmentId }) => assignmentId));
  return {
    personId,
    shifts: now,
    added: now.filter(({ date }) => !oldByDate.has(date)),
    changed: now.flatMap((after) => {
      const before = oldByDate.get(after.date);
      return before === undefined || looksSame(before, after) ? [] : [{ before, after }];
    }),
    withdrawn: old.filter(({ date }) => !nowByDate.has(date)),
    cancelled: old
      .filter(({ assignmentId }) => !kept.has(assignmentId))
      // Handed to somebody else, it lives on with a higher version; deleted, its number can only be used here.
      .map((shift) => ({ ...shift, sequence: sequenceNow.get(shift.assignmentId) ?? shift.sequence + 1 })),
  };
}

function isNews(notice: PersonNotice, old: readonly PublishedShift[]): boolean {
  const known = new Set(old.map(({ assignmentId }) => assignmentId));
  const events =
    notice.cancelled.length + notice.shifts.filter(({ assignmentId }) => !known.has(assignmentId)).length;
  return notice.added.length + notice.changed.length + notice.withdrawn.length + events > 0;
}

function looksSame(a: PublishedShift, b: PublishedShift): boolean {
  return (
    a.shiftCode === b.shiftCode &&
    a.shiftName === b.shiftName &&
    a.startsAt.getTime() === b.startsAt.getTime() &&
    a.endsAt.getTime() === b.endsAt.getTime()
  );
}

function groupByPerson(shifts: readonly PublishedShift[]): Map<string, PublishedShift[]> {
  const groups = new Map<string, PublishedShift[]>();
  for (const shift of shifts.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime())) {
    const group = groups.get(shift.personId);
    if (group === undefined) groups.set(shift.personId, [shift]);
    else group.push(shift);
  }
  return groups;
}
