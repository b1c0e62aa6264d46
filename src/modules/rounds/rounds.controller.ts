import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import {
  IdempotencyKey,
  TakesIdempotencyKey,
  type IdempotentRequest,
} from '../../common/idempotency/idempotency.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { Changes, Creates, Moves, ReadsOne, Removes } from '../../common/routes.js';
import { NewRoundBody, RoundBody, RoundDto, RoundPage, RoundQuery } from './round.dto.js';
import { RoundClosing } from './round-closing.service.js';
import { RoundsService } from './rounds.service.js';

const ROUND = { from: 'param', name: 'id', kind: 'round' } as const;

@ApiTags('Rounds')
@Controller('rounds')
export class RoundsController {
  constructor(
    private readonly rounds: RoundsService,
    private readonly closing: RoundClosing,
  ) {}

  /** Rounds of a rota, of a unit, or of one's units; those of the latest rotas first. */
  @Get()
  @Access({
    roles: ['staff', 'coordinator'],
    target: [
      { from: 'query', name: 'unitId', optional: true },
      { from: 'query', name: 'rotaId', kind: 'rota', optional: true },
    ],
  })
  @ApiOkResponse({ type: RoundPage })
  async list(@Query() query: RoundQuery, @CurrentActor() actor: Actor): Promise<RoundPage> {
    return this.rounds.list(query, actor);
  }

  @ReadsOne(':id', RoundDto)
  @Access({ roles: ['staff', 'coordinator'], target: ROUND })
  async get(@IdParam('id') id: string): Promise<RoundDto> {
    return this.rounds.get(id);
  }

  /** Plans a round of a draft. Staff are mailed when it opens. */
  @Creates(RoundDto)
  @Access({ roles: ['coordinator'], target: { from: 'body', name: 'rotaId', kind: 'rota' } })
  @TakesIdempotencyKey()
  async create(
    @Body() body: NewRoundBody,
    @IdempotencyKey() once: IdempotentRequest | null,
    @CurrentActor() actor: Actor,
  ): Promise<RoundDto> {
    return this.rounds.create(body, actor, once);
  }

  @Changes(':id', RoundDto)
  @Access({ roles: ['coordinator'], target: ROUND })
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() body: RoundBody,
    @CurrentActor() actor: Actor,
  ): Promise<RoundDto> {
    return this.rounds.change(id, version, body, actor);
  }

  /** Takes back a round that has not opened. */
  @Removes(':id')
  @Access({ roles: ['coordinator'], target: ROUND })
  async remove(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.rounds.remove(id, version, actor);
  }

  /** Closes an open round before its time and decides its picks. */
  @Moves(':id/close', RoundDto)
  @Access({ roles: ['coordinator'], target: ROUND })
  async close(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<RoundDto> {
    return this.closing.close(id, version, actor);
  }
}
