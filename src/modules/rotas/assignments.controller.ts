import { Body, Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Access } from '../../common/access.js';
import { type Actor, CurrentActor } from '../../common/actor.js';
import { etag, IfMatch, NeedsIfMatch } from '../../common/if-match.js';
import { PageQuery, type Page } from '../../common/paging.js';
import { invalid } from '../../common/domain-error.js';
import { isId } from '../../common/id.js';
import { type AssignmentAddress, AssignmentsService } from './assignments.service.js';
import {
  type AssignmentDto,
  AssignmentPage,
  ChangedAssignmentDto,
  PutAssignmentBody,
  RemovedAssignmentDto,
} from './dto/assignment.dto.js';
import { NeedsSeenVersion, SeenVersion } from './if-none-match.js';
import { ROTA_EDITORS, ROTA_READERS } from './rota-access.js';

@ApiTags('rotas')
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
  @NeedsSeenVersion()
  @ApiOkResponse({ type: ChangedAssignmentDto })
  @ApiResponse({ status: 201, type: ChangedAssignmentDto, description: 'It was created.' })
  async put(
    @Param('rotaId') rotaId: string,
    @Param('assignmentId') assignmentId: string,
    @Body() body: PutAssignmentBody,
    @SeenVersion() seen: number | null,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ChangedAssignmentDto> {
    const answer = await this.assignments.put(checked({ rotaId, assignmentId }), body, seen, actor);
    if (seen === null) response.status(201);
    response.setHeader('ETag', etag(answer.assignment.version));
    return answer;
  }

  @Delete(':assignmentId')
  @Access(ROTA_EDITORS)
  @NeedsIfMatch()
  @ApiOkResponse({ type: RemovedAssignmentDto })
  async remove(
    @Param('rotaId') rotaId: string,
    @Param('assignmentId') assignmentId: string,
    @IfMatch() seen: number,
    @CurrentActor() actor: Actor,
  ): Promise<RemovedAssignmentDto> {
    return this.assignments.remove(checked({ rotaId, assignmentId }), seen, actor);
  }
}

/** The guard has read the rota's id; the other is the client's own making. */
function checked({ rotaId, assignmentId }: AssignmentAddress): AssignmentAddress {
  const wellFormed: boolean = isId(assignmentId);
  if (wellFormed) return { rotaId, assignmentId: assignmentId.toLowerCase() };
  throw invalid({
    path: 'assignmentId',
    message: `${JSON.stringify(assignmentId.slice(0, 80))} is not an id; make a UUID for a new assignment.`,
  });
}
