import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch, NeedsIfMatch, WithEtag } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { ROLES, type Role } from '../../common/role.js';
import {
  NewRuleOverride,
  RuleOverrideDto,
  RuleOverrideInput,
  RuleOverridePage,
  RuleOverridesQuery,
} from './rule-overrides.dto.js';
import { RuleOverridesService } from './rule-overrides.service.js';

/** Medical staffing answers for the contract; whoever plans a rota does not bend the rules that it is judged by. */
const SETTERS: readonly Role[] = ['hr'];
const OVERRIDE = { from: 'param', name: 'id', kind: 'rule-override' } as const;

@ApiTags('Compliance')
@Controller('rule-overrides')
export class RuleOverridesController {
  constructor(private readonly overrides: RuleOverridesService) {}

  /** What a unit has agreed otherwise, by rule and first day, with what has ended. */
  @Get()
  @Access({ roles: ROLES, target: { from: 'query', name: 'unitId' } })
  @ApiOkResponse({ type: RuleOverridePage })
  async list(@Query() query: RuleOverridesQuery): Promise<RuleOverridePage> {
    return this.overrides.list(query);
  }

  @Post()
  @Access({ roles: SETTERS, target: { from: 'body', name: 'unitId' } })
  @ApiCreatedResponse({ type: RuleOverrideDto })
  @WithEtag()
  async create(@Body() input: NewRuleOverride, @CurrentActor() actor: Actor): Promise<RuleOverrideDto> {
    return this.overrides.create(input, actor);
  }

  /** Also how it is withdrawn: with a last day. */
  @Put(':id')
  @Access({ roles: SETTERS, target: OVERRIDE })
  @NeedsIfMatch()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: RuleOverrideDto })
  @WithEtag()
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: RuleOverrideInput,
    @CurrentActor() actor: Actor,
  ): Promise<RuleOverrideDto> {
    return this.overrides.change(id, version, input, actor);
  }

  /** Only before it has begun. */
  @Delete(':id')
  @Access({ roles: SETTERS, target: OVERRIDE })
  @NeedsIfMatch()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  async remove(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.overrides.remove(id, version, actor);
  }
}
