import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkboxes, Select, Textarea } from 'nhsuk-react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { answer, api, csrf } from '../api/client';
import { announce } from '../common/announcer';
import { DateField, type DateFields } from '../common/date-field';
import { dateFromParts } from '../common/dates';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { LeavePreviewView } from './leave-preview';
import { type LeavePreview } from './leave-queries';
import { type AskedKind, KINDS, stateWords } from './leave-words';

const FROM = 'leave-from-day';
const UNTIL = 'leave-until-day';
const FIELD_OF = { firstDate: FROM, lastDate: UNTIL, to: UNTIL, kind: 'leave-kind', reason: 'leave-reason' };

interface Fields {
  kind: AskedKind;
  from: DateFields;
  until: DateFields;
  lifeEvent: boolean;
  reason: string;
}

interface Wanted {
  kind: AskedKind;
  firstDate: string;
  lastDate: string;
  lifeEvent: boolean;
  reason: string;
}

const EMPTY: Fields = { kind: 'annual-leave', from: {}, until: {}, lifeEvent: false, reason: '' };

/** Asks for leave: first what it would do, then the request itself. */
export function AskLeaveForm() {
  const [fields, setFields] = useState(EMPTY);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const [seen, setSeen] = useState<{ wanted: Wanted; preview: LeavePreview } | null>(null);
  const { look, ask } = useAsking();
  const refuse = (error: Error) => setProblems(problemsOf(error, FIELD_OF));
  const set = (change: Partial<Fields>) => {
    setFields({ ...fields, ...change });
    setSeen(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { wanted, problems: found } = wantedFrom(fields);
    setProblems(found);
    if (wanted === null) return;
    look.mutate(wanted, { onSuccess: (preview) => setSeen({ wanted, preview }), onError: refuse });
  };
  const send = (wanted: Wanted) =>
    ask.mutate(wanted, {
      onSuccess: (request) => {
        announce(`${stateWords(request)}.`);
        setFields(EMPTY);
        setSeen(null);
      },
      onError: refuse,
    });
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <Select
        id="leave-kind"
        label="What for"
        value={fields.kind}
        onChange={(event) => set({ kind: event.currentTarget.value as AskedKind })}
      >
        {KINDS.map(([kind, words]) => (
          <Select.Option key={kind} value={kind}>
            {words}
          </Select.Option>
        ))}
      </Select>
      <DateField
        prefix="leave-from"
        legend="First day"
        value={fields.from}
        onChange={(from) => set({ from })}
        error={problemFor(problems, FROM)}
      />
      <DateField
        prefix="leave-until"
        legend="Last day"
        value={fields.until}
        onChange={(until) => set({ until })}
        error={problemFor(problems, UNTIL)}
      />
      <Checkboxes name="life-event" idPrefix="life-event" small>
        <Checkboxes.Item
          value="life-event"
          checked={fields.lifeEvent}
          onChange={(event) => set({ lifeEvent: event.currentTarget.checked })}
        >
          It is for an event that changes my life, such as my wedding
        </Checkboxes.Item>
      </Checkboxes>
      <Textarea
        id="leave-reason"
        label="Reason (only those who decide can read it)"
        rows={2}
        value={fields.reason}
        error={problemFor(problems, 'leave-reason')}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
      <Button type="submit" secondary disabled={look.isPending}>
        See what it would do
      </Button>
      {seen === null ? null : <Seen seen={seen} sending={ask.isPending} onSend={send} />}
    </form>
  );
}

function Seen({
  seen: { wanted, preview },
  sending,
  onSend,
}: {
  seen: { wanted: Wanted; preview: LeavePreview };
  sending: boolean;
  onSend: (wanted: Wanted) => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [preview]);
  return (
    <>
      <h2 className="nhsuk-heading-m" ref={heading} tabIndex={-1}>
        Before you send it
      </h2>
      <LeavePreviewView preview={preview} verdict />
      {preview.refusals.length > 0 ? null : (
        <Button type="button" disabled={sending} onClick={() => onSend(wanted)}>
          Send the request
        </Button>
      )}
    </>
  );
}

function wantedFrom({ kind, from, until, lifeEvent, reason }: Fields): {
  wanted: Wanted | null;
  problems: FieldProblem[];
} {
  const problems: FieldProblem[] = [];
  const firstDate = dateFromParts(from);
  const lastDate = dateFromParts(until);
  if (firstDate === null) {
    problems.push({ field: FROM, message: 'Enter the first day as a real date, like 5 8 2026' });
  }
  if (lastDate === null) {
    problems.push({ field: UNTIL, message: 'Enter the last day as a real date, like 9 8 2026' });
  }
  if (firstDate === null || lastDate === null) return { wanted: null, problems };
  return { wanted: { kind, firstDate, lastDate, lifeEvent, reason }, problems };
}

function useAsking() {
  const queryClient = useQueryClient();
  const look = useMutation({
    mutationFn: ({ reason: _reason, ...body }: Wanted) =>
      answer(api.POST('/api/v1/leave/requests/preview', { params: { header: csrf() }, body })),
  });
  const ask = useMutation({
    mutationFn: (body: Wanted) =>
      answer(api.POST('/api/v1/leave/requests', { params: { header: csrf() }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['leave'] }),
  });
  return { look, ask };
}
