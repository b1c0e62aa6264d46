import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { announce } from '../common/announcer';
import { DataTable } from '../common/data-table';
import { formatInstant } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { Failure, Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { type CreatedDirectory, directoriesQuery, type Directory } from './queries';

const NAME = 'directory-name';

/** Directories of the trust that keep sign-ins here, and their tokens. */
export function DirectoriesPage() {
  const directories = useQuery(directoriesQuery);
  const [created, setCreated] = useState<CreatedDirectory | null>(null);
  usePageTitle('Directories');
  return (
    <>
      <h1 className="nhsuk-heading-l">Directories</h1>
      <p>
        A directory of the trust can create, change and close sign-ins here over SCIM 2.0. It gives nobody a
        role but that of staff.
      </p>
      {created === null ? null : <Token created={created} />}
      <NewDirectory onCreated={setCreated} />
      <Loaded query={directories} what="the directories">
        {(found) =>
          found.length === 0 ? <p>There is no directory yet.</p> : <DirectoryTable directories={found} />
        }
      </Loaded>
    </>
  );
}

/** Told this once. */
function Token({ created: { name, token, baseUrl } }: { created: CreatedDirectory }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [token]);
  return (
    <section className="rw-panel rw-panel--news" aria-labelledby="token-heading">
      <h2 className="nhsuk-heading-m" id="token-heading" ref={heading} tabIndex={-1}>
        The token of {name}
      </h2>
      <p>Copy it into the directory now. It is not shown again; whoever has it can close every sign-in.</p>
      <TextInput id="directory-address" label="Address" readOnly value={baseUrl} />
      <TextInput id="directory-token" label="Token" readOnly value={token} />
    </section>
  );
}

function NewDirectory({ onCreated }: { onCreated: (created: CreatedDirectory) => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const create = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/scim-directories', { params: { header: csrf() }, body: { name } })),
    onSuccess: (made) => {
      setProblems([]);
      setName('');
      onCreated(made);
      return queryClient.invalidateQueries({ queryKey: directoriesQuery.queryKey });
    },
    onError: (error) => setProblems(problemsOf(error, { name: NAME })),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') setProblems([{ field: NAME, message: 'Enter what the directory is called' }]);
    else create.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <TextInput
        id={NAME}
        label="Name of a new directory"
        hint="For example, Entra ID"
        width={20}
        value={name}
        error={problemFor(problems, NAME)}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" small disabled={create.isPending}>
        Make a token
      </Button>
    </form>
  );
}

function DirectoryTable({ directories }: { directories: readonly Directory[] }) {
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: ({ id, version }: Directory) =>
      answer(
        api.POST('/api/v1/scim-directories/{id}/revocation', {
          params: { path: { id }, header: { ...csrf(), 'If-Match': etag(version) } },
        }),
      ),
    onSuccess: ({ name }) => announce(`Revoked the token of ${name}.`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: directoriesQuery.queryKey }),
  });
  return (
    <>
      {revoke.error === null ? null : <Failure error={revoke.error} />}
      <DataTable
        caption="Directories"
        rows={directories}
        rowKey={({ id }) => id}
        columns={[
          { title: 'Name', cell: ({ name }) => name },
          { title: 'Made', cell: ({ createdAt }) => formatInstant(createdAt) },
          {
            title: 'Last used',
            cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'Never' : formatInstant(lastUsedAt)),
          },
          {
            title: 'Token',
            cell: (directory) =>
              directory.revokedAt === null ? (
                <button
                  type="button"
                  className="rw-link-button"
                  disabled={revoke.isPending}
                  onClick={() => revoke.mutate(directory)}
                >
                  Revoke
                  <span className="nhsuk-u-visually-hidden"> the token of {directory.name}</span>
                </button>
              ) : (
                `Revoked ${formatInstant(directory.revokedAt)}`
              ),
          },
        ]}
      />
    </>
  );
}
