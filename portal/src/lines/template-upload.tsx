import { Button, Select, TextInput } from 'nhsuk-react-components';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { rulePacksQuery } from '../api/queries';
import { announce } from '../common/announcer';
import { FileField } from '../common/file-field';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { type StoredTemplate } from './types';
import { useSaveTemplate } from './use-templates';

const FIELDS = {
  name: 'template-name',
  contractCode: 'template-pack',
  lines: 'template-file',
  sheet: 'template-file',
};
const OFF = 'template-off';
const WEEKDAY = 'template-weekday';

/** Takes lines from a file, as a new template or as the next version of one. */
export function TemplateUpload({
  unitId,
  standing,
  onSaved,
}: {
  unitId: string;
  standing: StoredTemplate | null;
  onSaved: (saved: StoredTemplate) => void;
}) {
  const packs = useQuery(rulePacksQuery);
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(standing?.name ?? '');
  const [contractCode, setContractCode] = useState(standing?.contractCode ?? 'doctors2016');
  const [offCodes, setOffCodes] = useState('');
  const [weekdayCodes, setWeekdayCodes] = useState('');
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const save = useSaveTemplate();
  const contracts = [...new Set((packs.data ?? []).map(({ code }) => code))].filter(
    (code) => code !== 'rota' && code !== 'sg1',
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const file = input.current?.files?.[0];
    const missing = [
      ...(name.trim() === '' ? [{ field: FIELDS.name, message: 'Give the template a name' }] : []),
      ...(file === undefined ? [{ field: FIELDS.lines, message: 'Choose the file with the lines' }] : []),
    ];
    setProblems(missing);
    if (file === undefined || missing.length > 0) return;
    save.mutate(
      {
        template: { name: name.trim(), contractCode, standing },
        file: { unitId, file, offCodes, weekdayCodes },
      },
      {
        onSuccess: (saved) => {
          announce(`Saved ${saved.name}, version ${saved.number}.`);
          onSaved(saved);
        },
        onError: (error) => setProblems(problemsOf(error, FIELDS)),
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate className="rw-fill-form">
      <Problems problems={problems} />
      <h2 className="nhsuk-heading-m">{standing === null ? 'Add a template' : 'Upload a new version'}</h2>
      {standing === null ? (
        <TextInput
          id={FIELDS.name}
          label="Name"
          hint="For example, Registrars, 8 weeks"
          value={name}
          error={problemFor(problems, FIELDS.name)}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      ) : null}
      {standing === null ? (
        <Select
          id={FIELDS.contractCode}
          label="Contract by whose rules the lines are checked"
          value={contractCode}
          onChange={(event) => setContractCode(event.currentTarget.value)}
        >
          {contracts.map((code) => (
            <Select.Option key={code} value={code}>
              {code}
            </Select.Option>
          ))}
        </Select>
      ) : null}
      <FileField
        id={FIELDS.lines}
        input={input}
        label="File with the lines"
        hint="CSV or .xlsx with the columns line, week, Mon to Sun, and if you like wte. Cells hold codes of this unit’s shift types; an empty cell is a day off."
        error={problemFor(problems, FIELDS.lines)}
      />
      <TextInput
        id={OFF}
        label="Codes that stand for a day off (optional)"
        hint="Separated by commas, for example OFF, ZERO"
        value={offCodes}
        onChange={(event) => setOffCodes(event.currentTarget.value)}
      />
      <TextInput
        id={WEEKDAY}
        label="Codes that mean nothing on Saturday and Sunday (optional)"
        hint="Separated by commas, for example nwd"
        value={weekdayCodes}
        onChange={(event) => setWeekdayCodes(event.currentTarget.value)}
      />
      <Button type="submit" small disabled={save.isPending}>
        {save.isPending ? 'Reading the file…' : 'Save the template'}
      </Button>
    </form>
  );
}
