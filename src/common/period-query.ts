import { DateField, IdField } from './fields.js';
import { PageQuery } from './paging.js';

/** Of one person or of everybody in a unit, in a period. */
export class PeriodQuery extends PageQuery {
  @IdField({ optional: true })
  personId?: string;

  @IdField({ optional: true })
  unitId?: string;

  @DateField()
  from: string;

  @DateField({ description: 'Last day, at most 400 days after the first.' })
  to: string;
}
