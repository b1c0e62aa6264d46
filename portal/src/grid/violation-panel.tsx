import { useState } from 'react';
import { type Violation } from '../api/types';
import { count } from '../common/dates';
import { type GridModel, isOfDays } from './grid-model';
import { type OpenedCell } from './rota-table';
import { violationKey } from './use-edits';
import { levelWords, ruleWords, violationDates } from './violation-list';

const FIRST = 20;
const ORDER: Readonly<Record<string, number>> = { hard: 0, soft: 1, advisory: 2 };

/** All that is wrong with the rota, worst first, each with the way to the cell. */
export function ViolationPanel({
  model,
  mayEdit,
  onShow,
  onOpen,
}: {
  model: GridModel;
  mayEdit: boolean;
  onShow: (personId: string, date: string) => void;
  onOpen: (opened: OpenedCell) => void;
}) {
  const [all, setAll] = useState(false);
  const sorted = [...model.grid.violations].sort(
    (a, b) => (ORDER[a.level] ?? 3) - (ORDER[b.level] ?? 3) || a.fromDate.localeCompare(b.fromDate),
  );
  const hard = sorted.filter(({ level }) => level === 'hard').length;
  const shown = all ? sorted : sorted.slice(0, FIRST);
  return (
    <section aria-labelledby="violations-title" className="rw-panel">
      <h2 className="nhsuk-heading-s" id="violations-title">
        {hard === 0 ? 'No rule is broken' : count(hard, 'rule break')}
      </h2>
      {sorted.length > hard ? (
        <p className="rw-secondary">{count(sorted.length - hard, 'piece of advice', 'pieces of advice')}.</p>
      ) : null}
      <ul className="nhsuk-list rw-panel__list">
        {shown.map((violation) => (
          <Item
            key={violationKey(violation)}
            violation={violation}
            model={model}
            onShow={onShow}
            onOpen={mayEdit ? onOpen : null}
          />
        ))}
      </ul>
      {sorted.length > FIRST ? (
        <button type="button" className="rw-link-button" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'Show fewer' : `Show all ${sorted.length}`}
        </button>
      ) : null}
    </section>
  );
}

function Item({
  violation,
  model,
  onShow,
  onOpen,
}: {
  violation: Violation;
  model: GridModel;
  onShow: (personId: string, date: string) => void;
  /** Null for those who may not change anything. */
  onOpen: ((opened: OpenedCell) => void) | null;
}) {
  const { personId, level } = violation;
  const inRota = dayToShow(model, violation);
  const name = personId ? model.personName(personId) : 'The rota';
  return (
    <li className={`rw-violation rw-violation--${level}`}>
      <span className="rw-violation__level">{levelWords(level)}</span>{' '}
      {personId && inRota ? (
        <button type="button" className="rw-link-button" onClick={() => onShow(personId, inRota)}>
          {name}
          <span className="nhsuk-u-visually-hidden">: show in the grid</span>
        </button>
      ) : (
        name
      )}{' '}
      <span className="rw-secondary">{violationDates(violation)}</span>
      <br />
      {violation.message}
      <span className="rw-secondary rw-violation__rule">{ruleWords(violation)}</span>
      {onOpen !== null && personId ? (
        <button
          type="button"
          className="rw-link-button"
          onClick={() => onOpen({ personId, date: isOfDays(violation) ? (inRota ?? null) : null })}
        >
          Ways to mend it
          <span className="nhsuk-u-visually-hidden">{`: ${violation.name}, ${name}`}</span>
        </button>
      ) : null}
    </li>
  );
}

/** The last of its days on which the person works, and so can be changed. */
function dayToShow(model: GridModel, { personId, fromDate, toDate }: Violation): string | undefined {
  const days = model.days.filter(({ date }) => date >= fromDate && date <= toDate);
  return (days.findLast(({ date }) => model.assignment(personId, date) !== undefined) ?? days[0])?.date;
}
