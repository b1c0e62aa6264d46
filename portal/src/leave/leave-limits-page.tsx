import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkboxes, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api, csrf, etag } from '../api/client';
import { announce } from '../common/announcer';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';
import { UnitHeading } from '../layout/unit-heading';
import { coordinates } from '../session/permissions';
import { useSession } from '../session/use-session';
import { type LeaveLimits, leaveLimitsQuery } from './leave-queries';
import { BlockedPeriods, Groups } from './limit-lists';
import { fieldsOfLimits, type LimitFields, limitsFrom } from './limits-form-model';

const FIELD_OF = { noticeDays: 'notice-days', maxAway: 'max-away', maxAwayPercent: 'max-percent' };

/** What the unit's staff may take without asking. */
export function LeaveLimitsPage() {
  const { unitId = '' } = useParams();
  const limits = useQuery(leaveLimitsQuery(unitId));
  const session = useSession();
  const mayChange = session !== null && coordinates(session.account, unitId);
  usePageTitle('Limits for leave');
  return (
    <div className="rw-narrow">
      <UnitHeading unitId={unitId} title="Limits for leave" page="leave/limits" />
      <p>
        Annual and study leave within these limits is approved at once. What lies beyond them, and every event
        that changes a life, waits for the coordinator.
      </p>
      <Loaded query={limits} what="the limits">
        {(found) => <LimitsForm key={found.version} limits={found} mayChange={mayChange} />}
      </Loaded>
      <p>
        <Link to={`/units/${unitId}/leave`}>Back to leave</Link>
      </p>
    </div>
  );
}

function LimitsForm({ limits, mayChange }: { limits: LeaveLimits; mayChange: boolean }) {
  const [fields, setFields] = useState(() => fieldsOfLimits(limits));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const save = useSave(limits);
  const set = (change: Partial<LimitFields>) => setFields({ ...fields, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { body, problems: found } = limitsFrom(fields);
    setProblems(found);
    if (body === null) return;
    save.mutate(body, {
      onSuccess: () => announce('Saved the limits.'),
      onError: (error) => setProblems(problemsOf(error, FIELD_OF)),
    });
  };
  const number = (id: string, label: string, name: 'noticeDays' | 'maxAway' | 'maxAwayPercent') => (
    <TextInput
      id={id}
      label={label}
      width="4"
      inputMode="numeric"
      value={fields[name]}
      error={problemFor(problems, id)}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <Checkboxes name="automatic" idPrefix="automatic" small>
        <Checkboxes.Item
          value="automatic"
          checked={fields.automatic}
          onChange={(event) => set({ automatic: event.currentTarget.checked })}
        >
          Approve leave within the limits at once
        </Checkboxes.Item>
      </Checkboxes>
      {number(FIELD_OF.noticeDays, "Days' notice", 'noticeDays')}
      {number(FIELD_OF.maxAway, 'People away on a day at most (empty: any number)', 'maxAway')}
      {number(
        FIELD_OF.maxAwayPercent,
        'Per cent of people away at most (empty: any share)',
        'maxAwayPercent',
      )}
      <Groups groups={fields.groups} problems={problems} onChange={(groups) => set({ groups })} />
      <BlockedPeriods periods={fields.blocked} problems={problems} onChange={(blocked) => set({ blocked })} />
      {mayChange ? (
        <div>
          <Button type="submit" disabled={save.isPending}>
            Save
          </Button>
        </div>
      ) : null}
    </form>
  );
}

function useSave({ unitId, version }: LeaveLimits) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Omit<LeaveLimits, 'unitId' | 'version'>) =>
      answer(
        api.PUT('/api/v1/units/{unitId}/leave-limits', {
          params: { path: { unitId }, header: { ...csrf(), 'If-Match': etag(version) } },
          body,
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['leave'] }),
  });
}
