import { ApiProperty } from '@nestjs/swagger';
import { DateField, IdField, TextField } from '../../../common/fields.js';
import { PageOf, PageQuery } from '../../../common/paging.js';

export const ROTA_STATES = ['draft', 'published', 'closed'] as const;

export class RotaDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  unitId: string;

  @ApiProperty()
  unitName: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ format: 'date' })
  firstDate: string;

  @ApiProperty({ format: 'date' })
  lastDate: string;

  @ApiProperty({ enum: ROTA_STATES })
  state: (typeof ROTA_STATES)[number];

  @ApiProperty({
    type: 'integer',
    description: 'Number of the newest published version; 0 before the first.',
  })
  publishedVersion: number;

  @ApiProperty({
    type: 'integer',
    description: 'Moves on with each change of the rota and of its assignments.',
  })
  version: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The fill that is under way.' })
  activeFillId: string | null;
}

export class RotaPage extends PageOf(RotaDto) {}

export class RotaListQuery extends PageQuery {
  @IdField({ optional: true, description: 'Only rotas of this unit.' })
  unitId?: string;
}

export class CreateRotaBody {
  @IdField()
  unitId: string;

  @TextField({ max: 100 })
  name: string;

  @DateField()
  firstDate: string;

  @DateField({ description: 'Inclusive; at most 371 days after the first.' })
  lastDate: string;
}

export class RenameRotaBody {
  @TextField({ max: 100 })
  name: string;
}
