import { Body, Controller, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, type AccessRule } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import {
  IdempotencyKey,
  type IdempotentRequest,
  TakesIdempotencyKey,
} from '../../common/idempotency/idempotency.js';
import { type Page } from '../../common/paging.js';
import { IdParam } from '../../common/params.js';
import { Creates, ReadsOne } from '../../common/routes.js';
import { AnswersBreaches, ChangeProblemDto } from '../rotas/dto/rule-problem.dto.js';
import {
  AcceptBody,
  ApproveBody,
  DeclineBody,
  NewSwapBody,
  SwapDto,
  SwapListQuery,
  SwapPage,
} from './swap.dto.js';
import { SwapDecisions } from './swap-decisions.service.js';
import { SuggestionsDto, SuggestionsQuery } from './swap-suggestions.dto.js';
import { SwapSuggestions } from './swap-suggestions.service.js';
import { SwapVerdictDto } from './swap-verdict.dto.js';
import { SwapVerdicts } from './swap-verdict.service.js';
import { SwapsService } from './swaps.service.js';

const SWAP = { from: 'param', name: 'id', kind: 'swap' } as const;
const ANSWERS: AccessRule = { roles: ['staff'], target: SWAP };

@ApiTags('Swaps')
@Controller('swaps')
export class SwapsController {
  constructor(
    private readonly swaps: SwapsService,
    private readonly decisions: SwapDecisions,
    private readonly suggestions: SwapSuggestions,
    private readonly verdicts: SwapVerdicts,
  ) {}

  /** One's own, what is in the pools of one's units, and for coordinators all of their units; newest first. */
  @Get()
  @Access({ roles: ['staff', 'coordinator'], target: { from: 'query', name: 'unitId', optional: true } })
  @ApiOkResponse({ type: SwapPage })
  async list(@Query() query: SwapListQuery, @CurrentActor() actor: Actor): Promise<Page<SwapDto>> {
    return this.swaps.list(query, actor);
  }

  /** Every legal way to hand a shift on, best first, and why others cannot take it. */
  @Get('suggestions')
  @Access({
    roles: ['staff', 'coordinator'],
    target: { from: 'query', name: 'assignmentId', kind: 'assignment' },
    staff: 'own',
  })
  @AnswersBreaches(ChangeProblemDto)
  @ApiOkResponse({ type: SuggestionsDto })
  async suggest(@Query() query: SuggestionsQuery, @CurrentActor() actor: Actor): Promise<SuggestionsDto> {
    return this.suggestions.find(query, actor);
  }

  @ReadsOne(':id', SwapDto)
  @Access({ roles: ['staff', 'coordinator'], target: SWAP })
  async get(@IdParam('id') id: string, @CurrentActor() actor: Actor): Promise<SwapDto> {
    return this.swaps.get(id, actor);
  }

  /** What it would break, mend and leave short as things stand now. */
  @Get(':id/verdict')
  @Access({ roles: ['coordinator'], target: SWAP })
  @ApiParam({ name: 'id', format: 'uuid' })
  @AnswersBreaches(ChangeProblemDto)
  @ApiOkResponse({ type: SwapVerdictDto })
  async verdict(@IdParam('id') id: string): Promise<SwapVerdictDto> {
    return this.verdicts.of(id);
  }

  /** Gives a shift away, offers it to the pool, or proposes a swap of two or a chain of three. */
  @Creates(SwapDto)
  @Access({ roles: ['staff'] })
  @TakesIdempotencyKey()
  @AnswersBreaches(ChangeProblemDto)
  async propose(
    @Body() body: NewSwapBody,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
  ): Promise<SwapDto> {
    return this.swaps.propose(body, actor, once);
  }

  /** Agrees; takes a shift from the pool; or offers one for it, which makes a new swap. */
  @Post(':id/accept')
  @Access(ANSWERS)
  @HttpCode(HttpStatus.OK)
  @TakesIdempotencyKey()
  @AnswersBreaches(ChangeProblemDto)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: SwapDto })
  async accept(
    @IdParam('id') id: string,
    @Body() { assignmentId = null }: AcceptBody,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
  ): Promise<SwapDto> {
    if (assignmentId !== null) return this.swaps.offer(id, assignmentId, actor, once);
    return this.decisions.accept(id, actor, once);
  }

  /** Says no: whoever is asked, or a coordinator with a reason. */
  @Post(':id/decline')
  @Access({ roles: ['staff', 'coordinator'], target: SWAP })
  @HttpCode(HttpStatus.OK)
  @TakesIdempotencyKey()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: SwapDto })
  async decline(
    @IdParam('id') id: string,
    @Body() { reason }: DeclineBody,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
  ): Promise<SwapDto> {
    return this.decisions.decline(id, reason, actor, once);
  }

  @Post(':id/withdraw')
  @Access(ANSWERS)
  @HttpCode(HttpStatus.OK)
  @TakesIdempotencyKey()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: SwapDto })
  async withdraw(
    @IdParam('id') id: string,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
  ): Promise<SwapDto> {
    return this.decisions.withdraw(id, actor, once);
  }

  /** Lets a swap pass that everybody agrees to and that is beyond the unit's limits. */
  @Post(':id/approve')
  @Access({ roles: ['coordinator'], target: SWAP })
  @HttpCode(HttpStatus.OK)
  @TakesIdempotencyKey()
  @AnswersBreaches(ChangeProblemDto)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: SwapDto })
  async approve(
    @IdParam('id') id: string,
    @Body() { overrideReason = null }: ApproveBody,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
  ): Promise<SwapDto> {
    return this.decisions.approve(id, overrideReason, actor, once);
  }
}
