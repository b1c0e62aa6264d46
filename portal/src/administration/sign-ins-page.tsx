import { useQuery } from '@tanstack/react-query';
import { Button, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { DataTable } from '../common/data-table';
import { Failure, Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { ACCOUNT_STATE_WORDS } from '../setup/account-cell';
import { type SignIn, signInsQuery } from './queries';
import { roleInWords } from './role-words';
import { SignInActions } from './sign-in-actions';
import { SignInDialog } from './sign-in-dialog';

/** Who may sign in, and what as. */
export function SignInsPage() {
  const [wanted, setWanted] = useState('');
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<SignIn | 'new' | null>(null);
  const [problem, setProblem] = useState<Error | null>(null);
  const found = useQuery(signInsQuery(search));
  usePageTitle('Sign-ins');
  const look = (event: FormEvent) => {
    event.preventDefault();
    setSearch(wanted.trim());
  };
  return (
    <>
      <h1 className="nhsuk-heading-l">Sign-ins</h1>
      <p>
        Everybody who may sign in, and what as. Members of staff are invited from the People page of their
        unit; add here those who work no shifts.
      </p>
      <Button type="button" small onClick={() => setEdited('new')}>
        Add a sign-in
      </Button>
      <form onSubmit={look} role="search">
        <TextInput
          id="sign-in-search"
          label="Find by name or address"
          width={20}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Button type="submit" small secondary>
          Find
        </Button>
      </form>
      {problem === null ? null : <Failure error={problem} />}
      <Loaded query={found} what="the sign-ins">
        {(signIns) => (
          <SignInTable signIns={signIns} search={search} onEdit={setEdited} onProblem={setProblem} />
        )}
      </Loaded>
      {edited === null ? null : (
        <SignInDialog signIn={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}

function SignInTable({
  signIns,
  search,
  onEdit,
  onProblem,
}: {
  signIns: readonly SignIn[];
  search: string;
  onEdit: (signIn: SignIn) => void;
  onProblem: (problem: Error | null) => void;
}) {
  if (signIns.length === 0) return <p>{`Nobody’s name or address has “${search}” in it.`}</p>;
  return (
    <DataTable
      caption={search === '' ? 'Everybody, by name' : `Name or address with “${search}”`}
      rows={signIns}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Name', cell: ({ displayName }) => displayName },
        { title: 'Address', cell: ({ email }) => email },
        { title: 'Roles', cell: ({ roles }) => roles.map(roleInWords).join('; ') },
        {
          title: 'State',
          cell: ({ state }) => (
            <span className={state === 'bounced' ? undefined : 'rw-nowrap'}>
              {ACCOUNT_STATE_WORDS[state]}
            </span>
          ),
        },
        {
          title: 'Actions',
          cell: (signIn) => <SignInActions signIn={signIn} onEdit={onEdit} onProblem={onProblem} />,
        },
      ]}
    />
  );
}
