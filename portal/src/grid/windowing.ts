/** A drawn row or column (`index`), or the room that undrawn ones take (`index` null). */
export interface DrawnPart {
  key: string;
  index: number | null;
  size: number;
}

/**
 * The drawn items with the gaps between them, so that they stand where they would if all were drawn.
 * @param margin where the first item would start.
 */
export function withGaps(
  items: readonly { index: number; start: number; size: number }[],
  margin: number,
  totalSize: number,
): DrawnPart[] {
  const parts: DrawnPart[] = [];
  let end = margin;
  for (const { index, start, size } of items) {
    if (start > end) parts.push({ key: `gap-before-${index}`, index: null, size: start - end });
    parts.push({ key: String(index), index, size });
    end = start + size;
  }
  const rest = margin + totalSize - end;
  if (rest > 0) parts.push({ key: 'gap-at-end', index: null, size: rest });
  return parts;
}
