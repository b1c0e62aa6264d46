import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { type Actor, CurrentActor } from '../../common/actor.js';
import {
  IdempotencyKey,
  type IdempotentRequest,
  TakesIdempotencyKey,
} from '../../common/idempotency/idempotency.js';
import { IfMatch, NeedsIfMatch } from '../../common/if-match.js';
import { PageQuery, type Page } from '../../common/paging.js';
import {
  MyRotaDto,
  MyRotaQuery,
  PreviewDto,
  PublicationDto,
  PublishBody,
  type RotaMailDto,
  RotaMailPage,
  type RotaVersionDto,
  RotaVersionPage,
} from './dto/publication.dto.js';
import { AnswersBreaches, PublicationProblemDto } from './dto/rule-problem.dto.js';
import { PublicationReader } from './publication-reader.service.js';
import { PublicationService } from './publication.service.js';
import { ROTA_EDITORS, ROTA_READERS } from './rota-access.js';

@ApiTags('Publications')
@Controller()
export class PublicationsController {
  constructor(
    private readonly publications: PublicationService,
    private readonly reader: PublicationReader,
  ) {}

  @Get('rotas/:rotaId/publications/preview')
  @Access(ROTA_EDITORS)
  @ApiOkResponse({ type: PreviewDto })
  async preview(@Param('rotaId') rotaId: string, @Query() query: PageQuery): Promise<PreviewDto> {
    return this.reader.preview(rotaId, query);
  }

  @Post('rotas/:rotaId/publications')
  @Access(ROTA_EDITORS)
  @NeedsIfMatch()
  @TakesIdempotencyKey()
  @AnswersBreaches(PublicationProblemDto)
  @ApiCreatedResponse({ type: PublicationDto })
  async publish(
    @Param('rotaId') rotaId: string,
    @Body() body: PublishBody,
    @IfMatch() seen: number,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
  ): Promise<PublicationDto> {
    const request = { rotaId, seen, acknowledgeViolations: body.acknowledgeViolations ?? null };
    return this.publications.publish(request, actor, once);
  }

  @Get('rotas/:rotaId/versions')
  @Access(ROTA_READERS)
  @ApiOkResponse({ type: RotaVersionPage })
  async versions(@Param('rotaId') rotaId: string, @Query() query: PageQuery): Promise<Page<RotaVersionDto>> {
    return this.reader.versions(rotaId, query);
  }

  /** What became of the mails of all versions. */
  @Get('rotas/:rotaId/mails')
  @Access(ROTA_EDITORS)
  @ApiOkResponse({ type: RotaMailPage })
  async mails(@Param('rotaId') rotaId: string, @Query() query: PageQuery): Promise<Page<RotaMailDto>> {
    return this.reader.mails(rotaId, query);
  }

  /** Published shifts of the signed-in person. */
  @Get('my/rota')
  @Access('signed-in')
  @ApiOkResponse({ type: MyRotaDto })
  async mine(@Query() query: MyRotaQuery, @CurrentActor() actor: Actor): Promise<MyRotaDto> {
    return this.reader.mine(query, actor);
  }
}
