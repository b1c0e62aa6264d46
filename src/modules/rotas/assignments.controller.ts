import { Body, Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Access } from '../../common/access.js';
import { type Actor, CurrentActor } from '../../common/actor.js';
import {
  etag,
  IfMatch,
  IfMatchOrNew,
  NeedsIfMatch,
  NeedsPrecondition,
  type Precondition,
} from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { PageQuery, type Page } from '../../common/paging.js';
import { AssignmentsService } from './assignments.service.js';
import {
  type AssignmentDto,
  AssignmentPage,
  ChangedAssignmentDto,
  PutAssignmentBody,
  RemoveAssignmentQuery,
  RemovedAssignmentDto,
} from './dto/assignment.dto.js';
import { AnswersBreaches, ChangeProblemDto } from './dto/rule-problem.dto.js';
import { ROTA_EDITORS, ROTA_READERS } from './rota-access.js';

@ApiTags('Rotas')
@Controller('rotas/:rotaId/assignments')
export class AssignmentsController {
  constructor(private readonly assignments: AssignmentsService) {}

  @Get()
  @Access(ROTA_READERS)
  @ApiOkResponse({ type: AssignmentPage })
  async list(@Param('rotaId') rotaId: string, @Query() query: PageQuery): Promise<Page<AssignmentDto>> {
    return this.assignments.list(rotaId, query);
  }

  @Put(':assignmentId')
  @Access(ROTA_EDITORS)
  @NeedsPrecondition()
  @ApiParam({
    name: 'assignmentId',
    format: 'uuid',
    description: 'For a new one: a UUID of your own making.',
  })
  @AnswersBreaches(ChangeProblemDto)
  @ApiOkResponse({ type: ChangedAssignmentDto })
  @ApiResponse({ status: 201, type: ChangedAssignmentDto, description: 'It was created.' })
  async put(
    @Param('rotaId') rotaId: string,
    @IdParam('assignmentId') assignmentId: string,
    @Body() body: PutAssignmentBody,
    @IfMatchOrNew() seen: Precondition,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangedAssignmentDto> {
    const answer = await this.assignments.put({ rotaId, assignmentId }, body, seen, actor);
    if (seen.kind === 'new') response.status(201);
    response.setHeader('ETag', etag(answer.assignment.version));
    return answer;
  }

  @Delete(':assignmentId')
  @Access(ROTA_EDITORS)
  @NeedsIfMatch()
  @ApiParam({ name: 'assignmentId', format: 'uuid' })
  @ApiOkResponse({ type: RemovedAssignmentDto })
  async remove(
    @Param('rotaId') rotaId: string,
    @IdParam('assignmentId') assignmentId: string,
    @Query() { tellNow }: RemoveAssignmentQuery,
    @IfMatch() seen: number,
    @CurrentActor() actor: Actor,
  ): Promise<RemovedAssignmentDto> {
    return this.assignments.remove({ rotaId, assignmentId }, seen, actor, tellNow);
  }
}
