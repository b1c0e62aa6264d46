import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch, NeedsIfMatch, WithEtag } from '../../common/if-match.js';
import { ChangeLimitsBody, ChangeLimitsDto } from './change-limits.dto.js';
import { ChangeLimitsService } from './change-limits.service.js';

const UNIT = { from: 'param', name: 'unitId' } as const;

@ApiTags('Swaps')
@Controller('units/:unitId/change-limits')
export class ChangeLimitsController {
  constructor(private readonly limits: ChangeLimitsService) {}

  /** What staff of the unit may do without asking their coordinator. */
  @Get()
  @Access({ roles: ['staff', 'coordinator'], target: UNIT })
  @ApiParam({ name: 'unitId', format: 'uuid' })
  @ApiOkResponse({ type: ChangeLimitsDto })
  @WithEtag()
  async get(@Param('unitId') unitId: string): Promise<ChangeLimitsDto> {
    return this.limits.get(unitId);
  }

  @Put()
  @Access({ roles: ['coordinator'], target: UNIT })
  @NeedsIfMatch()
  @ApiParam({ name: 'unitId', format: 'uuid' })
  @ApiOkResponse({ type: ChangeLimitsDto })
  @WithEtag()
  async change(
    @Param('unitId') unitId: string,
    @IfMatch() version: number,
    @Body() body: ChangeLimitsBody,
    @CurrentActor() actor: Actor,
  ): Promise<ChangeLimitsDto> {
    return this.limits.change(unitId, version, body, actor);
  }
}
