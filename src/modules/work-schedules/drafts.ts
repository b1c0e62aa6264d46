import { canonicalJson } from '../../common/canonical-json.js';
import { buildSchedule } from './content/build-schedule.js';
import { type ScheduleContent } from './content/schedule-content.js';
import { ScheduleError } from './content/schedule-input.js';
import { differences, type ScheduleChange } from './document/differences.js';
import { scheduleDocument } from './document/schedule-document.js';
import { type ScheduleSource } from './schedule-sources.service.js';
import { type IssueOutcome } from './work-schedule.dto.js';
import { type CurrentSchedule } from './work-schedules.repository.js';

/** What would be issued to a doctor now, against what was issued before. */
export interface Draft {
  readonly source: ScheduleSource;
  readonly standing: CurrentSchedule | null;
  readonly outcome: IssueOutcome;
  /** Canonical JSON; null where none can be made. */
  readonly content: string | null;
  readonly changes: readonly ScheduleChange[];
  readonly reason: string | null;
}

/** @param schedules of the unit */
export function draftOf(source: ScheduleSource, schedules: readonly CurrentSchedule[]): Draft {
  const standing = schedules.find((each) => isOf(source, each)) ?? null;
  const made = contentOf(source);
  if (typeof made === 'string') {
    return { source, standing, outcome: 'impossible', content: null, changes: [], reason: made };
  }
  const content = canonicalJson(made);
  const drafted = { source, standing, content, reason: null };
  if (standing === null) return { ...drafted, outcome: 'new', changes: [] };
  if (standing.current.content === content) return { ...drafted, outcome: 'unchanged', changes: [] };
  return {
    ...drafted,
    outcome: 'changed',
    changes: changesFrom(readContent(standing.current.content), made),
  };
}

export function readContent(content: string): ScheduleContent {
  return JSON.parse(content) as ScheduleContent;
}

/** The schedule of the same days: dates of a placement may move. */
function isOf({ person, placement }: ScheduleSource, { schedule }: CurrentSchedule): boolean {
  if (schedule.personId !== person.id) return false;
  const beginsBefore = (end: string | null, first: string): boolean => end === null || first <= end;
  return (
    beginsBefore(placement.lastDate, schedule.firstDate) &&
    beginsBefore(schedule.lastDate, placement.firstDate)
  );
}

function contentOf({ input }: ScheduleSource): ScheduleContent | string {
  if (typeof input === 'string') return input;
  try {
    return buildSchedule(input);
  } catch (error) {
    if (error instanceof ScheduleError) return error.message;
    throw error;
  }
}

function changesFrom(before: ScheduleContent, after: ScheduleContent): ScheduleChange[] {
  // The same number: that there is another version is no change of what it says.
  const found = differences(scheduleDocument(before, 1), scheduleDocument(after, 1));
  if (found.length > 0) return found;
  return [{ what: 'How it is written down', before: null, after: null }];
}
