import { type LadderStep } from '../open-shifts/vacancy-ladder.entity.js';
import { costPence } from '../open-shifts/ladder.js';
import { lineIdOf } from '../rotas/problem/cover-builder.js';
import { coverStates } from '../rotas/problem/cover-state.js';
import { buildProblem } from '../rotas/problem/problem-builder.js';
import { standingRota } from '../rotas/problem/rota-cells.js';
import { addDays, shiftInstants, workedMin } from '../rotas/problem/rota-clock.js';
import { type PersonInput, type RotaInput, type WorkInput } from '../rotas/problem/rota-input.js';

/** Who works beyond the unit's own people, and places for which there is nobody. */
export const SPEND_STEPS = ['other-units', 'bank', 'agency', 'uncovered'] as const;
export type SpendStep = (typeof SPEND_STEPS)[number];

/** Work of a step on a cover line in a week. */
export interface SpendItem {
  readonly step: SpendStep;
  /** Null: on no line of the cover. */
  readonly lineId: string | null;
  readonly lineName: string;
  /** ISO date of the week's Monday. */
  readonly weekFrom: string;
  readonly places: number;
  readonly workMin: number;
  /** Of uncovered places at the cheapest of bank and agency. Null: the unit has not said what the step costs. */
  readonly pence: number | null;
  /** Of uncovered places at the dearest of bank and agency; otherwise as `pence`. */
  readonly mostPence: number | null;
}

const ENGAGED = { bank: 'bank', agency: 'agency', loan: 'other-units' } as const;

/**
 * What a rota takes from beyond the unit, and what it would take to fill its minimum. A place that several lines are short of is
 * counted once, on the line that is shortest; it is as long as the longest shift that fills it.
 */
export function spendOfRota(input: RotaInput, steps: readonly LadderStep[]): SpendItem[] {
  return [...booked(input, steps), ...uncovered(input, steps)];
}

function booked(input: RotaInput, steps: readonly LadderStep[]): SpendItem[] {
  const lines = input.templates.flatMap(({ lines: own }) => own.map(({ line }) => line));
  return input.people.flatMap((own) =>
    own.work.flatMap((work) => {
      const step = work.rotaId === input.rota.id && work.kind !== 'off' ? stepOf(input, own, work) : null;
      if (step === null) return [];
      const line = lines.find(
        ({ shiftTypeIds, weekdays }) =>
          shiftTypeIds.includes(work.shiftTypeId) && weekdays.includes(weekdayOf(work.date)),
      );
      const workMin = workedMin(work);
      const rate = steps.find(({ audience }) => audience === step);
      const pence = rate === undefined ? null : costPence(rate, workMin);
      const place = placeOf(line?.id ?? null, line?.name ?? 'Beyond the cover', work.date);
      return [{ step, ...place, places: 1, workMin, pence, mostPence: pence }];
    }),
  );
}

function stepOf(input: RotaInput, { placements }: PersonInput, { date }: WorkInput): SpendStep | null {
  const here = placements.find(
    ({ unitId, firstDate, lastDate }) =>
      unitId === input.rota.unitId && firstDate <= date && (lastDate ?? date) >= date,
  );
  const engagement = here?.engagement ?? 'substantive';
  return engagement === 'substantive' ? null : ENGAGED[engagement];
}

function uncovered(input: RotaInput, steps: readonly LadderStep[]): SpendItem[] {
  const { problem, clock } = buildProblem(input, 'none');
  const worst = new Map<
    string,
    { lineId: string; lineName: string; date: string; shiftTypeIds: readonly string[]; short: number }
  >();
  for (const { line, short } of coverStates(problem, standingRota(input, problem, clock))) {
    if (short === 0) continue;
    const date = clock.dateOf(line.dayIndex);
    const key = [date, ...line.shiftTypeIds.toSorted()].join();
    if (short <= (worst.get(key)?.short ?? 0)) continue;
    const { name: lineName, shiftTypeIds } = line;
    worst.set(key, { lineId: lineIdOf(line.id), lineName, date, shiftTypeIds, short });
  }
  const priced = steps.filter(({ audience }) => audience === 'bank' || audience === 'agency');
  return [...worst.values()].map(({ lineId, lineName, date, shiftTypeIds, short }) => {
    const each = Math.max(0, ...shiftTypeIds.map((id) => lengthMin(input, id, date)));
    const pence = priced.map((step) => short * costPence(step, each));
    return {
      step: 'uncovered' as const,
      ...placeOf(lineId, lineName, date),
      places: short,
      workMin: short * each,
      pence: pence.length === 0 ? null : Math.min(...pence),
      mostPence: pence.length === 0 ? null : Math.max(...pence),
    };
  });
}

function lengthMin(input: RotaInput, shiftTypeId: string, date: string): number {
  const type = input.shiftTypes.find(({ id }) => id === shiftTypeId);
  if (type === undefined) return 0;
  const { unpaidBreakMin } = type;
  const estimatedMin = type.onCallEstimate?.workMin ?? null;
  return workedMin({ ...shiftInstants(date, type, input.timeZone), unpaidBreakMin, estimatedMin });
}

function placeOf(
  lineId: string | null,
  lineName: string,
  date: string,
): Pick<SpendItem, 'lineId' | 'lineName' | 'weekFrom'> {
  return { lineId, lineName, weekFrom: addDays(date, -weekdayOf(date)) };
}

/** 0 = Monday. */
function weekdayOf(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}
