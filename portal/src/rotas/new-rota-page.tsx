import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { answer, api, csrf } from '../api/client';
import { unitsQuery } from '../api/queries';
import { DateField, type DateFields } from '../common/date-field';
import { dateFromParts } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { usePageTitle } from '../common/use-page-title';

interface NewRota {
  unitId: string;
  name: string;
  firstDate: string;
  lastDate: string;
}

/** Which element of the form stands for which member of the request. */
const FIELDS = { name: 'rota-name', firstDate: 'first-date-day', lastDate: 'last-date-day' };

export function NewRotaPage() {
  const { unitId = '' } = useParams();
  const { data: units } = useQuery(unitsQuery);
  const [name, setName] = useState('');
  const [first, setFirst] = useState<DateFields>({});
  const [last, setLast] = useState<DateFields>({});
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const create = useCreateRota();
  usePageTitle(problems.length > 0 ? 'Error: Create a rota' : 'Create a rota');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const rota = read(unitId, name, first, last);
    setProblems(rota.problems);
    if (rota.problems.length > 0) return;
    create.mutate(rota.body, { onError: (error) => setProblems(problemsOf(error, FIELDS)) });
  };

  return (
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <Problems problems={problems} />
        <h1 className="nhsuk-heading-l">
          <span className="nhsuk-caption-l">{units?.find(({ id }) => id === unitId)?.name ?? 'Unit'}</span>
          Create a rota
        </h1>
        <form onSubmit={submit} noValidate>
          <TextInput
            id={FIELDS.name}
            name="name"
            label="Name"
            hint="For example, Doctors, August 2026"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={problemFor(problems, FIELDS.name)}
          />
          <DateField
            prefix="first-date"
            legend="First day"
            value={first}
            onChange={setFirst}
            error={problemFor(problems, FIELDS.firstDate)}
          />
          <DateField
            prefix="last-date"
            legend="Last day"
            value={last}
            onChange={setLast}
            error={problemFor(problems, FIELDS.lastDate)}
          />
          <Button type="submit" disabled={create.isPending}>
            Create rota
          </Button>
        </form>
        <p>
          <Link to={`/units/${unitId}/rotas`}>Cancel</Link>
        </p>
      </div>
    </div>
  );
}

function read(
  unitId: string,
  name: string,
  first: DateFields,
  last: DateFields,
): { body: NewRota; problems: FieldProblem[] } {
  const firstDate = dateFromParts(first);
  const lastDate = dateFromParts(last);
  const problems: FieldProblem[] = [];
  if (name.trim() === '') problems.push({ field: FIELDS.name, message: 'Enter a name for the rota' });
  if (firstDate === null) {
    problems.push({ field: FIELDS.firstDate, message: 'Enter the first day as a real date, like 5 8 2026' });
  }
  if (lastDate === null) {
    problems.push({ field: FIELDS.lastDate, message: 'Enter the last day as a real date, like 1 9 2026' });
  }
  if (firstDate !== null && lastDate !== null && lastDate < firstDate) {
    problems.push({ field: FIELDS.lastDate, message: 'The last day must be the first day or later' });
  }
  return {
    body: { unitId, name: name.trim(), firstDate: firstDate ?? '', lastDate: lastDate ?? '' },
    problems,
  };
}

function useCreateRota() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: NewRota) => answer(api.POST('/api/v1/rotas', { params: { header: csrf() }, body })),
    onSuccess: async (rota) => {
      await queryClient.invalidateQueries({ queryKey: ['rotas'] });
      await navigate(`/rotas/${rota.id}`);
    },
  });
}
