import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type FieldError } from './domain-error.js';

/** One thing that is wrong with an input. */
export class FieldErrorDto implements FieldError {
  @ApiProperty({ description: 'Where it stands: `lines[2].minimum`.' })
  path: string;

  @ApiProperty({ description: 'What is wrong, with the value and the way out.' })
  message: string;
}

/** Every error of the API, as `application/problem+json` (RFC 9457). */
export class ProblemDto {
  @ApiProperty({ example: 'urn:rotawright:problem:stale-version' })
  type: string;

  @ApiProperty({ example: 'Precondition Failed' })
  title: string;

  @ApiProperty({ type: 'integer', example: 412 })
  status: number;

  @ApiProperty({ description: 'For people.' })
  detail: string;

  @ApiProperty({ description: 'For programs; stable.', example: 'stale-version' })
  code: string;

  @ApiProperty({ type: [FieldErrorDto], required: false })
  errors?: readonly FieldError[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What stands now, on 409 and 412.',
  })
  current?: unknown;
}
