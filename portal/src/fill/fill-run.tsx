import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useEffect, useRef, useState } from 'react';
import { answer, api, csrf } from '../api/client';
import { fillQuery } from '../api/queries';
import { type Fill } from '../api/types';
import { announce } from '../common/announcer';
import { count } from '../common/dates';
import { Notes } from '../common/notes';
import { LinkButton } from '../common/link-button';
import { Failure } from '../common/states';
import { type FillProgress, formatScore, formatSeconds, gapWords } from './fill-progress';
import { ProgressTable } from './progress-table';
import { ScorePlot } from './score-plot';
import { hasEnded, useFillProgress } from './use-fill-progress';

const TICK_MS = 500;
/** Often enough to know that it goes on, seldom enough to be left in peace. */
const ANNOUNCE_EVERY_MS = 15_000;

/** A fill that runs or has just ended. */
export function FillRun({
  fillId,
  rotaId,
  onDismiss,
}: {
  fillId: string;
  rotaId: string;
  onDismiss: () => void;
}) {
  const { fill, progress } = useFillProgress(fillId, rotaId);
  const ended = hasEnded(fill);
  const elapsedMs = useElapsed(fill, progress);
  useAnnouncements(fill, progress, elapsedMs);
  const queryClient = useQueryClient();
  const stop = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/fills/{fillId}/stop', { params: { path: { fillId }, header: csrf() } })),
    onSuccess: (stopping) => {
      if (!hasEnded(queryClient.getQueryData(fillQuery(fillId).queryKey))) {
        queryClient.setQueryData(fillQuery(fillId).queryKey, stopping);
      }
    },
  });
  return (
    <section className="rw-fill" aria-labelledby="fill-title">
      <h2 className="nhsuk-heading-m" id="fill-title">
        {fill === undefined ? 'Filling the rota' : stateWords(fill)}
      </h2>
      {fill?.error ? <p className="nhsuk-error-message">{fill.error}</p> : null}
      {ended && fill !== undefined ? <Notes notes={fill.notes} /> : null}
      {stop.error === null ? null : <Failure error={stop.error} />}
      <div className="rw-fill__columns">
        <Figures fill={fill} progress={progress} elapsedMs={elapsedMs} />
        <ScorePlot points={progress.points} />
        <ProgressTable points={progress.points} />
      </div>
      <div className="rw-buttons">
        {ended ? (
          <>
            <LinkButton to={`/rotas/${rotaId}/unfilled`} secondary>
              See what is unfilled and why
            </LinkButton>
            <Button type="button" secondary onClick={onDismiss}>
              Close
            </Button>
          </>
        ) : (
          <Button
            type="button"
            secondary
            onClick={() => stop.mutate()}
            disabled={stop.isPending || fill?.state === 'stopping'}
          >
            Stop and keep the best
          </Button>
        )}
      </div>
    </section>
  );
}

function Figures({
  fill,
  progress,
  elapsedMs,
}: {
  fill: Fill | undefined;
  progress: FillProgress;
  elapsedMs: number;
}) {
  const last = progress.points.at(-1) ?? finished(fill);
  const figures: [string, string][] = [
    ['Time', fill === undefined ? '–' : `${formatSeconds(elapsedMs)} of ${fill.seconds} s`],
    ['Unfilled', last === null ? 'No rota yet' : String(last.unfilled)],
    ['Rule breaks', last === null ? 'No rota yet' : String(last.hardViolations)],
    ['Score', last === null ? 'No rota yet' : formatScore(last.objective)],
    ['From the best possible', gapWords(last?.objective ?? null, last?.lowerBound ?? null)],
    [
      'Since the last gain',
      progress.lastGainMs === null ? '–' : formatSeconds(elapsedMs - progress.lastGainMs),
    ],
  ];
  return (
    <dl className="rw-figures">
      {figures.map(([key, value]) => (
        <div key={key} className="rw-figures__figure">
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface Figure {
  objective: number;
  unfilled: number;
  hardViolations: number;
  lowerBound: number | null;
}

function finished(fill: Fill | undefined): Figure | null {
  if (fill === undefined) return null;
  const { objective, unfilled, hardViolations, lowerBound } = fill;
  if (objective === null || unfilled === null || hardViolations === null) return null;
  return { objective, unfilled, hardViolations, lowerBound };
}

function stateWords(fill: Fill): string {
  switch (fill.state) {
    case 'queued':
      return 'Waiting to start';
    case 'running':
      return 'Filling the rota';
    case 'stopping':
      return 'Stopping, and keeping the best rota so far';
    case 'failed':
      return 'The fill failed. The rota is as it was';
    default:
      return resultWords(fill);
  }
}

function resultWords(fill: Fill): string {
  const verb = fill.state === 'stopped' ? 'Stopped' : 'Filled';
  const breaks = fill.hardViolations ? count(fill.hardViolations, 'rule break') : 'no rule broken';
  const unfilled = fill.unfilled ? `${count(fill.unfilled, 'place')} unfilled` : 'every minimum met';
  return `${verb}: ${unfilled}, ${breaks}`;
}

/** Time since the fill's start, ticking between what the service tells. */
function useElapsed(fill: Fill | undefined, progress: FillProgress): number {
  const told = Math.max(fill?.elapsedMs ?? 0, progress.points.at(-1)?.elapsedMs ?? 0);
  const [ticking, setTicking] = useState(0);
  const running = fill?.state === 'running' || fill?.state === 'stopping';
  useEffect(() => {
    if (!running) return undefined;
    const from = performance.now();
    const timer = setInterval(() => setTicking(told + performance.now() - from), TICK_MS);
    return () => clearInterval(timer);
  }, [running, told]);
  return running ? Math.max(told, Math.min(ticking, (fill.seconds + 1) * 1000)) : told;
}

function useAnnouncements(fill: Fill | undefined, progress: FillProgress, elapsedMs: number): void {
  const lastSaid = useRef(0);
  const lastState = useRef<Fill['state'] | null>(null);
  const latest = progress.points.at(-1);
  useEffect(() => {
    if (fill === undefined) return;
    if (fill.state !== lastState.current) {
      lastState.current = fill.state;
      announce(stateWords(fill));
    } else if (fill.state === 'running' && latest && elapsedMs - lastSaid.current >= ANNOUNCE_EVERY_MS) {
      lastSaid.current = elapsedMs;
      announce(
        `${formatSeconds(elapsedMs)}: ${latest.unfilled} unfilled, ${count(latest.hardViolations, 'rule break')}`,
      );
    }
  }, [fill, latest, elapsedMs]);
}
