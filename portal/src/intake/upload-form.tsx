import { Button, Radios } from 'nhsuk-react-components';
import { type FormEvent, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { FileField } from '../common/file-field';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { useUpload } from './use-intakes';

const SHEET = 'intake-sheet';
const PEOPLE = 'intake-people';

/** Takes the deanery's sheet, and leads to what it would change. */
export function UploadForm() {
  const sheet = useRef<HTMLInputElement>(null);
  const people = useRef<HTMLInputElement>(null);
  const [complete, setComplete] = useState(true);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const upload = useUpload();
  const navigate = useNavigate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const file = sheet.current?.files?.[0];
    if (file === undefined) {
      setProblems([{ field: SHEET, message: 'Choose the sheet of placements' }]);
      return;
    }
    setProblems([]);
    upload.mutate(
      { sheet: file, people: people.current?.files?.[0] ?? null, complete },
      {
        onSuccess: ({ id }) => void navigate(`/intakes/${id}`),
        onError: (error) => setProblems(problemsOf(error, { sheet: SHEET })),
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate className="rw-fill-form">
      <Problems problems={problems} />
      <h2 className="nhsuk-heading-m">Look at a sheet</h2>
      <FileField
        id={SHEET}
        input={sheet}
        label="Sheet of placements"
        hint="CSV or .xlsx, at most 20,000 rows and 8 MB. Columns are known by their names, in any order."
        error={problemFor(problems, SHEET)}
      />
      <FileField
        id={PEOPLE}
        input={people}
        label="Sheet of people (optional)"
        hint="With forenames and mail addresses, joined by GMC number or TIS person ID."
        error={undefined}
      />
      <Radios
        name="complete"
        idPrefix="complete"
        legend="What the sheet lists"
        hint="It never takes out other posts than those it lists, nor placements that begin after its last day"
        small
        onChange={(event) => setComplete((event.target as HTMLInputElement).value === 'all')}
      >
        <Radios.Item value="all" defaultChecked>
          All placements of its posts: what it no longer lists is removed
        </Radios.Item>
        <Radios.Item value="some">Only some of them: nothing is removed</Radios.Item>
      </Radios>
      <Button type="submit" small disabled={upload.isPending}>
        {upload.isPending ? 'Reading the sheet…' : 'Show what would change'}
      </Button>
    </form>
  );
}
