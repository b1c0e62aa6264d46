import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { unitsQuery } from '../api/queries';
import { announce } from '../common/announcer';
import { count } from '../common/dates';
import { type FieldProblem, Problems, problemsOf } from '../common/problems';
import { type Intake } from './types';
import { useIntake, useMapPosts } from './use-intakes';

/** Asks for the units of posts that have none, keeps them, and looks at the sheet again. */
export function UnmappedForm({ intake }: { intake: Intake }) {
  const units = useQuery(unitsQuery);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const map = useMapPosts();
  const { check } = useIntake(intake);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const mappings = intake.unmapped.flatMap(({ postPrefix, sites }) => {
      const unitId = chosen[postPrefix] ?? '';
      return unitId === '' ? [] : [{ postPrefix, sites, unitId, line: null }];
    });
    if (mappings.length === 0) {
      setProblems([{ field: fieldOf(0), message: 'Choose the unit of at least one group of posts' }]);
      return;
    }
    const refuse = (error: Error) => setProblems(problemsOf(error));
    map.mutate(mappings, {
      onSuccess: () =>
        check.mutate(undefined, {
          onSuccess: () => announce('The sheet was checked again with the units of its posts.'),
          onError: refuse,
        }),
      onError: refuse,
    });
  };
  return (
    <form onSubmit={submit} noValidate className="rw-fill-form">
      <Problems problems={problems} />
      <h2 className="nhsuk-heading-m">Posts without a unit</h2>
      <p>Their rows are refused until they have one. The units are kept for the next sheet.</p>
      {intake.unmapped.map(({ postPrefix, sites, specialties, rows }, index) => (
        <Select
          key={postPrefix}
          id={fieldOf(index)}
          label={`Posts that begin with ${postPrefix}`}
          hint={`${sites.join('; ')}: ${specialties.join(', ')}; ${count(rows, 'row')}`}
          value={chosen[postPrefix] ?? ''}
          onChange={(event) => setChosen({ ...chosen, [postPrefix]: event.currentTarget.value })}
        >
          <Select.Option value="">Choose a unit</Select.Option>
          {(units.data ?? []).map(({ id, name }) => (
            <Select.Option key={id} value={id}>
              {name}
            </Select.Option>
          ))}
        </Select>
      ))}
      <Button type="submit" small disabled={map.isPending || check.isPending}>
        Keep these units and check again
      </Button>
    </form>
  );
}

function fieldOf(index: number): string {
  return `unit-of-posts-${index}`;
}
