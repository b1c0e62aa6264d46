import { ApiProperty } from '@nestjs/swagger';

/** A cover line that no rota at all can meet. */
export class ShortfallDto {
  @ApiProperty()
  lineName: string;

  @ApiProperty({ description: 'Grades and skills that it asks for, in words.' })
  filterLabel: string;

  @ApiProperty({ type: 'integer', description: 'Person-shifts over the rota.' })
  needed: number;

  @ApiProperty({
    type: Number,
    description: 'Person-shifts that stay open whatever the rota; may be a fraction.',
  })
  short: number;

  @ApiProperty({
    enum: ['hours', 'people'],
    description:
      '`hours`: with more hours these people could do it. `people`: more of that grade and skill are needed.',
  })
  bottleneck: 'hours' | 'people';

  @ApiProperty({ type: 'integer', description: 'People who match the line.' })
  people: number;
}

export class CapacityDto {
  @ApiProperty({
    description:
      'False: no rota can meet this demand. True: hours, grades and skills do not stand in the way; other rules may.',
  })
  enough: boolean;

  @ApiProperty({ type: Number, description: 'Person-shifts.' })
  totalShort: number;

  @ApiProperty({
    type: Number,
    description: 'Hours that the demand takes at least, of the hours that people have.',
  })
  hoursUsedShare: number;

  @ApiProperty({ type: [ShortfallDto] })
  shortfalls: ShortfallDto[];
}
