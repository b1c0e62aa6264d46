import { Button, TextInput } from 'nhsuk-react-components';
import { type ReactNode } from 'react';
import { type GridShiftType } from '../../api/types';
import { ShiftChip } from '../../grid/shift-chip';
import { type Draft, filled, MOST_LINES, MOST_WEEKS, type Range, weeksIn, withLine } from './draft';
import { withLineChanged, withoutLine, withoutWeek, withTurnedLine, withWeek } from './draft';

interface ToolsProps {
  readonly draft: Draft;
  readonly selection: Range;
  readonly onChange: (draft: Draft, field?: string) => void;
}

/** The shift types of the unit as buttons that put them into the chosen cells, for whoever does not type. */
export function ShiftPalette({
  draft,
  selection,
  shiftTypes,
  onChange,
}: ToolsProps & { shiftTypes: readonly Pick<GridShiftType, 'id' | 'code' | 'name' | 'colour'>[] }) {
  return (
    <fieldset className="rw-palette">
      <legend className="nhsuk-heading-xs nhsuk-u-margin-bottom-1">Put into the chosen cells</legend>
      {shiftTypes.map((type) => (
        <button key={type.id} type="button" onClick={() => onChange(filled(draft, selection, type.code))}>
          <ShiftChip shiftType={type} /> {type.name}
        </button>
      ))}
      <button type="button" onClick={() => onChange(filled(draft, selection, ''))}>
        Off
      </button>
    </fieldset>
  );
}

/** Name and share of the line in which the chosen cell is, and what can be done with its line and its week. */
export function LineTools({ draft, selection, onChange }: ToolsProps) {
  const weeks = weeksIn(draft);
  const at = Math.floor(selection.to.row / weeks);
  const week = selection.to.row % weeks;
  const line = draft[at];
  if (line === undefined) return null;
  const isFull = draft.length >= MOST_LINES;
  return (
    <fieldset className="nhsuk-fieldset nhsuk-u-margin-bottom-3">
      <legend className="nhsuk-heading-xs nhsuk-u-margin-bottom-2">
        Line {at + 1} of {draft.length}, week {week + 1} of {weeks}
      </legend>
      <div className="rw-line-tools">
        <TextInput
          id="editor-line-name"
          label="Name of the line"
          value={line.name}
          maxLength={60}
          onChange={({ currentTarget: { value } }) =>
            onChange(withLineChanged(draft, at, { name: value }), `name ${line.key}`)
          }
        />
        <TextInput
          id="editor-line-wte"
          label="Share of full time"
          width="5"
          inputMode="decimal"
          value={line.wte}
          onChange={({ currentTarget: { value } }) =>
            onChange(withLineChanged(draft, at, { wte: value }), `wte ${line.key}`)
          }
        />
      </div>
      <div className="rw-buttons">
        <Tool isOff={isFull} onClick={() => onChange(withLine(draft, at))}>
          Add a line
        </Tool>
        <Tool isOff={isFull} onClick={() => onChange(withTurnedLine(draft, at))}>
          Add this line a week on
        </Tool>
        <Tool isOff={draft.length === 1} onClick={() => onChange(withoutLine(draft, at))}>
          Remove this line
        </Tool>
        <Tool isOff={weeks >= MOST_WEEKS} onClick={() => onChange(withWeek(draft, week))}>
          Add a week
        </Tool>
        <Tool isOff={weeks === 1} onClick={() => onChange(withoutWeek(draft, week))}>
          Remove this week
        </Tool>
      </div>
    </fieldset>
  );
}

function Tool({ isOff, onClick, children }: { isOff: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <Button type="button" secondary small disabled={isOff} onClick={onClick}>
      {children}
    </Button>
  );
}
