import { IdField, IntField, TextField } from '../../common/fields.js';
import { PageOf } from '../../common/paging.js';
import { type UnitEntity } from './unit.entity.js';

/** What is said of a unit when it is created or changed. */
export class UnitInput {
  @TextField({ max: 20, description: 'Short, unique in the organisation.' })
  code: string;

  @TextField({ max: 120 })
  name: string;
}

export class UnitDto extends UnitInput {
  @IdField()
  id: string;

  @IntField({ min: 1, max: 2_147_483_647 })
  version: number;
}

export class UnitPage extends PageOf(UnitDto) {}

export function unitView({ id, code, name, version }: UnitEntity): UnitDto {
  return { id, code, name, version };
}
