import { type Assignment, type CellChange, type Mend } from '../api/types';
import { count, formatDay, formatShiftTimes, listOf } from '../common/dates';
import { type GridModel, isOfDays } from './grid-model';
import type { Edit } from './use-edits';

/** "Give Late, 14:00 to 22:00, on Tuesday 20 October 2026 instead of Early" */
export function mendWords(model: GridModel, mend: Mend): string {
  const handOver = handOverOf(model, mend);
  if (handOver !== null) return handOver.words;
  const { changes } = mend;
  const words = changes.map((change) => changeWords(model, change));
  const sentence = listOf(words);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function changeWords(model: GridModel, { date, fromShiftTypeId, toShiftTypeId }: CellChange): string {
  const day = formatDay(date);
  if (toShiftTypeId === null) return `leave ${day} free`;
  const type = model.shiftTypes.get(toShiftTypeId);
  const times = type === undefined ? '' : `, ${formatShiftTimes(type.startMin, type.endMin)},`;
  const from = fromShiftTypeId === null ? undefined : model.shiftTypes.get(fromShiftTypeId);
  const instead = from === undefined ? '' : ` instead of ${from.name}`;
  return `give ${type?.name ?? 'a shift'}${times} on ${day}${instead}`;
}

/** What a mend costs: people short, and rules that are only wishes. Empty where it costs nothing. */
export function mendCosts({ shortMore, introduced }: Mend): string[] {
  const wide = introduced.filter((violation) => !isOfDays(violation)).map(({ name }) => name);
  return [
    ...(shortMore > 0
      ? [`Leaves ${count(shortMore, 'more place', 'more places')} of minimum cover open.`]
      : []),
    ...(shortMore < 0 ? [`Fills ${count(-shortMore, 'open place')} of minimum cover.`] : []),
    ...introduced.filter(isOfDays).map(({ message }) => `But: ${message}`),
    // An average of the whole rota moves with each shift: its name says enough.
    ...(wide.length === 0 ? [] : [`Makes worse: ${listOf([...new Set(wide)])}.`]),
  ];
}

/**
 * The edits that make a mend of what stands, in the order in which they are sent.
 *
 * @param proposed the edit that was refused, where the mend is about that: its shift moves with it.
 */
export function editsFor(model: GridModel, mend: Mend, proposed?: Edit): Edit[] {
  const handOver = handOverOf(model, mend);
  if (handOver !== null) return [handOver.edit];
  const { changes } = mend;
  const ordered = [...changes].sort(
    (a, b) => Number(a.toShiftTypeId !== null) - Number(b.toShiftTypeId !== null),
  );
  return ordered.flatMap((change): Edit[] => {
    const { personId, date, toShiftTypeId } = change;
    const isProposed = proposed?.to?.personId === personId && proposed.to.date === date;
    const standing = isProposed ? proposed.from : model.assignment(personId, date);
    const label = `${changeWords(model, change)}: ${model.personName(personId)}`;
    if (toShiftTypeId === null) return standing === undefined ? [] : [{ from: standing, label }];
    return [
      {
        ...(standing === undefined ? {} : { from: standing }),
        to: {
          personId,
          date,
          shiftTypeId: toShiftTypeId,
          pinned: pinnedAs(standing, isProposed ? proposed : undefined),
        },
        label,
      },
    ];
  });
}

/** A shift that goes to a colleague on the same day is one edit of it. Null for every other mend. */
function handOverOf(model: GridModel, { changes }: Mend): { words: string; edit: Edit } | null {
  const [gives, takes, ...others] = changes;
  if (gives === undefined || takes === undefined || others.length > 0) return null;
  const from = model.assignment(gives.personId, gives.date);
  const isHandOver =
    gives.personId !== takes.personId && gives.date === takes.date && gives.toShiftTypeId === null;
  if (!isHandOver || from?.shiftTypeId !== takes.toShiftTypeId) return null;
  const { shiftTypeId, pinned } = from;
  const shift = model.shiftTypes.get(shiftTypeId)?.name ?? 'the shift';
  const words = `Give ${shift} on ${formatDay(takes.date)} to ${model.personName(takes.personId)}`;
  const to = { personId: takes.personId, date: takes.date, shiftTypeId, pinned };
  return { words, edit: { from, to, label: words } };
}

function pinnedAs(standing: Assignment | undefined, proposed: Edit | undefined): boolean {
  return proposed?.to?.pinned ?? standing?.pinned ?? true;
}
