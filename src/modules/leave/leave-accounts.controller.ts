import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import {
  IdempotencyKey,
  TakesIdempotencyKey,
  type IdempotentRequest,
} from '../../common/idempotency/idempotency.js';
import { IfMatch, NeedsIfMatch, WithEtag } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { AccountQuery, AdjustmentBody, LeaveAccountDto, ServiceBody } from './leave-accounts.dto.js';
import { LeaveAccounts } from './leave-accounts.service.js';

const PERSON = { from: 'param', name: 'personId', kind: 'person' } as const;

@ApiTags('Leave')
@Controller('leave/accounts/:personId')
export class LeaveAccountsController {
  constructor(private readonly accounts: LeaveAccounts) {}

  /** Annual leave of a leave year: what it is by contract, what was carried over, what is used and left. */
  @Get()
  @Access({ roles: ['staff', 'coordinator', 'hr'], target: PERSON, staff: 'own' })
  @ApiParam({ name: 'personId', format: 'uuid' })
  @ApiOkResponse({ type: LeaveAccountDto })
  @WithEtag()
  async get(@IdParam('personId') personId: string, @Query() query: AccountQuery): Promise<LeaveAccountDto> {
    return this.accounts.get(personId, query);
  }

  /** Since when service counts. `If-Match: "0"` while nobody has entered it. */
  @Put('service')
  @Access({ roles: ['hr'], target: PERSON })
  @NeedsIfMatch()
  @ApiParam({ name: 'personId', format: 'uuid' })
  @ApiOkResponse({ type: LeaveAccountDto })
  @WithEtag()
  async setService(
    @IdParam('personId') personId: string,
    @IfMatch() version: number,
    @Body() { serviceFrom }: ServiceBody,
    @CurrentActor() actor: Actor,
  ): Promise<LeaveAccountDto> {
    return this.accounts.setService(personId, version, serviceFrom, actor);
  }

  /** Carries hours over, or gives more or fewer with a reason. */
  @Post('adjustments')
  @Access({ roles: ['hr'], target: PERSON })
  @TakesIdempotencyKey()
  @ApiParam({ name: 'personId', format: 'uuid' })
  @ApiCreatedResponse({ type: LeaveAccountDto })
  async adjust(
    @IdParam('personId') personId: string,
    @Body() body: AdjustmentBody,
    @IdempotencyKey() once: IdempotentRequest | null,
    @CurrentActor() actor: Actor,
  ): Promise<LeaveAccountDto> {
    return this.accounts.adjust(personId, body, actor, once);
  }
}
