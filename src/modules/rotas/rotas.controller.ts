import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { type Actor, CurrentActor } from '../../common/actor.js';
import {
  IdempotencyKey,
  type IdempotentRequest,
  TakesIdempotencyKey,
} from '../../common/idempotency/idempotency.js';
import { IfMatch, NeedsIfMatch, WithEtag } from '../../common/if-match.js';
import { type Page } from '../../common/paging.js';
import { Creates } from '../../common/routes.js';
import { CreateRotaBody, RenameRotaBody, RotaDto, RotaListQuery, RotaPage } from './dto/rota.dto.js';
import { GridDto } from './dto/grid.dto.js';
import { GridService } from './grid.service.js';
import { READING_ROLES, ROTA_EDITORS, ROTA_READERS } from './rota-access.js';
import { RotasService } from './rotas.service.js';

@ApiTags('Rotas')
@Controller('rotas')
export class RotasController {
  constructor(
    private readonly rotas: RotasService,
    private readonly grids: GridService,
  ) {}

  @Get()
  @Access({ roles: READING_ROLES, target: { from: 'query', name: 'unitId', optional: true } })
  @ApiOkResponse({ type: RotaPage })
  async list(@Query() query: RotaListQuery, @CurrentActor() actor: Actor): Promise<Page<RotaDto>> {
    return this.rotas.list(query, actor);
  }

  @Creates(RotaDto)
  @Access({ roles: ['coordinator'], target: { from: 'body', name: 'unitId' } })
  @TakesIdempotencyKey()
  async create(
    @Body() body: CreateRotaBody,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
  ): Promise<RotaDto> {
    return this.rotas.create(body, actor, once);
  }

  @Get(':rotaId')
  @Access(ROTA_READERS)
  @WithEtag()
  @ApiOkResponse({ type: RotaDto })
  async get(@Param('rotaId') rotaId: string): Promise<RotaDto> {
    return this.rotas.get(rotaId);
  }

  @Put(':rotaId')
  @Access(ROTA_EDITORS)
  @NeedsIfMatch()
  @WithEtag()
  @ApiOkResponse({ type: RotaDto })
  async rename(
    @Param('rotaId') rotaId: string,
    @Body() body: RenameRotaBody,
    @IfMatch() seen: number,
    @CurrentActor() actor: Actor,
  ): Promise<RotaDto> {
    return this.rotas.rename(rotaId, body, seen, actor);
  }

  @Delete(':rotaId')
  @HttpCode(204)
  @Access(ROTA_EDITORS)
  @NeedsIfMatch()
  @ApiNoContentResponse()
  async delete(
    @Param('rotaId') rotaId: string,
    @IfMatch() seen: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.rotas.delete(rotaId, seen, actor);
  }

  /** Everything that the grid of a rota shows, in one answer. */
  @Get(':rotaId/grid')
  @Access(ROTA_READERS)
  @ApiOkResponse({ type: GridDto })
  async grid(@Param('rotaId') rotaId: string, @CurrentActor() actor: Actor): Promise<GridDto> {
    return this.grids.grid(rotaId, actor);
  }
}
