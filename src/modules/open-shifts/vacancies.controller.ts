import { Body, Controller, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, type AccessRule } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import {
  IdempotencyKey,
  type IdempotentRequest,
  TakesIdempotencyKey,
} from '../../common/idempotency/idempotency.js';
import { IfMatch } from '../../common/if-match.js';
import { type Page } from '../../common/paging.js';
import { IdParam } from '../../common/params.js';
import { Creates, Moves, ReadsOne } from '../../common/routes.js';
import { AnswersBreaches, ChangeProblemDto } from '../rotas/dto/rule-problem.dto.js';
import { ClaimsService } from './claims.service.js';
import { VacanciesService } from './vacancies.service.js';
import {
  AwardBody,
  NewVacancyBody,
  type OfferedVacancyDto,
  ReleaseBody,
  VacancyDto,
  VacancyListQuery,
  VacancyPage,
  VacancyWithClaimsDto,
} from './vacancy.dto.js';

/** Staff whom it has reached, and the unit's coordinator. */
const REACHED = { from: 'param', name: 'id', kind: 'vacancy' } as const;
const CLAIMANTS: AccessRule = { roles: ['staff'], target: REACHED };
const KEEPERS: AccessRule = {
  roles: ['coordinator'],
  target: { from: 'param', name: 'id', kind: 'vacancy-of-unit' },
};

@ApiTags('Open shifts')
@Controller('vacancies')
export class VacanciesController {
  constructor(
    private readonly vacancies: VacanciesService,
    private readonly claims: ClaimsService,
  ) {}

  /** Coordinators: of their units. Staff: what is offered to them, with whether they may work it. */
  @Get()
  @Access({ roles: ['staff', 'coordinator'], target: { from: 'query', name: 'unitId', optional: true } })
  @ApiOkResponse({ type: VacancyPage })
  async list(
    @Query() query: VacancyListQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<OfferedVacancyDto>> {
    return this.vacancies.list(query, actor);
  }

  @ReadsOne(':id', VacancyWithClaimsDto)
  @Access({ roles: ['staff', 'coordinator'], target: REACHED })
  async get(@IdParam('id') id: string, @CurrentActor() actor: Actor): Promise<VacancyWithClaimsDto> {
    return this.vacancies.get(id, actor);
  }

  /** Opens a shift of a published rota for claims. */
  @Creates(VacancyDto)
  @Access({ roles: ['coordinator'], target: { from: 'body', name: 'rotaId', kind: 'rota' } })
  @TakesIdempotencyKey()
  async create(
    @Body() body: NewVacancyBody,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
  ): Promise<VacancyDto> {
    return this.vacancies.create(body, actor, once);
  }

  @Moves(':id/withdraw', VacancyDto)
  @Access(KEEPERS)
  async withdraw(
    @IdParam('id') id: string,
    @IfMatch() seen: number,
    @CurrentActor() actor: Actor,
  ): Promise<VacancyDto> {
    return this.vacancies.withdraw(id, seen, actor);
  }

  /** Lets it go out further than its steps have, or in spite of what it costs there. */
  @Moves(':id/release', VacancyDto)
  @Access(KEEPERS)
  async release(
    @IdParam('id') id: string,
    @IfMatch() seen: number,
    @Body() body: ReleaseBody,
    @CurrentActor() actor: Actor,
  ): Promise<VacancyDto> {
    return this.vacancies.release(id, seen, body, actor);
  }

  /** The first who can gets it; a 409 says who did, and what else is open. */
  @Post(':id/claims')
  @Access(CLAIMANTS)
  @TakesIdempotencyKey()
  @AnswersBreaches(ChangeProblemDto)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiCreatedResponse({ type: VacancyDto })
  async claim(
    @IdParam('id') id: string,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
  ): Promise<VacancyDto> {
    return this.claims.claim(id, actor, once);
  }

  @Post(':id/claims/withdraw')
  @Access(CLAIMANTS)
  @HttpCode(HttpStatus.OK)
  @TakesIdempotencyKey()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: VacancyDto })
  async takeBack(
    @IdParam('id') id: string,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
  ): Promise<VacancyDto> {
    return this.claims.takeBack(id, actor, once);
  }

  /** The coordinator's choice among those who claim. */
  @Post(':id/award')
  @Access(KEEPERS)
  @HttpCode(HttpStatus.OK)
  @TakesIdempotencyKey()
  @AnswersBreaches(ChangeProblemDto)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: VacancyDto })
  async award(
    @IdParam('id') id: string,
    @Body() body: AwardBody,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() once: IdempotentRequest | null,
  ): Promise<VacancyDto> {
    return this.claims.award(id, body, actor, once);
  }
}
