import { ApiProperty } from '@nestjs/swagger';

export class FeedDto {
  @ApiProperty()
  exists: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  createdAt: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a calendar last fetched it, to the minute.',
  })
  lastUsedAt: string | null;
}

export class NewFeedDto {
  @ApiProperty({
    description: 'Whoever knows it can read the shifts. It is told this once and stored nowhere.',
  })
  url: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;
}
