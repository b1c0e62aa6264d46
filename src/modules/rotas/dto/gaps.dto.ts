import { ApiProperty } from '@nestjs/swagger';

export class CoverMetDto {
  @ApiProperty({ type: 'integer', description: 'People needed as a minimum, over all lines and days.' })
  minimumNeeded: number;

  @ApiProperty({ type: 'integer' })
  minimumMet: number;

  @ApiProperty({ description: '0 to 1; 1 where nobody is needed.' })
  share: number;
}

export class ReasonDto {
  @ApiProperty({ example: 'doctors2016.rest-between-shifts' })
  rule: string;

  @ApiProperty()
  message: string;
}

export class CandidateDto {
  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty({
    format: 'uuid',
    description: 'The shift that was tried: the one with the fewest reasons against it.',
  })
  shiftTypeId: string;

  @ApiProperty({ description: 'Could take it without breaking a hard rule.' })
  able: boolean;

  @ApiProperty({
    type: [ReasonDto],
    description: 'What rules them out; for those who are able, what it would cost.',
  })
  reasons: ReasonDto[];
}

export class GapDto {
  @ApiProperty({ format: 'uuid' })
  lineId: string;

  @ApiProperty()
  lineName: string;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ type: [String], format: 'uuid' })
  shiftTypeIds: string[];

  @ApiProperty({ type: 'integer', description: 'People short of the minimum.' })
  short: number;

  @ApiProperty({ description: 'More are needed than there are people who match at all.' })
  impossible: boolean;

  @ApiProperty({ type: [CandidateDto] })
  candidates: CandidateDto[];

  @ApiProperty()
  summary: string;
}

export class GapsDto {
  @ApiProperty({ type: CoverMetDto })
  coverMet: CoverMetDto;

  @ApiProperty({ type: [GapDto] })
  gaps: GapDto[];

  @ApiProperty({ type: [String], description: 'What contradicts itself or cannot be met, in words.' })
  notes: string[];
}
