import { Body, Controller, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiProduces,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import { type Response } from 'express';
import { Access } from '../../common/access.js';
import { type Actor, CurrentActor } from '../../common/actor.js';
import { invalid } from '../../common/domain-error.js';
import {
  IdempotencyKey,
  type IdempotentRequest,
  TakesIdempotencyKey,
} from '../../common/idempotency/idempotency.js';
import { IfMatch, NeedsIfMatch } from '../../common/if-match.js';
import { FillDto, StartFillBody, StartRepairBody } from './dto/fill.dto.js';
import { FillStream } from './fill-stream.service.js';
import { FillsService } from './fills.service.js';
import { RepairsService } from './repairs.service.js';
import { FILL_EDITORS, FILL_READERS, ROTA_EDITORS } from './rota-access.js';

@ApiTags('Fills')
@Controller()
export class FillsController {
  constructor(
    private readonly fills: FillsService,
    private readonly streams: FillStream,
    private readonly repairs: RepairsService,
  ) {}

  @Post('rotas/:rotaId/fills')
  @HttpCode(202)
  @Access(ROTA_EDITORS)
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ type: FillDto, headers: { Location: { schema: { type: 'string' } } } })
  async start(
    @Param('rotaId') rotaId: string,
    @Body() body: StartFillBody,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FillDto> {
    const fill = await this.fills.start(rotaId, body, actor, once);
    response.setHeader('Location', `/api/v1/fills/${fill.id}`);
    return fill;
  }

  /** Mends a rota, draft or published, with as few changes as can be after somebody has become absent; watched like a fill. */
  @Post('rotas/:rotaId/repairs')
  @HttpCode(202)
  @Access(ROTA_EDITORS)
  @NeedsIfMatch()
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ type: FillDto, headers: { Location: { schema: { type: 'string' } } } })
  async repair(
    @Param('rotaId') rotaId: string,
    @Body() body: StartRepairBody,
    @IfMatch() seen: number,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
    @Res({ passthrough: true }) response: Response,
  ): Promise<FillDto> {
    const fill = await this.repairs.start(rotaId, body, seen, actor, once);
    response.setHeader('Location', `/api/v1/fills/${fill.id}`);
    return fill;
  }

  @Get('fills/:fillId')
  @Access(FILL_READERS)
  @ApiOkResponse({ type: FillDto })
  async get(@Param('fillId') fillId: string): Promise<FillDto> {
    return this.fills.get(fillId);
  }

  @Post('fills/:fillId/stop')
  @HttpCode(202)
  @Access(FILL_EDITORS)
  @ApiAcceptedResponse({ type: FillDto })
  async stop(@Param('fillId') fillId: string, @CurrentActor() actor: Actor): Promise<FillDto> {
    return this.fills.stop(fillId, actor);
  }

  /** Server-sent events: `progress`, `state`, at last `done` with the fill. Ends itself. */
  @Get('fills/:fillId/events')
  @Access(FILL_READERS)
  @ApiProduces('text/event-stream')
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'Number of the last event that was read.',
  })
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiResponse({ status: 204, description: 'The fill has ended and all its events were read.' })
  async events(
    @Param('fillId') fillId: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
    });
    const sink = {
      open: (): void => {
        response.writeHead(200, {
          'Content-Type': 'text/event-stream; charset=utf-8',
          'Cache-Control': 'no-cache, no-transform',
          'X-Accel-Buffering': 'no',
        });
        response.flushHeaders();
      },
      write: (text: string): void => void response.write(text),
    };
    const streamed = await this.streams.stream(fillId, sequence(lastEventId), sink, gone.signal);
    if (!streamed) response.status(204);
    response.end();
  }
}

function sequence(lastEventId: string | undefined): number {
  if (lastEventId === undefined || lastEventId === '') return 0;
  if (/^\d{1,9}$/.test(lastEventId)) return Number(lastEventId);
  throw invalid({
    path: 'Last-Event-ID',
    message: `${JSON.stringify(lastEventId.slice(0, 80))} is not the number of an event; leave it out to read all.`,
  });
}
