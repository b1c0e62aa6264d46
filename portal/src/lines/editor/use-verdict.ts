import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, csrf } from '../../api/client';
import { type Answer } from '../../api/types';
import { cellAt, DAYS, type Draft, lineProblems, linesOf, weeksIn } from './draft';
import { WEEKDAYS } from '../../common/dates';

export type TemplateVerdict = Answer<'/api/v1/templates/verdicts', 'post'>;

/** How long nobody has to type before the rules are asked. */
const PAUSE_MS = 400;

/** What the rules say of lines that nobody has saved yet, once the typing rests. */
export function useVerdict(draft: Draft, { unitId, contractCode }: { unitId: string; contractCode: string }) {
  const rested = useRested(draft);
  const isSound = rested.every((line) => lineProblems(line).length === 0);
  const lines = linesOf(rested);
  const verdict = useQuery({
    queryKey: ['template-verdict', { unitId, contractCode, lines }],
    queryFn: ({ signal }) =>
      answer(
        api.POST('/api/v1/templates/verdicts', {
          params: { header: csrf() },
          body: { unitId, contractCode, lines },
          signal,
        }),
      ),
    enabled: isSound,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return { ...verdict, isUpToDate: isSound && rested === draft && !verdict.isPlaceholderData };
}

function useRested(draft: Draft): Draft {
  const [rested, setRested] = useState(draft);
  useEffect(() => {
    const timer = setTimeout(() => setRested(draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return rested;
}

const SHORT_DAYS = WEEKDAYS.map((weekday) => weekday.slice(0, 3));

/** How many hard rules each cell has part in breaking, by line and day: "0 13". */
export function brokenCells(draft: Draft, verdict: TemplateVerdict | undefined): ReadonlyMap<string, number> {
  const broken = new Map<string, number>();
  for (const { line, violations } of verdict?.analysis?.lines ?? []) {
    const index = draft.findIndex(({ name }) => name.trim() === line);
    for (const { level, shifts } of violations) {
      if (level !== 'hard') continue;
      for (const day of new Set(shifts.map((shift) => dayOf(shift.day, weeksIn(draft))))) {
        const key = `${index} ${day}`;
        broken.set(key, (broken.get(key) ?? 0) + 1);
      }
    }
  }
  return broken;
}

/** The key of a place in `brokenCells`. */
export function cellKey(draft: Draft, place: Parameters<typeof cellAt>[1]): string {
  const { line, day } = cellAt(draft, place);
  return `${line} ${day}`;
}

/** "week 2 Sun" as the day of the cycle; windows may reach into its next turn. */
function dayOf(words: string, weeks: number): number {
  const [, week = '1', weekday = ''] = /^week (\d+) (\w+)$/.exec(words) ?? [];
  return ((Number(week) - 1) % weeks) * DAYS + Math.max(0, SHORT_DAYS.indexOf(weekday));
}
