import { type Spend, type SpendStep } from '../api/types';
import { formatHoursShort } from '../common/dates';
import { STEP_WORDS } from './spend-words';

const FILLS: Readonly<Record<SpendStep, string>> = {
  'other-units': '#aeb7bd',
  bank: '#41b6e6',
  agency: '#005eb8',
  uncovered: '#212b32',
};
const WIDTH = 720;
const BAR = 28;
const ROW = 60;
const LEGEND = 34;

/** Hours from beyond the unit, a bar a state, a part a step. The tables below say the same in numbers. */
export function SpendPlot({
  states,
}: {
  states: readonly { readonly name: string; readonly state: Spend['now'] }[];
}) {
  const totals = states.map(({ state }) => state.steps.reduce((sum, { workMin }) => sum + workMin, 0));
  const most = Math.max(1, ...totals);
  const words = states.map(({ name }, k) => `${name} ${formatHoursShort(totals[k]!)}`).join(', ');
  return (
    <figure className="rw-plot" role="img" aria-label={`Hours from beyond the unit: ${words}`}>
      <svg viewBox={`0 0 ${WIDTH} ${LEGEND + states.length * ROW}`} width="100%" aria-hidden="true">
        {Object.entries(STEP_WORDS).map(([step, label], k) => (
          <g key={step} transform={`translate(${k * 170} 0)`}>
            <rect y="4" width="14" height="14" fill={FILLS[step as SpendStep]} />
            <text x="20" y="16" fontSize="15" fill="#212b32">
              {label}
            </text>
          </g>
        ))}
        {states.map(({ name, state }, k) => (
          <g key={name} transform={`translate(0 ${LEGEND + k * ROW})`}>
            <text y="18" fontSize="15" fill="#212b32">
              {name}: {formatHoursShort(totals[k]!)}
            </text>
            {partsOf(state, most).map(({ step, from, width }) => (
              <rect
                key={step}
                x={from}
                y="24"
                width={width}
                height={BAR}
                fill={FILLS[step]}
                stroke="#ffffff"
              />
            ))}
          </g>
        ))}
      </svg>
    </figure>
  );
}

function partsOf(state: Spend['now'], most: number): { step: SpendStep; from: number; width: number }[] {
  let from = 0;
  return state.steps.flatMap(({ step, workMin }) => {
    const width = (workMin / most) * WIDTH;
    const part = { step, from, width };
    from += width;
    return workMin === 0 ? [] : [part];
  });
}
