import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkboxes, Textarea, TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { announce } from '../common/announcer';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { type Choice, type Report } from './types';
import { reportQuery } from './queries';
import { CHOICE_WORDS } from './report-words';

const FIELDS = {
  compensatedMin: 'decision-minutes',
  reason: 'decision-reason',
  safetyReason: 'decision-safety',
};

interface Decision {
  outcome: 'approved' | 'refused';
  compensation: Choice | null;
  compensatedMin: number;
  reason: string;
  safetyReason: string;
}

/** Approves or refuses a report. */
export function DecisionForm({ report }: { report: Report }) {
  const [minutes, setMinutes] = useState(String(report.extraMin));
  const [reason, setReason] = useState('');
  const [safety, setSafety] = useState<string | null>(null);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const decide = useDecision(report);
  const { choice } = report;
  const send = (outcome: Decision['outcome']) => {
    const approved = outcome === 'approved';
    const given = safety === null ? choice : 'time-off';
    decide.mutate(
      {
        outcome,
        compensation: approved ? given : null,
        compensatedMin: approved && choice !== null ? Number(minutes) : 0,
        reason: reason.trim(),
        safetyReason: approved ? (safety ?? '').trim() : '',
      },
      {
        onSuccess: () => announce(approved ? 'Approved.' : 'Refused.'),
        onError: (error) => setProblems(problemsOf(error, FIELDS)),
      },
    );
  };
  return (
    <section aria-labelledby="decision-heading">
      <h2 className="nhsuk-heading-m" id="decision-heading">
        Your answer
      </h2>
      <Problems problems={problems} />
      {report.routine && report.extraMin > 0 ? (
        <p>Up to two hours it only matters whether they were worked, not why.</p>
      ) : null}
      {choice === null ? null : (
        <>
          <TextInput
            id={FIELDS.compensatedMin}
            label={`Minutes of ${safety === null ? CHOICE_WORDS[choice].toLowerCase() : 'time off'}`}
            width={4}
            inputMode="numeric"
            value={minutes}
            error={problemFor(problems, FIELDS.compensatedMin)}
            onChange={(event) => setMinutes(event.currentTarget.value)}
          />
          {choice === 'pay' ? <SafetyField value={safety} problems={problems} onChange={setSafety} /> : null}
        </>
      )}
      <Textarea
        id={FIELDS.reason}
        label="Reason, for the doctor"
        hint={reasonHint(report)}
        rows={3}
        value={reason}
        error={problemFor(problems, FIELDS.reason)}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className="rw-buttons">
        <Button type="button" small disabled={decide.isPending} onClick={() => send('approved')}>
          Approve
        </Button>
        <Button type="button" small warning disabled={decide.isPending} onClick={() => send('refused')}>
          Refuse
        </Button>
      </div>
    </section>
  );
}

function reasonHint({ kind }: Report): string {
  return kind === 'education'
    ? 'Say what is done about the education that was missed, or why you refuse'
    : 'Needed to refuse, or to give less than was reported';
}

function SafetyField({
  value,
  problems,
  onChange,
}: {
  value: string | null;
  problems: readonly FieldProblem[];
  onChange: (value: string | null) => void;
}) {
  return (
    <>
      <Checkboxes name="demands" idPrefix="demands" small>
        <Checkboxes.Item
          value="demands"
          checked={value !== null}
          onChange={(event) => onChange(event.currentTarget.checked ? '' : null)}
        >
          Safety demands time off instead of pay
        </Checkboxes.Item>
      </Checkboxes>
      {value === null ? null : (
        <Textarea
          id={FIELDS.safetyReason}
          label="Why safety demands it"
          rows={2}
          value={value}
          error={problemFor(problems, FIELDS.safetyReason)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </>
  );
}

function useDecision({ id, version }: Report) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Decision) =>
      answer(
        api.POST('/api/v1/exception-reports/{id}/decision', {
          params: { path: { id }, header: { ...csrf(), 'If-Match': etag(version) } },
          body,
        }),
      ),
    onSuccess: (decided) => {
      // Asking for it again would be one more opening.
      queryClient.setQueryData(reportQuery(id).queryKey, decided);
      return queryClient.invalidateQueries({
        queryKey: ['exception-reports'],
        predicate: ({ queryKey }) => queryKey[1] !== 'one',
      });
    },
  });
}
