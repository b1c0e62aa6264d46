import { Injectable } from '@nestjs/common';
import { assertPeriod } from '../../common/date-range.js';
import { PeopleService } from '../people/people.service.js';
import { PlannedWork } from '../rotas/planned-work.service.js';
import { RequestOutcomes } from '../rotas/request-outcomes.service.js';
import { type OutcomeListDto, type OutcomeQuery } from './outcome.dto.js';

const MAX_DAYS = 93;

/** What published rotas made of what people asked for. */
@Injectable()
export class OutcomesService {
  constructor(
    private readonly people: PeopleService,
    private readonly planned: PlannedWork,
    private readonly outcomes: RequestOutcomes,
  ) {}

  async list({ personId, from, to }: OutcomeQuery): Promise<OutcomeListDto> {
    assertPeriod(from, to, MAX_DAYS);
    const { placements } = await this.people.get(personId);
    const items: OutcomeListDto['items'] = [];
    for (const unitId of new Set(placements.map((placement) => placement.unitId))) {
      for (const { id } of await this.planned.rotas(unitId, from, to)) {
        items.push(...(await this.outcomes.of(id, personId, from, to)));
      }
    }
    return { items: items.toSorted((a, b) => a.date.localeCompare(b.date)) };
  }
}
