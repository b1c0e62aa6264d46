import { Textarea } from 'nhsuk-react-components';
import { useState } from 'react';
import { count } from '../common/dates';

const LARGEST_BYTES = 60_000;

/** A table of comma-separated values: pasted, or read from a file. */
export function TableField({
  id,
  label,
  hint,
  value,
  error,
  onChange,
}: {
  id: string;
  label: string;
  hint: string;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}) {
  const [unread, setUnread] = useState<string | null>(null);
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > LARGEST_BYTES) {
      setUnread(`${file.name} has ${count(file.size, 'byte')}; a table may have at most ${LARGEST_BYTES}.`);
      return;
    }
    setUnread(null);
    onChange(await file.text());
  };
  return (
    <div className="rw-table-field">
      <Textarea
        id={id}
        label={label}
        hint={hint}
        rows={8}
        className="rw-code"
        spellCheck={false}
        value={value}
        error={unread ?? error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <label className="nhsuk-label" htmlFor={`${id}-file`}>
        {`Or upload ${label.toLowerCase()} as a CSV file`}
      </label>
      <input
        type="file"
        id={`${id}-file`}
        accept=".csv,text/csv,text/plain"
        className="rw-file"
        onChange={(event) => void read(event.currentTarget.files?.[0])}
      />
    </div>
  );
}
