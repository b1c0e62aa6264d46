import { Checkboxes, Select, Textarea, TextInput } from 'nhsuk-react-components';
import { useState } from 'react';
import { announce } from '../common/announcer';
import { DateField, fieldsOf } from '../common/date-field';
import { dateFromParts, WEEKDAYS } from '../common/dates';
import { FormDialog } from '../common/form-dialog';
import { type FieldProblem, problemFor, problemsOf } from '../common/problems';
import { gapWords, slotKey } from './line-words';
import { type Allocation, type LinePlace, type LineSlot, type WithoutLine } from './types';
import { useAllocation } from './use-allocation';

/** Whom to put on a line, with what stands now. */
export interface PlaceDraft {
  /** Null: a new place. */
  readonly placeId: string | null;
  readonly startingFrom: LinePlace | WithoutLine;
}

const LINE = 'place-line';
const FIRST = 'place-first-day';
const LAST = 'place-last-day';
const SHARE = 'place-share';
const REASON = 'place-reason';
const FIELDS = {
  lineId: LINE,
  startWeek: LINE,
  firstDate: FIRST,
  personId: FIRST,
  lastDate: LAST,
  shareThousandths: SHARE,
  overrideReason: REASON,
};

/** Puts somebody on a line by hand; an optimisation then leaves them on it. */
export function PlaceDialog({
  allocation,
  draft: { placeId, startingFrom },
  onClose,
}: {
  allocation: Allocation;
  draft: PlaceDraft;
  onClose: () => void;
}) {
  const before = 'lineId' in startingFrom ? startingFrom : null;
  const [line, setLine] = useState(before === null ? '' : slotKey(before));
  const [first, setFirst] = useState(fieldsOf(startingFrom.firstDate));
  const [last, setLast] = useState(fieldsOf(startingFrom.lastDate));
  const [share, setShare] = useState(String(startingFrom.shareThousandths / 10));
  const [daysOff, setDaysOff] = useState<readonly number[]>(startingFrom.daysOff);
  const [reason, setReason] = useState(before?.overrideReason ?? '');
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  const { put } = useAllocation(allocation);
  const submit = () => {
    const slot = allocation.slots.find((each) => slotKey(each) === line);
    const firstDate = dateFromParts(first);
    const lastDate = dateFromParts(last);
    const thousandths = Math.round(Number(share.replace('%', '')) * 10);
    const unread = [
      ...(slot === undefined ? [{ field: LINE, message: 'Choose a line' }] : []),
      ...(firstDate === null ? [{ field: FIRST, message: 'Enter the first day as a real date' }] : []),
      ...(lastDate === null ? [{ field: LAST, message: 'Enter the last day as a real date' }] : []),
      ...(thousandths >= 1 && thousandths <= 1000
        ? []
        : [{ field: SHARE, message: `"${share}" is not a share above 0 and at most 100 percent` }]),
    ];
    setProblems(unread);
    if (unread.length > 0 || slot === undefined || firstDate === null || lastDate === null) return;
    put.mutate(
      {
        placeId: placeId ?? crypto.randomUUID(),
        personId: startingFrom.personId,
        lineId: slot.lineId,
        startWeek: slot.startWeek,
        firstDate,
        lastDate,
        shareThousandths: thousandths,
        daysOff: [...daysOff],
        pinned: true,
        overrideReason: reason.trim() === '' ? null : reason.trim(),
      },
      {
        onSuccess: ({ verdict }) => {
          announce(`${startingFrom.displayName} is on ${slot.name}. ${verdict.join(' ')}`);
          onClose();
        },
        onError: (error) => setProblems(problemsOf(error, FIELDS)),
      },
    );
  };
  const toggle = (weekday: number, chosen: boolean) =>
    setDaysOff((days) => (chosen ? [...days, weekday] : days.filter((day) => day !== weekday)));
  return (
    <FormDialog
      title={`Put ${startingFrom.displayName} on a line`}
      problems={problems}
      pending={put.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Select
        id={LINE}
        label="Line"
        value={line}
        error={problemFor(problems, LINE)}
        onChange={(event) => setLine(event.currentTarget.value)}
      >
        <Select.Option value="">Choose a line</Select.Option>
        {allocation.slots.map((slot) => (
          <Select.Option key={slotKey(slot)} value={slotKey(slot)}>
            {`${slot.name}: ${standing(allocation, slot)}`}
          </Select.Option>
        ))}
      </Select>
      <DateField
        prefix="place-first"
        legend="First day"
        value={first}
        onChange={setFirst}
        error={problemFor(problems, FIRST)}
      />
      <DateField
        prefix="place-last"
        legend="Last day"
        value={last}
        onChange={setLast}
        error={problemFor(problems, LAST)}
      />
      <TextInput
        id={SHARE}
        label="Share of full time, in percent"
        width="5"
        inputMode="decimal"
        value={share}
        error={problemFor(problems, SHARE)}
        onChange={(event) => setShare(event.currentTarget.value)}
      />
      <Checkboxes name="place-days-off" idPrefix="place-days-off" legend="Never works on" small>
        {WEEKDAYS.map((weekday, index) => (
          <Checkboxes.Item
            key={weekday}
            value={String(index)}
            defaultChecked={daysOff.includes(index)}
            onChange={(event) => toggle(index, event.currentTarget.checked)}
          >
            {weekday}
          </Checkboxes.Item>
        ))}
      </Checkboxes>
      <Textarea
        id={REASON}
        label="Reason, if grade or skills do not allow the line"
        rows={2}
        value={reason}
        error={problemFor(problems, REASON)}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

/** Who is on a line already, as the choice shows it. */
function standing({ places, gaps }: Allocation, slot: LineSlot): string {
  const key = slotKey(slot);
  const names = places.filter((place) => slotKey(place) === key).map(({ displayName }) => displayName);
  const free = gaps.filter((gap) => slotKey(gap) === key).map(gapWords);
  return [...names, ...new Set(free)].join('; ');
}
