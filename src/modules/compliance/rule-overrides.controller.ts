import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { ROLES, type Role } from '../../common/role.js';
import { Changes, Creates, Removes } from '../../common/routes.js';
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

  @Creates(RuleOverrideDto)
  @Access({ roles: SETTERS, target: { from: 'body', name: 'unitId' } })
  async create(@Body() input: NewRuleOverride, @CurrentActor() actor: Actor): Promise<RuleOverrideDto> {
    return this.overrides.create(input, actor);
  }

  /** Also how it is withdrawn: with a last day. */
  @Changes(':id', RuleOverrideDto)
  @Access({ roles: SETTERS, target: OVERRIDE })
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: RuleOverrideInput,
    @CurrentActor() actor: Actor,
  ): Promise<RuleOverrideDto> {
    return this.overrides.change(id, version, input, actor);
  }

  /** Only before it has begun. */
  @Removes(':id')
  @Access({ roles: SETTERS, target: OVERRIDE })
  async remove(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.overrides.remove(id, version, actor);
  }
}
