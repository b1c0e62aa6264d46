import { TextInput } from 'nhsuk-react-components';

export function NoteField({ note, onChange }: { note: string; onChange: (note: string) => void }) {
  return (
    <TextInput
      id="swap-note"
      label="A note for those who are asked, if you like"
      maxLength={500}
      value={note}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
