import { useMutation } from '@tanstack/react-query';
import { Button, Details } from 'nhsuk-react-components';
import { type FormEvent, useRef, useState } from 'react';
import { announce } from '../../common/announcer';
import { count } from '../../common/dates';
import { FileField } from '../../common/file-field';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../../common/problems';
import { readTemplateFile } from '../use-templates';

const FILE = 'editor-file';
const FIELDS = { lines: FILE, sheet: FILE };
type ReadLines = Awaited<ReturnType<typeof readTemplateFile>>['lines'];

/** Takes all lines from a file into the grid; nothing is saved by it. */
export function ImportLines({ unitId, onRead }: { unitId: string; onRead: (lines: ReadLines) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const read = useMutation({
    mutationFn: (file: File) => readTemplateFile({ unitId, file, offCodes: '', weekdayCodes: '' }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const file = input.current?.files?.[0];
    setProblems(file === undefined ? [{ field: FILE, message: 'Choose the file with the lines' }] : []);
    if (file === undefined) return;
    read.mutate(file, {
      onSuccess: ({ lines }) => {
        onRead(lines);
        announce(`${count(lines.length, 'line')} of ${file.name} are in the grid.`);
      },
      onError: (error) => setProblems(problemsOf(error, FIELDS)),
    });
  };
  return (
    <Details>
      <Details.Summary>Take the lines from a file</Details.Summary>
      <Details.Text>
        <form onSubmit={submit} noValidate>
          <Problems problems={problems} />
          <FileField
            id={FILE}
            input={input}
            label="File with the lines"
            hint="CSV or .xlsx with the columns line, week, Mon to Sun. Its lines replace those in the grid; Undo brings them back."
            error={problemFor(problems, FILE)}
          />
          <Button type="submit" small secondary disabled={read.isPending}>
            Read the file
          </Button>
        </form>
      </Details.Text>
    </Details>
  );
}
