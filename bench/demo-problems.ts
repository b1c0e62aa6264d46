import { type DataSource } from 'typeorm';
import { type Problem } from '../solver/model/index.js';
import { BankHolidayEntity } from '../src/modules/calendar/bank-holiday.entity.js';
import { knownBankHolidays } from '../src/modules/calendar/known-bank-holidays.js';
import { buildProblem } from '../src/modules/rotas/problem/problem-builder.js';
import { RotaInputRepository } from '../src/modules/rotas/rota-input.repository.js';
import { RotaEntity } from '../src/modules/rotas/rota.entity.js';
import { UnitEntity } from '../src/modules/units/unit.entity.js';
import { loadDemo } from '../seeds/index.js';

/** On this day the demo is loaded wherever its numbers are measured or tested: bank holidays and dates are then the same. */
export const DEMO_LOADED_AT = new Date('2026-11-22T09:00:00Z');

export interface DemoProblem {
  readonly unitCode: string;
  readonly problem: Problem;
  readonly notes: readonly string[];
}

/**
 * Loads the demo into an empty database and reads its drafts as the service does when it fills them.
 *
 * @returns the emergency department's drafts before the ward's, the earlier first.
 */
export async function loadDemoProblems(dataSource: DataSource, dataFolder: string): Promise<DemoProblem[]> {
  await dataSource
    .createQueryBuilder()
    .insert()
    .into(BankHolidayEntity)
    .values(knownBankHolidays())
    .orIgnore()
    .execute();
  await loadDemo(dataSource, { dataFolder, log: () => undefined, now: DEMO_LOADED_AT });
  const units = await dataSource.manager.find(UnitEntity, { order: { code: 'ASC' } });
  const problems: DemoProblem[] = [];
  for (const unit of units) {
    const drafts = await dataSource.manager.find(RotaEntity, {
      where: { unitId: unit.id, state: 'draft' },
      order: { firstDate: 'ASC' },
    });
    for (const rota of drafts) {
      const input = await dataSource.transaction((tx) => new RotaInputRepository().load(tx, rota));
      problems.push({ unitCode: unit.code, ...buildProblem(input, 'pinned') });
    }
  }
  return problems;
}

/** People that the minimum cover asks for, over all lines and days. */
export function peopleNeeded(problem: Problem): number {
  return problem.cover.reduce(
    (sum, { measure }) => sum + (measure.kind === 'count' ? measure.minimum : 0),
    0,
  );
}
