import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkboxes, TextInput } from 'nhsuk-react-components';
import { type FormEvent, useState } from 'react';
import { answer, api, csrf, etag } from '../api/client';
import { announce } from '../common/announcer';
import { type FieldProblem, problemFor, Problems, problemsOf } from '../common/problems';
import { type MailPreferences, mailPreferencesQuery } from './queries';
import { minuteOf, timeOf } from './time-words';

const FIELDS = {
  digestAtMin: 'mails-digest-at',
  reminderHours: 'mails-reminder-hours',
  quietFromMin: 'mails-quiet-from',
  quietToMin: 'mails-quiet-to',
};
const MOST_HOURS = 72;

interface Draft {
  readonly offers: boolean;
  readonly digestAt: string;
  readonly reminders: boolean;
  readonly reminderHours: string;
  readonly quietFrom: string;
  readonly quietTo: string;
}

export function MailPreferencesForm({ preferences }: { preferences: MailPreferences }) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(preferences));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const save = useSave(preferences.version);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = problemsIn(draft);
    setProblems(found);
    if (found.length > 0) return;
    save.mutate(bodyOf(draft), {
      onSuccess: () => announce('Saved which mails you want.'),
      onError: (error) => setProblems(problemsOf(error, FIELDS)),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Problems problems={problems} />
      <Checkboxes name="mails-wanted" idPrefix="mails-wanted" legend="Send me">
        <Checkboxes.Item
          id="mails-wanted-offers"
          value="offers"
          hint="At most one a day, unless one begins soon; only shifts that you may work"
          defaultChecked={draft.offers}
          onChange={(event) => change({ offers: event.currentTarget.checked })}
        >
          Open shifts that I can work
        </Checkboxes.Item>
        <Checkboxes.Item
          id="mails-wanted-reminders"
          value="reminders"
          defaultChecked={draft.reminders}
          onChange={(event) => change({ reminders: event.currentTarget.checked })}
        >
          A reminder before each shift
        </Checkboxes.Item>
      </Checkboxes>
      {draft.offers ? (
        <TimeField
          id={FIELDS.digestAtMin}
          label="Open shifts come at"
          value={draft.digestAt}
          problems={problems}
          onChange={(digestAt) => change({ digestAt })}
        />
      ) : null}
      {draft.reminders ? (
        <TextInput
          id={FIELDS.reminderHours}
          label="Hours before the shift"
          inputMode="numeric"
          width={2}
          value={draft.reminderHours}
          error={problemFor(problems, FIELDS.reminderHours)}
          onChange={(event) => change({ reminderHours: event.currentTarget.value })}
        />
      ) : null}
      <TimeField
        id={FIELDS.quietFromMin}
        label="No such mails from"
        hint="The same time twice: no quiet hours"
        value={draft.quietFrom}
        problems={problems}
        onChange={(quietFrom) => change({ quietFrom })}
      />
      <TimeField
        id={FIELDS.quietToMin}
        label="until"
        value={draft.quietTo}
        problems={problems}
        onChange={(quietTo) => change({ quietTo })}
      />
      <Button type="submit" disabled={save.isPending}>
        Save
      </Button>
    </form>
  );
}

function TimeField({
  id,
  label,
  hint,
  value,
  problems,
  onChange,
}: {
  id: string;
  label: string;
  hint?: string;
  value: string;
  problems: readonly FieldProblem[];
  onChange: (value: string) => void;
}) {
  return (
    <TextInput
      id={id}
      label={label}
      hint={hint}
      type="time"
      width={10}
      value={value}
      error={problemFor(problems, id)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function draftOf(preferences: MailPreferences): Draft {
  return {
    offers: preferences.offers,
    digestAt: timeOf(preferences.digestAtMin),
    reminders: preferences.reminders,
    reminderHours: String(preferences.reminderHours),
    quietFrom: timeOf(preferences.quietFromMin),
    quietTo: timeOf(preferences.quietToMin),
  };
}

function problemsIn({ digestAt, reminderHours, quietFrom, quietTo }: Draft): FieldProblem[] {
  const noTime = (field: string, time: string): FieldProblem[] =>
    minuteOf(time) === null ? [{ field, message: 'Enter a time of the day, like 18:30' }] : [];
  const hours = /^\d{1,2}$/.test(reminderHours.trim()) ? Number(reminderHours) : 0;
  return [
    ...noTime(FIELDS.digestAtMin, digestAt),
    ...(hours < 1 || hours > MOST_HOURS
      ? [{ field: FIELDS.reminderHours, message: `Enter whole hours from 1 to ${MOST_HOURS}` }]
      : []),
    ...noTime(FIELDS.quietFromMin, quietFrom),
    ...noTime(FIELDS.quietToMin, quietTo),
  ];
}

function bodyOf({ offers, reminders, digestAt, reminderHours, quietFrom, quietTo }: Draft) {
  return {
    offers,
    reminders,
    digestAtMin: minuteOf(digestAt) ?? 0,
    reminderHours: Number(reminderHours),
    quietFromMin: minuteOf(quietFrom) ?? 0,
    quietToMin: minuteOf(quietTo) ?? 0,
  };
}

function useSave(version: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Omit<MailPreferences, 'version'>) =>
      answer(
        api.PUT('/api/v1/my/mail-preferences', {
          params: { header: { ...csrf(), 'If-Match': etag(version) } },
          body,
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: mailPreferencesQuery.queryKey }),
  });
}
