import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, csrf } from '../api/client';
import { shiftTypesQuery } from '../api/queries';
import { type ShiftType } from '../api/types';
import { announce } from '../common/announcer';
import { count, formatDay, formatShiftTimes } from '../common/dates';
import { groupBy } from '../common/group-by';
import { type FieldProblem, Problems, problemsOf } from '../common/problems';
import { Loaded } from '../common/states';
import {
  type PickableShift,
  pickableQuery,
  type PickedShift,
  picksQuery,
  type Round,
} from './request-queries';

const DAYS_AT_ONCE = 7;

/** Shifts of a rota that the reader may pick themselves while a round is open. */
export function PickShifts({ round }: { round: Round }) {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const picks = useQuery(picksQuery(round.id));
  const shifts = useQuery(pickableQuery(round.id));
  const types = useQuery(shiftTypesQuery(round.unitId));
  const { pick, takeBack } = usePicking(round.id);
  const refuse = (error: Error) => setProblems(problemsOf(error));
  const done = (words: string) => () => {
    setProblems([]);
    announce(words);
  };
  return (
    <section aria-labelledby={`picks-${round.id}`}>
      <h2 className="nhsuk-heading-m" id={`picks-${round.id}`}>
        Pick shifts: {round.rotaName}
      </h2>
      <p>
        Who has a shift that more people pick than it has places is decided when the round closes: first
        whoever lost most often before. When you picked counts for nothing.
        {round.maxPicks === null ? '' : ` You can pick ${count(round.maxPicks, 'shift')}.`}
      </p>
      <Problems problems={problems} />
      <Loaded query={picks} what="your picks">
        {(found) => (
          <Picked
            picks={found}
            busy={takeBack.isPending}
            onTakeBack={(id) => takeBack.mutate(id, { onSuccess: done('Taken back.'), onError: refuse })}
          />
        )}
      </Loaded>
      <Loaded query={types} what="the shifts">
        {(known) => (
          <Loaded query={shifts} what="the shifts">
            {(found) => (
              <Pickable
                shifts={found}
                types={known}
                busy={pick.isPending}
                onPick={(shift) => pick.mutate(shift, { onSuccess: done('Picked.'), onError: refuse })}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </section>
  );
}

function Picked({
  picks,
  busy,
  onTakeBack,
}: {
  picks: readonly PickedShift[];
  busy: boolean;
  onTakeBack: (id: string) => void;
}) {
  if (picks.length === 0) return <p>You have not picked a shift yet.</p>;
  return (
    <ul className="nhsuk-list" aria-label="Shifts that I picked">
      {picks.map(({ id, date, shiftName }) => (
        <li key={id}>
          {shiftName}, {formatDay(date)}{' '}
          <button type="button" className="rw-link-button" disabled={busy} onClick={() => onTakeBack(id)}>
            Take back
            <span className="nhsuk-u-visually-hidden">
              {' '}
              {shiftName}, {formatDay(date)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Pickable({
  shifts,
  types,
  busy,
  onPick,
}: {
  shifts: readonly PickableShift[];
  types: readonly ShiftType[];
  busy: boolean;
  onPick: (shift: PickableShift) => void;
}) {
  const [shown, setShown] = useState(DAYS_AT_ONCE);
  const able = shifts.filter(({ refusal }) => refusal === null);
  const days = [...groupBy(able, ({ date }) => date)];
  if (days.length === 0) return <p>No shift is open for you in this rota.</p>;
  return (
    <>
      <ul className="nhsuk-list rw-agenda">
        {days.slice(0, shown).map(([date, ofDay]) => (
          <li key={date}>
            <h3 className="nhsuk-heading-s nhsuk-u-margin-bottom-1">{formatDay(date)}</h3>
            {ofDay.map((shift) => (
              <ShiftToPick
                key={shift.shiftTypeId}
                shift={shift}
                type={types.find(({ id }) => id === shift.shiftTypeId)}
                busy={busy}
                onPick={() => onPick(shift)}
              />
            ))}
          </li>
        ))}
      </ul>
      {days.length > shown ? (
        <button type="button" className="rw-link-button" onClick={() => setShown(shown + DAYS_AT_ONCE)}>
          Show more days
        </button>
      ) : null}
    </>
  );
}

function ShiftToPick({
  shift: { date, places, pickers },
  type,
  busy,
  onPick,
}: {
  shift: PickableShift;
  type: ShiftType | undefined;
  busy: boolean;
  onPick: () => void;
}) {
  const name = type?.name ?? 'Shift';
  return (
    <p className="nhsuk-u-margin-bottom-2">
      {name}
      {type === undefined ? '' : `, ${formatShiftTimes(type.startMin, type.endMin)}`}:{' '}
      {count(places, 'place')}, {pickers} picked.{' '}
      <button type="button" className="rw-link-button" disabled={busy} onClick={onPick}>
        Pick
        <span className="nhsuk-u-visually-hidden">
          {' '}
          {name}, {formatDay(date)}
        </span>
      </button>
    </p>
  );
}

function usePicking(id: string) {
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: ['rounds', id] });
  const pick = useMutation({
    mutationFn: ({ date, shiftTypeId }: PickableShift) =>
      answer(
        api.POST('/api/v1/rounds/{id}/picks', {
          params: { path: { id }, header: csrf() },
          body: { date, shiftTypeId },
        }),
      ),
    onSettled,
  });
  const takeBack = useMutation({
    mutationFn: (pickId: string) =>
      answer(
        api.DELETE('/api/v1/rounds/{id}/picks/{pickId}', {
          params: { path: { id, pickId }, header: csrf() },
        }),
      ),
    onSettled,
  });
  return { pick, takeBack };
}
