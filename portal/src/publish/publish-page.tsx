import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Textarea, WarningCallout } from 'nhsuk-react-components';
import { type FormEvent, useMemo, useState } from 'react';
import { useNavigate, useOutletContext } from 'react-router';
import { answer, api, csrf, etag } from '../api/client';
import { gridQuery, previewQuery, rotaQuery } from '../api/queries';
import { isProblem } from '../api/problem';
import { type Grid, type Preview, type Rota } from '../api/types';
import { announce } from '../common/announcer';
import { count, listOf } from '../common/dates';
import { type FieldProblem, problemFor, Problems } from '../common/problems';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { buildGridModel } from '../grid/grid-model';
import { ViolationList } from '../grid/violation-list';
import { coordinates } from '../session/permissions';
import { useSession } from '../session/use-session';
import { RecipientTable } from './recipient-table';

/** What would be sent to whom, and the button that sends it. */
export function PublishPage() {
  const rota = useOutletContext<Rota>();
  const preview = useQuery(previewQuery(rota.id));
  const grid = useQuery(gridQuery(rota.id));
  usePageTitle(`Publish, ${rota.name}`);
  return (
    <>
      <h2 className="nhsuk-heading-m">Publish</h2>
      <Loaded query={grid} what="the rota">
        {(foundGrid) => (
          <Loaded query={preview} what="the preview of the mails">
            {(foundPreview) => <Ready rota={rota} grid={foundGrid} preview={foundPreview} />}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

function Ready({ rota, grid, preview }: { rota: Rota; grid: Grid; preview: Preview }) {
  const session = useSession();
  const mayPublish = session !== null && coordinates(session.account, rota.unitId);
  const withAddress = preview.recipients.filter(({ email }) => email !== null);
  return (
    <>
      <p>
        Publishing makes version {preview.version} of the rota and sends {count(withAddress.length, 'mail')},
        each with the person&apos;s own shifts and a calendar file.
      </p>
      {preview.withoutAddress.length === 0 ? null : (
        <WarningCallout>
          <WarningCallout.Heading>No address</WarningCallout.Heading>
          <p>These people have no mail address and get no mail. Tell them in another way:</p>
          <ul>
            {preview.withoutAddress.map(({ personId, displayName }) => (
              <li key={personId}>{displayName}</li>
            ))}
          </ul>
        </WarningCallout>
      )}
      {preview.withoutShifts.length === 0 ? null : (
        <p>
          No shift on this rota, and so no mail:{' '}
          {listOf(
            preview.withoutShifts.map(({ displayName }) => displayName.split(',').reverse().join(' ').trim()),
          )}
          .
        </p>
      )}
      {mayPublish ? (
        <PublishForm
          rota={rota}
          grid={grid}
          seenVersion={preview.rotaVersion}
          mailCount={withAddress.length}
        />
      ) : null}
      <RecipientTable recipients={preview.recipients} />
    </>
  );
}

const REASON = 'acknowledge-violations';

function PublishForm({
  rota,
  grid,
  seenVersion,
  mailCount,
}: {
  rota: Rota;
  grid: Grid;
  /** The version of the rota that the preview shows: only that one is published. */
  seenVersion: number;
  mailCount: number;
}) {
  const model = useMemo(() => buildGridModel(grid), [grid]);
  const hard = grid.violations.filter(({ level }) => level === 'hard');
  const [reason, setReason] = useState('');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const publish = usePublish(rota, seenVersion);
  const needsReason = hard.length > 0 || isProblem(publish.error, 'breaks-a-rule');

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (needsReason && reason.trim() === '') {
      setProblems([
        { field: REASON, message: 'Enter why the rota may be published although it breaks rules' },
      ]);
      return;
    }
    setProblems([]);
    publish.mutate(reason.trim(), { onError: (error) => setProblems([refusal(error)]) });
  };

  return (
    <form onSubmit={submit} noValidate className="nhsuk-u-margin-bottom-5">
      <Problems problems={problems} />
      {hard.length === 0 ? (
        <p>No rule is broken.</p>
      ) : (
        <>
          <h3 className="nhsuk-heading-s">{count(hard.length, 'rule break')}</h3>
          <ViolationList violations={hard} personName={model.personName} />
        </>
      )}
      {needsReason ? (
        <Textarea
          id={REASON}
          label="Why may the rota be published although it breaks rules?"
          hint="It is kept in the audit log"
          rows={3}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={problemFor(problems, REASON)}
        />
      ) : null}
      <Button type="submit" disabled={publish.isPending || rota.activeFillId !== null}>
        {`Publish and send ${count(mailCount, 'mail')}`}
      </Button>
      {rota.activeFillId === null ? null : <p>The rota is being filled. Publish it when that has ended.</p>}
    </form>
  );
}

function refusal(error: Error): FieldProblem {
  if (isProblem(error, 'breaks-a-rule')) return { field: REASON, message: error.message };
  if (isProblem(error) && error.problem.status === 412) {
    return {
      field: null,
      message: `${error.message} The rota shown is the current one now: check it again.`,
    };
  }
  return { field: null, message: error.message };
}

function usePublish(rota: Rota, seenVersion: number) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (reason: string) =>
      answer(
        api.POST('/api/v1/rotas/{rotaId}/publications', {
          params: { path: { rotaId: rota.id }, header: { ...csrf(), 'If-Match': etag(seenVersion) } },
          body: reason === '' ? {} : { acknowledgeViolations: reason },
        }),
      ),
    onSuccess: async (published) => {
      announce(
        `Version ${published.version} is published. ${count(published.mailsQueued, 'mail')} on the way.`,
      );
      await queryClient.invalidateQueries({ queryKey: ['rotas'] });
      await queryClient.invalidateQueries({ queryKey: rotaQuery(rota.id).queryKey });
      await navigate(`/rotas/${rota.id}/sent`);
    },
    onError: () => queryClient.invalidateQueries({ queryKey: rotaQuery(rota.id).queryKey }),
  });
}
