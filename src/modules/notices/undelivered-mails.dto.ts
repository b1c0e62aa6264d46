import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../common/paging.js';

export class UndeliveredMailDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  personId: string;

  @ApiProperty()
  displayName: string;

  @ApiProperty()
  toAddress: string;

  @ApiProperty({
    example: 'rota-published',
    description: 'What it is about; its words are for the person alone.',
  })
  kind: string;

  @ApiProperty({
    enum: ['failing', 'failed'],
    description:
      '`failing`: refused for now, and tried again for three days; `failed`: refused for good, or given up.',
  })
  state: 'failing' | 'failed';

  @ApiProperty({ type: 'integer' })
  attempts: number;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: never again.' })
  nextAttemptAt: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What the mail server said.' })
  lastError: string | null;
}

export class UndeliveredMailPage extends PageOf(UndeliveredMailDto) {}
