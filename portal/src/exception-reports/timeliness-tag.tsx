import { type ReportItem } from './types';
import { daysWords, TIMELINESS_TAGS } from './report-words';

/** Whether it was answered in time, and how long is left while it was not. */
export function TimelinessTag({ timeliness, daysLeft }: Pick<ReportItem, 'timeliness' | 'daysLeft'>) {
  const { label, tag } = TIMELINESS_TAGS[timeliness];
  const isOpen = timeliness === 'waiting' || timeliness === 'overdue';
  return (
    <>
      <strong className={tag}>{label}</strong>
      {isOpen ? ` ${daysWords(daysLeft)}` : null}
    </>
  );
}
