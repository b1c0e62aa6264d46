import { ApiProperty } from '@nestjs/swagger';
import { DateField, IdField } from '../../common/fields.js';

export class OutcomeQuery {
  @IdField()
  personId: string;

  @DateField()
  from: string;

  @DateField({ description: 'Last day, at most 92 days after the first.' })
  to: string;
}

export class OutcomeDto {
  @ApiProperty({ format: 'uuid' })
  entryId: string;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ enum: ['cannot', 'rather-not', 'would-like'] })
  kind: 'cannot' | 'rather-not' | 'would-like';

  @ApiProperty({ type: String, nullable: true, description: 'Null: any shift.' })
  shiftKind: string | null;

  @ApiProperty()
  granted: boolean;

  @ApiProperty({ description: 'Why, from the rules and the cover. It names no colleague.' })
  reason: string;
}

export class OutcomeListDto {
  @ApiProperty({
    type: [OutcomeDto],
    description: 'By date. Days of rotas that are not published are left out.',
  })
  items: OutcomeDto[];
}
