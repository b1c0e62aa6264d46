import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import {
  IdempotencyKey,
  TakesIdempotencyKey,
  type IdempotentRequest,
} from '../../common/idempotency/idempotency.js';
import { IdParam } from '../../common/params.js';
import { PickableListDto, PickBody, PickDto, PickListDto } from './round.dto.js';
import { PicksService } from './picks.service.js';

const ROUND = { from: 'param', name: 'id', kind: 'round' } as const;

@ApiTags('Rounds')
@Controller('rounds/:id')
export class PicksController {
  constructor(private readonly picks: PicksService) {}

  /** Shifts that one has picked, and what came of each; coordinators see everybody's. */
  @Get('picks')
  @Access({ roles: ['staff', 'coordinator'], target: ROUND })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: PickListDto })
  async list(@IdParam('id') id: string, @CurrentActor() actor: Actor): Promise<PickListDto> {
    return this.picks.list(id, actor);
  }

  /** Shifts that still want somebody like oneself. */
  @Get('shifts')
  @Access({ roles: ['staff'], target: ROUND })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: PickableListDto })
  async pickable(@IdParam('id') id: string, @CurrentActor() actor: Actor): Promise<PickableListDto> {
    return this.picks.pickable(id, actor);
  }

  /** Picks a shift. Who has it is decided when the round closes. */
  @Post('picks')
  @Access({ roles: ['staff'], target: ROUND })
  @TakesIdempotencyKey()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiCreatedResponse({ type: PickDto })
  async pick(
    @IdParam('id') id: string,
    @Body() body: PickBody,
    @IdempotencyKey() once: IdempotentRequest | null,
    @CurrentActor() actor: Actor,
  ): Promise<PickDto> {
    return this.picks.pick(id, body, actor, once);
  }

  /** Takes a pick of one's own back. */
  @Delete('picks/:pickId')
  @Access({ roles: ['staff'], target: ROUND })
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiParam({ name: 'pickId', format: 'uuid' })
  @ApiNoContentResponse()
  async takeBack(
    @IdParam('id') id: string,
    @IdParam('pickId') pickId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.picks.takeBack(id, pickId, actor);
  }
}
