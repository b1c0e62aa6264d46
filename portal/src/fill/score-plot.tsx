import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatScore, type FillPoint } from './fill-progress';

const HEIGHT_PX = 240;
const TEXT = '#212b32';
const GRID = '#d8dde0';
const SCORE = '#005eb8';
const BOUND = '#7c2855';
/** Scores that span more than this factor are read better on a logarithmic scale, which here bends to hold 0 too. */
const LOGARITHMIC_FROM = 20;
const LINEAR = 1;
const BENT_LOGARITHMIC = 4;

/** The best score over time, and the bound when there is one. The table beside it says the same in numbers. */
export function ScorePlot({ points }: { points: readonly FillPoint[] }) {
  const box = useRef<HTMLDivElement>(null);
  const logarithmic = isLogarithmic(points);
  const plot = useRef<uPlot | null>(null);

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const created = new uPlot(options(element.clientWidth, logarithmic), [[], [], []], element);
    plot.current = created;
    const observer = new ResizeObserver(() =>
      created.setSize({ width: element.clientWidth, height: HEIGHT_PX }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      created.destroy();
      plot.current = null;
    };
  }, [logarithmic]);
  useEffect(() => {
    plot.current?.setData([
      points.map(({ elapsedMs }) => elapsedMs / 1000),
      points.map(({ objective }) => objective),
      points.map(({ lowerBound }) => lowerBound),
    ]);
  }, [points, logarithmic]);

  return (
    <figure className="rw-plot" role="img" aria-label={summary(points)}>
      <div ref={box} aria-hidden="true" />
    </figure>
  );
}

function isLogarithmic(points: readonly FillPoint[]): boolean {
  const scores = points.flatMap(({ objective, lowerBound }) => [objective, lowerBound ?? objective]);
  return scores.length > 0 && Math.max(...scores) > LOGARITHMIC_FROM * Math.max(1, Math.min(...scores));
}

function options(width: number, logarithmic: boolean): uPlot.Options {
  const axis = { stroke: TEXT, grid: { stroke: GRID }, ticks: { stroke: GRID } };
  return {
    width,
    height: HEIGHT_PX,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false }, y: { distr: logarithmic ? BENT_LOGARITHMIC : LINEAR } },
    axes: [
      { ...axis, label: 'Seconds' },
      {
        ...axis,
        label: 'Score (lower is better)',
        size: 80,
        values: (_plot, ticks) => ticks.map(tick),
        ...(logarithmic && { splits: (_plot, _axis, least, most) => powersOfTen(least, most) }),
      },
    ],
    series: [
      {},
      {
        label: 'Score',
        stroke: SCORE,
        width: 2,
        paths: uPlot.paths.stepped!({ align: 1 }),
        points: { show: true },
      },
      { label: 'Bound', stroke: BOUND, width: 2, dash: [6, 4], spanGaps: true, points: { show: false } },
    ],
  };
}

function powersOfTen(least: number, most: number): number[] {
  const powers = least <= 0 ? [0] : [];
  for (let power = 1; power <= most; power *= 10) if (power >= least) powers.push(power);
  return powers;
}

function tick(value: number | null): string {
  return value === null ? '' : formatScore(value);
}

function summary(points: readonly FillPoint[]): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return 'Score over time: nothing yet';
  return `Score over time: from ${formatScore(first.objective)} to ${formatScore(last.objective)}`;
}
