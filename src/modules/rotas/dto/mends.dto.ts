import { ApiProperty } from '@nestjs/swagger';
import { DateField, IdField } from '../../../common/fields.js';
import { ViolationDto } from './violation.dto.js';

export class MendsQuery {
  @IdField()
  personId: string;

  @DateField({
    optional: true,
    description: 'Only breaches that this day belongs to. Needed with shiftTypeId.',
  })
  date?: string;

  @IdField({
    optional: true,
    description: 'As if the person had this shift on the day: then only what it would newly break is mended.',
  })
  shiftTypeId?: string;

  @IdField({ optional: true, description: 'The assignment that is given up for it, where it is one.' })
  insteadOf?: string;
}

/** A person's day that becomes another. */
export class CellChangeDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'What stands now; null: off.' })
  fromShiftTypeId: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'What it becomes; null: off.' })
  toShiftTypeId: string | null;
}

/** Changes that together end a breach, and break no hard rule that is not broken already. */
export class MendDto {
  @ApiProperty({ type: [CellChangeDto] })
  changes: CellChangeDto[];

  @ApiProperty({ type: [ViolationDto], description: 'Soft rules and advice that it breaks instead.' })
  introduced: ViolationDto[];

  @ApiProperty({
    type: 'integer',
    description: 'People that minimum cover is then short of in addition; negative where it closes gaps.',
  })
  shortMore: number;
}

export class MendableDto {
  @ApiProperty({ type: ViolationDto })
  violation: ViolationDto;

  @ApiProperty({ type: [MendDto], description: 'Best first; empty where no change of this person ends it.' })
  mends: MendDto[];
}

export class MendsDto {
  @ApiProperty({ type: 'integer', description: 'The version of the rota that was judged.' })
  rotaVersion: number;

  @ApiProperty({ type: [MendableDto] })
  items: MendableDto[];
}
