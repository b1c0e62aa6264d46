import { groupBy } from '../../common/group-by.js';
import {
  daysLeft,
  type JudgedDeadline,
  type OnTimeCount,
  onTimeCounts,
  stateOf,
  STEP_NAMES,
} from './notice-clock.js';
import { type DeadlineDto, type OnTimeCountDto, type OnTimeShareDto } from './rotation.dto.js';
import { type DeadlineRow } from './rotations.repository.js';

export function deadlineView(row: DeadlineRow, today: string, bankHoliday: string | null): DeadlineDto {
  const { id, rotationId, unitId, unitName, step, ownerId, ownerName, doneOn, lateReason, version } = row;
  return {
    id,
    rotationId,
    unitId,
    unitName,
    step,
    stepName: STEP_NAMES[step],
    dueDate: row.dueDate,
    bankHoliday,
    state: stateOf(row.dueDate, doneOn, today),
    daysLeft: daysLeft(row.dueDate, today),
    ownerId,
    ownerName,
    doneOn,
    doneBySystem: doneOn !== null && row.doneBy === null,
    lateReason,
    version,
  };
}

/** Deadlines kept, in all, by unit and by start. */
export function onTimeShare(rows: readonly DeadlineRow[], today: string): OnTimeShareDto {
  const judged = rows.map((row): JudgedDeadline => ({
    ...row,
    state: stateOf(row.dueDate, row.doneOn, today),
  }));
  const units = [...groupBy(judged, ({ unitId }) => unitId)];
  const starts = [...groupBy(judged, ({ startDate }) => startDate)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    steps: onTimeCounts(judged).map(countView),
    units: units.map(([unitId, own]) => ({
      unitId,
      unitName: own[0]?.unitName ?? '',
      steps: onTimeCounts(own).map(countView),
    })),
    starts: starts.map(([startDate, own]) => ({ startDate, steps: onTimeCounts(own).map(countView) })),
  };
}

function countView(count: OnTimeCount): OnTimeCountDto {
  return { ...count, stepName: STEP_NAMES[count.step] };
}
