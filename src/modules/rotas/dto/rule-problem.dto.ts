import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiPropertyOptional, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto } from '../../../common/problem.js';
import { VerdictDto, ViolationDto } from './violation.dto.js';

/** 409 of an edit. */
export class ChangeProblemDto extends ProblemDto {
  @ApiPropertyOptional({ type: VerdictDto, description: 'With the code `breaks-a-rule`.' })
  violations?: VerdictDto;
}

/** 409 of a publication. */
export class PublicationProblemDto extends ProblemDto {
  @ApiPropertyOptional({ type: [ViolationDto], description: 'With the code `breaks-a-rule`.' })
  violations?: ViolationDto[];
}

/** Documents a 409 that also tells which rules are broken. */
export function AnswersBreaches(problem: Type<ProblemDto>): MethodDecorator & ClassDecorator {
  return applyDecorators(
    ApiExtraModels(problem),
    ApiResponse({
      status: 409,
      description: 'It clashes with the state that stands now, or breaks a hard rule.',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(problem) } } },
    }),
  );
}
