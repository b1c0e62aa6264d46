import { type ScheduleChange } from './types';

/** What one version says otherwise than the one before. */
export function ChangeList({ changes }: { changes: readonly ScheduleChange[] }) {
  return (
    <ul className="nhsuk-list nhsuk-list--bullet">
      {changes.map(({ what, before, after }) => (
        <li key={what}>
          {what}: {before ?? 'nothing'}, now {after ?? 'nothing'}
        </li>
      ))}
    </ul>
  );
}
