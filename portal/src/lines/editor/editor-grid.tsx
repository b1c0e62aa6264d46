import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { announce } from '../../common/announcer';
import { count, WEEKDAYS } from '../../common/dates';
import { type Place, placeAfter } from '../../grid/use-grid-navigation';
import {
  blockOf,
  codeAt,
  DAYS,
  type Draft,
  filled,
  fits,
  fromTsv,
  ordered,
  type Range,
  spelled,
  toTsv,
  weeksIn,
  withBlock,
} from './draft';
import { EditorRow } from './editor-row';
import { type Typing } from './typing';

interface GridProps {
  readonly draft: Draft;
  readonly selection: Range;
  readonly codes: readonly string[];
  readonly colours: ReadonlyMap<string, string>;
  readonly broken: ReadonlyMap<string, number>;
  readonly onSelect: (selection: Range) => void;
  readonly onChange: (draft: Draft) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

const PAGE_ROWS = 8;

/**
 * The weeks of all lines as a grid with one tab stop. Arrows move (with Shift they choose more cells), a letter or Enter begins
 * to type, Delete clears, and cells are copied and pasted as spreadsheets do.
 */
export function EditorGrid(props: GridProps) {
  const { draft, selection, codes, onSelect, onChange, onUndo, onRedo } = props;
  const table = useRef<HTMLTableElement>(null);
  const takesFocus = useRef(false);
  const [typing, setTyping] = useState<Typing | null>(null);
  const active = selection.to;
  const extent = { rows: draft.length * weeksIn(draft), columns: DAYS, pageRows: PAGE_ROWS };

  useLayoutEffect(() => {
    if (!takesFocus.current) return;
    takesFocus.current = false;
    const cell = table.current?.querySelector<HTMLElement>('[tabindex="0"]');
    (cell?.querySelector('input') ?? cell)?.focus();
  });
  const moveTo = (place: Place, extending = false) => {
    takesFocus.current = true;
    onSelect({ from: extending ? selection.from : place, to: place });
  };
  const startTyping = (text: string, isQuick: boolean) => {
    takesFocus.current = true;
    setTyping({ text, isQuick });
  };
  const stopTyping = (keep: boolean, key?: string) => {
    if (typing === null) return;
    setTyping(null);
    const code = spelled(typing.text, codes);
    if (keep && code !== codeAt(draft, active)) onChange(filled(draft, { from: active, to: active }, code));
    const next = key === undefined ? null : placeAfter(key, false, active, extent);
    if (key !== undefined) moveTo(next ?? active);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    if (isCommand && (letter === 'z' || letter === 'y')) {
      event.preventDefault();
      takesFocus.current = true;
      if (letter === 'y' || event.shiftKey) onRedo();
      else onUndo();
    } else if (isCommand && letter === 'a') {
      event.preventDefault();
      onSelect({ from: { row: 0, column: 0 }, to: { row: extent.rows - 1, column: DAYS - 1 } });
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onChange(filled(draft, selection, ''));
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      startTyping(codeAt(draft, active), false);
    } else if (event.key.length === 1 && event.key !== ' ' && !isCommand) {
      event.preventDefault();
      startTyping(event.key, true);
    } else {
      const next = placeAfter(event.key, isCommand, active, extent);
      if (next === null) return;
      event.preventDefault();
      moveTo(next, event.shiftKey);
    }
  };
  const onClick = (event: MouseEvent) => {
    const place = placeOf(event.target);
    if (place === null || (typing !== null && isSame(place, active))) return;
    stopTyping(true);
    moveTo(place, event.shiftKey);
  };
  const onCopy = (event: ClipboardEvent) => {
    if (typing !== null) return;
    event.preventDefault();
    const block = blockOf(draft, selection);
    event.clipboardData.setData('text/plain', toTsv(block));
    if (event.type === 'cut') onChange(filled(draft, selection, ''));
    announce(
      `${count(block.length * (block[0]?.length ?? 0), 'cell')} ${event.type === 'cut' ? 'cut' : 'copied'}.`,
    );
  };
  const onPaste = (event: ClipboardEvent) => {
    if (typing !== null) return;
    event.preventDefault();
    takesFocus.current = true;
    const rows = fromTsv(event.clipboardData.getData('text/plain'));
    const block = rows.map((row) => row.map((code) => spelled(code, codes)));
    const { from } = ordered(selection);
    const [only] = block;
    if (block.length === 1 && only?.length === 1) onChange(filled(draft, selection, only[0]!));
    else if (fits(draft, from, block)) {
      onChange(withBlock(draft, from, block));
      onSelect({
        from,
        to: { row: from.row + block.length - 1, column: from.column + block[0]!.length - 1 },
      });
    } else {
      const width = Math.max(...block.map((row) => row.length));
      announce(
        `Nothing was pasted: ${count(block.length, 'row')} of ${count(width, 'cell')} do not fit from here. Add lines or weeks, or begin further up and left.`,
      );
      return;
    }
    announce(`${count(block.flat().length, 'cell')} pasted.`);
  };
  return (
    <div className="rw-grid-scroller">
      <table
        ref={table}
        role="grid"
        aria-label="Lines, week by week"
        aria-multiselectable="true"
        aria-describedby="editor-keys"
        className="rw-editor-grid"
        onKeyDown={typing === null ? onKeyDown : undefined}
        onClick={onClick}
        onDoubleClick={() => startTyping(codeAt(draft, active), false)}
        onCopy={onCopy}
        onCut={onCopy}
        onPaste={onPaste}
      >
        <thead>
          <tr role="row">
            <th role="columnheader" scope="col">
              Line and week
            </th>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} role="columnheader" scope="col">
                {weekday.slice(0, 3)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: extent.rows }, (_, row) => (
            <EditorRow
              key={row}
              {...props}
              row={row}
              typing={typing}
              onType={(text) => setTyping((before) => before && { ...before, text })}
              onTyped={stopTyping}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isSame(a: Place, b: Place): boolean {
  return a.row === b.row && a.column === b.column;
}

function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return cell === null ? null : { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}
