import { type KeyboardEvent } from 'react';
import { textColourOn } from '../../common/contrast';
import { count, WEEKDAYS } from '../../common/dates';
import { cellAt, codeAt, DAYS, type Draft, isIn, type Range, weeksIn } from './draft';
import { type Typing } from './typing';
import { cellKey } from './use-verdict';

interface RowProps {
  readonly draft: Draft;
  readonly row: number;
  readonly selection: Range;
  readonly colours: ReadonlyMap<string, string>;
  readonly broken: ReadonlyMap<string, number>;
  readonly typing: Typing | null;
  readonly onType: (text: string) => void;
  /** @param key an arrow that leads on from the cell; none: stay where the focus went */
  readonly onTyped: (keep: boolean, key?: string) => void;
}

/** A week of a line. */
export function EditorRow({ draft, row, selection, colours, broken, typing, onType, onTyped }: RowProps) {
  const { line } = cellAt(draft, { row, column: 0 });
  const week = row % weeksIn(draft);
  const { name = '' } = draft[line] ?? {};
  return (
    <tr role="row" className={week === 0 ? 'rw-editor-grid__first' : undefined}>
      <th role="rowheader" scope="row">
        <span className={week === 0 ? undefined : 'nhsuk-u-visually-hidden'}>{name}</span>{' '}
        <span className="rw-editor-grid__week">week {week + 1}</span>
      </th>
      {Array.from({ length: DAYS }, (_, column) => {
        const place = { row, column };
        const code = codeAt(draft, place);
        const isActive = selection.to.row === row && selection.to.column === column;
        const colour = colours.get(code);
        const breaks = broken.get(cellKey(draft, place)) ?? 0;
        return (
          <td
            key={column}
            role="gridcell"
            aria-selected={isIn(selection, place)}
            data-row={row}
            data-column={column}
            tabIndex={isActive ? 0 : -1}
            className={breaks > 0 ? 'rw-editor-grid__broken' : undefined}
          >
            {isActive && typing !== null ? (
              <input
                className="rw-editor-grid__input"
                aria-label={`${name}, week ${week + 1}, ${WEEKDAYS[column]}`}
                value={typing.text}
                maxLength={20}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => onType(event.currentTarget.value)}
                onKeyDown={(event) => leave(event, typing, column, onTyped)}
                onBlur={() => onTyped(true)}
              />
            ) : (
              <span
                className={code === '' ? 'rw-editor-grid__off' : 'rw-shift rw-shift--chip'}
                style={
                  colour === undefined ? undefined : { backgroundColor: colour, color: textColourOn(colour) }
                }
              >
                {code === '' ? <span className="nhsuk-u-visually-hidden">Off</span> : code}
              </span>
            )}
            {breaks > 0 ? (
              <>
                <span className="rw-editor-grid__mark" aria-hidden="true">
                  !
                </span>
                <span className="nhsuk-u-visually-hidden">{`, ${count(breaks, 'rule break')}`}</span>
              </>
            ) : null}
          </td>
        );
      })}
    </tr>
  );
}

/** The keys with which typing ends. */
function leave(
  event: KeyboardEvent,
  { isQuick }: Typing,
  column: number,
  onTyped: RowProps['onTyped'],
): void {
  const isLast = column === DAYS - 1;
  const key = event.key === 'Tab' && !event.shiftKey && !isLast ? 'ArrowRight' : event.key;
  if (key === 'Enter') onTyped(true, event.shiftKey ? 'ArrowUp' : 'ArrowDown');
  else if (key === 'Escape') onTyped(false, 'Escape');
  else if (key === 'ArrowUp' || key === 'ArrowDown') onTyped(true, key);
  else if ((key === 'ArrowLeft' || key === 'ArrowRight') && (isQuick || event.key === 'Tab'))
    onTyped(true, key);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
