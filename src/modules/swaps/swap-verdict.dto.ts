import { ApiProperty } from '@nestjs/swagger';
import { ViolationDto } from '../rotas/dto/violation.dto.js';

export class CoverLossDto {
  @ApiProperty()
  lineName: string;

  @ApiProperty({ format: 'date' })
  date: string;

  @ApiProperty({ description: 'People short of the minimum before it.' })
  shortBefore: number;

  @ApiProperty({ description: 'And after it.' })
  short: number;
}

export class SwapVerdictDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it cannot be made as things stand, whatever reason is given; null: it can.',
  })
  impossible: string | null;

  @ApiProperty({
    description: 'It breaks a hard rule or leaves too few, so approving it needs a reason (overrideReason).',
  })
  needsReason: boolean;

  @ApiProperty({ type: [ViolationDto] })
  introduced: ViolationDto[];

  @ApiProperty({ type: [ViolationDto] })
  resolved: ViolationDto[];

  @ApiProperty({ type: [CoverLossDto], description: 'Cover lines that it leaves shorter than they are.' })
  losses: CoverLossDto[];
}
