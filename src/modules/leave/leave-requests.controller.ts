import { Body, Controller, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import {
  IdempotencyKey,
  TakesIdempotencyKey,
  type IdempotentRequest,
} from '../../common/idempotency/idempotency.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { Creates, Moves, ReadsOne } from '../../common/routes.js';
import { LeaveDecisions } from './leave-decisions.service.js';
import {
  LeaveApprovalBody,
  LeavePreviewBody,
  LeavePreviewDto,
  LeaveRequestDto,
  LeaveRequestPage,
  LeaveRequestQuery,
  NewLeaveRequest,
  RefusalBody,
  WithdrawalBody,
} from './leave-requests.dto.js';
import { LeaveRequests } from './leave-requests.service.js';

const REQUEST = { from: 'param', name: 'id', kind: 'absence' } as const;

@ApiTags('Leave')
@Controller('leave/requests')
export class LeaveRequestsController {
  constructor(
    private readonly requests: LeaveRequests,
    private readonly decisions: LeaveDecisions,
  ) {}

  /** Leave that was asked for, newest first: one's own, or that of a unit. */
  @Get()
  @Access({
    roles: ['staff', 'coordinator', 'hr'],
    target: [
      { from: 'query', name: 'personId', kind: 'person' },
      { from: 'query', name: 'unitId' },
    ],
    staff: 'own',
  })
  @ApiOkResponse({ type: LeaveRequestPage })
  async list(@Query() query: LeaveRequestQuery, @CurrentActor() actor: Actor): Promise<LeaveRequestPage> {
    return this.requests.list(query, actor);
  }

  /** What leave of one's own would do, before it is asked for. Nothing is changed. */
  @Post('preview')
  @Access({ roles: ['staff'], staff: 'own' })
  @HttpCode(HttpStatus.OK)
  @ApiOkResponse({ type: LeavePreviewDto })
  async preview(@Body() body: LeavePreviewBody, @CurrentActor() actor: Actor): Promise<LeavePreviewDto> {
    return this.requests.preview(body, actor);
  }

  /** Asks for leave of one's own. The answer says whether it is approved at once. */
  @Creates(LeaveRequestDto)
  @Access({ roles: ['staff'], staff: 'own' })
  @TakesIdempotencyKey()
  async ask(
    @Body() body: NewLeaveRequest,
    @IdempotencyKey() once: IdempotentRequest | null,
    @CurrentActor() actor: Actor,
  ): Promise<LeaveRequestDto> {
    return this.requests.ask(body, actor, once);
  }

  @ReadsOne(':id', LeaveRequestDto)
  @Access({ roles: ['staff', 'coordinator', 'hr'], target: REQUEST, staff: 'own' })
  async get(@IdParam('id') id: string): Promise<LeaveRequestDto> {
    return this.requests.get(id);
  }

  /** What it would do, as things stand now. */
  @Get(':id/preview')
  @Access({ roles: ['staff', 'coordinator', 'hr'], target: REQUEST, staff: 'own' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: LeavePreviewDto })
  async previewOf(@IdParam('id') id: string): Promise<LeavePreviewDto> {
    return this.requests.previewOf(id);
  }

  /** Approves it. Published shifts on its days go out as open shifts. */
  @Moves(':id/approval', LeaveRequestDto)
  @Access({ roles: ['coordinator', 'hr'], target: REQUEST })
  async approve(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() body: LeaveApprovalBody,
    @CurrentActor() actor: Actor,
  ): Promise<LeaveRequestDto> {
    return this.decisions.approve(id, version, body, actor);
  }

  /** Refuses it, with the reason. */
  @Moves(':id/refusal', LeaveRequestDto)
  @Access({ roles: ['coordinator', 'hr'], target: REQUEST })
  async refuse(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() body: RefusalBody,
    @CurrentActor() actor: Actor,
  ): Promise<LeaveRequestDto> {
    return this.decisions.refuse(id, version, body, actor);
  }

  /** Withdraws a request, or cancels approved leave that has not begun. */
  @Moves(':id/withdrawal', LeaveRequestDto)
  @Access({ roles: ['staff', 'coordinator', 'hr'], target: REQUEST, staff: 'own' })
  async withdraw(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() body: WithdrawalBody,
    @CurrentActor() actor: Actor,
  ): Promise<LeaveRequestDto> {
    return this.decisions.withdraw(id, version, body, actor);
  }
}
