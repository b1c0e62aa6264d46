import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Select, Textarea } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { announce } from '../common/announcer';
import { DateField, type DateFields, fieldsOf, isEmptyDate } from '../common/date-field';
import { dateFromParts } from '../common/dates';
import { FormDialog } from '../common/form-dialog';
import { type FieldProblem, problemFor, problemsOf } from '../common/problems';
import { ownersQuery, rotationsQuery } from './queries';
import { type Deadline } from './types';

const FIELDS = { ownerId: 'deadline-owner', doneOn: 'deadline-done-day', lateReason: 'deadline-reason' };

interface Input {
  readonly ownerId: string;
  readonly doneOn: string | null;
  readonly lateReason: string;
}

/** Gives a deadline to somebody, says that it was done, or why it was late. */
export function DeadlineDialog({ deadline, onClose }: { deadline: Deadline; onClose: () => void }) {
  const owners = useQuery(ownersQuery(deadline.unitId));
  const [ownerId, setOwnerId] = useState(deadline.ownerId);
  const [done, setDone] = useState<DateFields>(() =>
    deadline.doneOn === null ? {} : fieldsOf(deadline.doneOn),
  );
  const [lateReason, setLateReason] = useState(deadline.lateReason);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const save = useSaveDeadline(deadline);
  const others = (owners.data ?? []).filter(({ id }) => id !== deadline.ownerId);
  const submit = () => {
    const doneOn = isEmptyDate(done) ? null : dateFromParts(done);
    if (doneOn === null && !isEmptyDate(done)) {
      setProblems([
        { field: FIELDS.doneOn, message: 'Enter when it was done as a real date, like 24 6 2026' },
      ]);
      return;
    }
    save.mutate(
      { ownerId, doneOn, lateReason: lateReason.trim() },
      {
        onSuccess: () => {
          announce('Saved.');
          onClose();
        },
        onError: (error) => setProblems(problemsOf(error, FIELDS)),
      },
    );
  };
  return (
    <FormDialog
      title={`${deadline.stepName}: ${deadline.unitName}`}
      problems={problems}
      pending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        id={FIELDS.ownerId}
        label="Owner"
        hint="Gets a mail on the last day if it is not done"
        value={ownerId}
        error={problemFor(problems, FIELDS.ownerId)}
        onChange={(event) => setOwnerId(event.currentTarget.value)}
      >
        <Select.Option value={deadline.ownerId}>{deadline.ownerName}</Select.Option>
        {others.map(({ id, displayName }) => (
          <Select.Option key={id} value={id}>
            {displayName}
          </Select.Option>
        ))}
      </Select>
      <DateField
        prefix="deadline-done"
        legend="Done on (leave empty while it is not)"
        value={done}
        onChange={setDone}
        error={problemFor(problems, FIELDS.doneOn)}
      />
      <Textarea
        id={FIELDS.lateReason}
        label="Reason, if it is late"
        rows={3}
        value={lateReason}
        error={problemFor(problems, FIELDS.lateReason)}
        onChange={(event) => setLateReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function useSaveDeadline({ id, rotationId, version }: Deadline) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Input) =>
      answer(
        api.PUT('/api/v1/rotations/{id}/deadlines/{deadlineId}', {
          params: {
            path: { id: rotationId, deadlineId: id },
            header: { ...csrf(), 'If-Match': etag(version) },
          },
          body,
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: rotationsQuery.queryKey }),
  });
}
