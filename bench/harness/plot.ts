import { type RunRecord } from './records.js';

const WIDTH = 760;
const HEIGHT = 380;
const LEFT = 78;
const RIGHT = 150;
const TOP = 34;
const BOTTOM = 46;
/** Told apart by colour and by dashes. */
const STYLES = [
  ['#005eb8', ''],
  ['#ae2573', '7 3'],
  ['#00703c', '2 3'],
  ['#6b4c9a', '9 3 2 3'],
  ['#b35900', '4 2'],
] as const;
const LEVELS = [
  ['#111111', '5 4'],
  ['#555555', '1 3'],
] as const;
/** A level below this share of the other values is told, but not drawn: it would flatten all that is of interest. */
const FAR_BELOW = 0.5;

interface Axis {
  readonly from: number;
  readonly to: number;
  readonly at: (value: number) => number;
}

/**
 * A plot of score over time: a step line a seed from its first rota without hard violation on, with the best known value and the best
 * bound as level lines. Both axes are logarithmic; the score's is linear where it reaches 0 or varies little.
 *
 * @returns an SVG document.
 */
export function scorePlot(title: string, runs: readonly RunRecord[], bestKnown: number | null): string {
  const seconds = Math.max(...runs.map((run) => run.seconds));
  const lines = runs.map(({ seed, curve }) => ({
    seed,
    points: curve.filter(([, , hard]) => hard === 0).map(([at, objective]) => [at, objective] as const),
  }));
  const bound = Math.max(...runs.map((run) => run.bound ?? Number.NEGATIVE_INFINITY));
  const levels = [
    ...(bestKnown === null ? [] : [{ name: `best known ${bestKnown}`, value: bestKnown }]),
    ...(Number.isFinite(bound) ? [{ name: `bound ${round(bound)}`, value: bound }] : []),
  ];
  const reached = lines.flatMap(({ points }) => points.map(([, score]) => score));
  const near = FAR_BELOW * Math.min(...reached);
  const scores = [...reached, ...levels.map(({ value }) => value).filter((value) => value >= near)];
  const x = logAxis(0.1, Math.max(1, seconds), LEFT, WIDTH - RIGHT);
  const y = scoreAxis(scores);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(LEFT, 20, title, 'font-size="14" font-weight="bold"'),
    ...timeTicks(x),
    ...scoreTicks(y),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, 'seconds', 'text-anchor="middle"'),
    ...levels.map(({ name, value }, k) => level(y, name, value, k)),
    ...lines.flatMap(({ seed, points }, k) => stepLine(x, y, seed, points, seconds, k)),
    '</svg>\n',
  ].join('\n');
}

function stepLine(
  x: Axis,
  y: Axis,
  seed: number,
  points: readonly (readonly [number, number])[],
  seconds: number,
  k: number,
): string[] {
  const [colour, dash] = STYLES[k % STYLES.length]!;
  const [first, ...later] = points;
  const legendY = HEIGHT - BOTTOM - 16 * k - 6;
  const style = `stroke="${colour}" stroke-width="2" fill="none"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}`;
  const said =
    first === undefined ? `seed ${seed}: no clean rota` : `seed ${seed}: ${round(points.at(-1)![1])}`;
  const legend = [
    `<line x1="${WIDTH - RIGHT + 8}" x2="${WIDTH - RIGHT + 30}" y1="${legendY - 4}" y2="${legendY - 4}" ${style}/>`,
    text(WIDTH - RIGHT + 34, legendY, said),
  ];
  if (first === undefined) return legend;
  const steps = later.map(([at, score]) => `H${px(x.at(at))}V${px(y.at(score))}`).join('');
  return [
    `<path d="M${px(x.at(first[0]))} ${px(y.at(first[1]))}${steps}H${px(x.at(seconds))}" ${style}/>`,
    ...legend,
  ];
}

function level(y: Axis, name: string, value: number, k: number): string {
  const [colour, dash] = LEVELS[k]!;
  const style = `stroke="${colour}" stroke-dasharray="${dash}"`;
  const across = (x1: number, x2: number, at: number): string =>
    `<line x1="${x1}" x2="${x2}" y1="${px(at)}" y2="${px(at)}" ${style}/>`;
  const legendY = TOP + 8 + 16 * k;
  const drawn = value >= y.from;
  return [
    ...(drawn ? [across(LEFT, WIDTH - RIGHT, y.at(value))] : []),
    across(WIDTH - RIGHT + 8, WIDTH - RIGHT + 30, legendY - 4),
    text(WIDTH - RIGHT + 34, legendY, `${name}${drawn ? '' : ' (below)'}`),
  ].join('');
}

function logAxis(from: number, to: number, low: number, high: number): Axis {
  const scale = (high - low) / Math.log(to / from);
  return { from, to, at: (value) => low + Math.log(Math.max(from, value) / from) * scale };
}

function scoreAxis(scores: readonly number[]): Axis {
  const least = Math.min(...scores, Number.POSITIVE_INFINITY);
  const highest = Math.max(...scores, Number.NEGATIVE_INFINITY);
  if (!Number.isFinite(least)) return linearAxis(0, 1);
  if (least > 0 && highest / least > 3) return logAxis(least * 0.95, highest * 1.05, HEIGHT - BOTTOM, TOP);
  const margin = Math.max(1, (highest - least) * 0.05);
  return linearAxis(Math.max(0, least - margin), highest + margin);
}

function linearAxis(from: number, to: number): Axis {
  const scale = (TOP - (HEIGHT - BOTTOM)) / (to - from);
  return { from, to, at: (value) => HEIGHT - BOTTOM + (value - from) * scale };
}

function timeTicks(x: Axis): string[] {
  return [0.1, 0.3, 1, 3, 10, 30, 60, 180, 600, 1800, 3600]
    .filter((tick) => tick <= x.to)
    .map((tick) => {
      const at = px(x.at(tick));
      return (
        `<line x1="${at}" x2="${at}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#e0e0e0"/>` +
        text(Number(at), HEIGHT - BOTTOM + 16, String(tick), 'text-anchor="middle"')
      );
    });
}

/** Round numbers, at even distances on the paper whichever the scale. */
function scoreTicks(y: Axis): string[] {
  const heights = Array.from({ length: 6 }, (_, k) => TOP + ((HEIGHT - BOTTOM - TOP) * k) / 5);
  return heights.map((height) => {
    const value = valueAt(y, height);
    const at = px(height);
    return (
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at}" y2="${at}" stroke="#e0e0e0"/>` +
      text(LEFT - 6, height + 4, String(round(value)), 'text-anchor="end"')
    );
  });
}

/** The value whose place on a falling axis is `height`, by bisection: the axes are monotone. */
function valueAt(y: Axis, height: number): number {
  let [low, high] = [y.from, y.to];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (y.at(middle) > height) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100;
}

function px(value: number): string {
  return value.toFixed(1);
}

function text(x: number, y: number, content: string, attributes = ''): string {
  return `<text x="${px(x)}" y="${px(y)}" ${attributes}>${escape(content)}</text>`;
}

function escape(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
