import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkboxes, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { isProblem } from '../api/problem';
import { changeLimitsQuery } from '../api/staff-queries';
import { type ChangeLimits } from '../api/staff-types';
import { announce } from '../common/announcer';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { Loaded } from '../common/states';
import { limitFields, type LimitFields, limitsFrom } from './limits-form-model';

const FIELDS = { swapNoticeHours: 'notice-hours', swapsAPerson: 'swaps-a-person' };

/** Which swaps go through without the coordinator. */
export function LimitsSection({ unitId }: { unitId: string }) {
  const limits = useQuery(changeLimitsQuery(unitId));
  return (
    <section aria-labelledby="limits-title">
      <h2 className="nhsuk-heading-m nhsuk-u-margin-bottom-2" id="limits-title">
        What goes through without you
      </h2>
      <p>
        Every swap keeps to every hard rule and leaves no shift shorter than it is. Within these limits it is
        made as soon as everybody agrees; beyond them it waits for you.
      </p>
      <Loaded query={limits} what="the limits of the unit">
        {(found) => <LimitsForm key={found.version} limits={found} />}
      </Loaded>
    </section>
  );
}

function LimitsForm({ limits }: { limits: ChangeLimits }) {
  const [fields, setFields] = useState(() => limitFields(limits));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const save = useSaveLimits(limits);
  const set = (change: Partial<LimitFields>) => setFields({ ...fields, ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { body, problems: found } = limitsFrom(fields, FIELDS);
    setProblems(found);
    if (body === null) return;
    save.mutate(body, {
      onSuccess: () => announce('Saved the limits.'),
      onError: (error) => setProblems(refusal(error)),
    });
  };
  const box = (name: 'swapsAutomatic' | 'sameGradeOnly' | 'softBreachesAllowed', label: string) => (
    <Checkboxes.Item
      value={name}
      checked={fields[name]}
      onChange={(event) => set({ [name]: event.currentTarget.checked })}
    >
      {label}
    </Checkboxes.Item>
  );
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <Checkboxes name="limits" idPrefix="limits" small>
        {box('swapsAutomatic', 'Swaps within the limits below go through without you')}
        {box('sameGradeOnly', 'Only between people of the same grade')}
        {box('softBreachesAllowed', 'Also when a rule that is only wished to be kept is broken')}
      </Checkboxes>
      <TextInput
        id={FIELDS.swapNoticeHours}
        label="Hours before a shift begins within which a swap waits for you"
        inputMode="numeric"
        width={4}
        value={fields.noticeHours}
        error={problemFor(problems, FIELDS.swapNoticeHours)}
        onChange={(event) => set({ noticeHours: event.currentTarget.value })}
      />
      <TextInput
        id={FIELDS.swapsAPerson}
        label="Swaps of one person in 28 days after which you decide (leave empty for any number)"
        inputMode="numeric"
        width={4}
        value={fields.swapsAPerson}
        error={problemFor(problems, FIELDS.swapsAPerson)}
        onChange={(event) => set({ swapsAPerson: event.currentTarget.value })}
      />
      <Button type="submit" disabled={save.isPending}>
        Save the limits
      </Button>
    </form>
  );
}

function refusal(error: Error): FieldProblem[] {
  if (!isProblem(error, 'stale-version')) return problemsOf(error, FIELDS);
  return [
    {
      field: null,
      message:
        'Somebody changed the limits meanwhile; they are shown as they are now. Look at them and save again.',
    },
  ];
}

function useSaveLimits({ unitId, version }: ChangeLimits) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Omit<ChangeLimits, 'unitId' | 'version'>) =>
      answer(
        api.PUT('/api/v1/units/{unitId}/change-limits', {
          params: { path: { unitId }, header: { ...csrf(), 'If-Match': etag(version) } },
          body,
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['change-limits', unitId] }),
  });
}
