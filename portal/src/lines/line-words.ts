import { type LineGap, type LineSlot } from './types';

/** A line, and the week of it in which somebody begins: what people are put on. */
export function slotKey({ lineId, startWeek }: Pick<LineSlot, 'lineId' | 'startWeek'>): string {
  return `${lineId}#${startWeek}`;
}

/** `600` as "60%". */
export function shareWords(thousandths: number): string {
  return `${Math.round(thousandths) / 10}%`;
}

const GAPS: Readonly<Record<LineGap['kind'], string>> = {
  hold: 'Held by the deanery',
  recruit: 'To be recruited',
  empty: 'Nobody',
  part: 'Partly nobody',
};

/** What is the matter with a line on which there is nobody. */
export function gapWords({
  kind,
  post,
  freeThousandths,
}: Pick<LineGap, 'kind' | 'post' | 'freeThousandths'>): string {
  const words = kind === 'part' ? `${shareWords(freeThousandths)} is nobody’s` : GAPS[kind];
  return post === null ? words : `${words} (post ${post})`;
}
