import { Injectable } from '@nestjs/common';
import { type Transaction } from '../../database/transactions.js';
import { buildProblem } from './problem/problem-builder.js';
import { RotaInputRepository } from './rota-input.repository.js';

/** A cover line on a day, and who could stand in it. */
export interface CoverOutlook {
  readonly date: string;
  readonly lineName: string;
  readonly minimum: number;
  /** People who match the line and can work on that day, whether or not a rota has put them there. */
  readonly ableIds: readonly string[];
}

/** No rota has this id: its days belong to none, or to some of several. */
const NO_ROTA = '00000000-0000-0000-0000-000000000000';

/** What a unit needs on days for which there may be no rota yet, and who there is for it. */
@Injectable()
export class UnitOutlook {
  constructor(private readonly inputs: RotaInputRepository) {}

  async cover(tx: Transaction, unitId: string, firstDate: string, lastDate: string): Promise<CoverOutlook[]> {
    const rota = { id: NO_ROTA, name: '', unitId, firstDate, lastDate };
    const { problem, clock } = buildProblem(await this.inputs.load(tx, rota), 'none');
    const blocked = new Set(
      problem.people.flatMap(({ id, blocks }) =>
        blocks.flatMap(({ dayIndex, shiftTypeId }) => (shiftTypeId === null ? `${id} ${dayIndex}` : [])),
      ),
    );
    return problem.cover.flatMap(({ name, dayIndex, personIds, measure }) => {
      if (measure.kind !== 'count') return [];
      const ableIds = personIds.filter((id) => !blocked.has(`${id} ${dayIndex}`));
      return [{ date: clock.dateOf(dayIndex), lineName: name, minimum: measure.minimum, ableIds }];
    });
  }
}
