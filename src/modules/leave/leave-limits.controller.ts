import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { Changes, ReadsOne } from '../../common/routes.js';
import { CapacityCalendarDto, CapacityQuery, LeaveLimitsBody, LeaveLimitsDto } from './leave-limits.dto.js';
import { LeaveLimitsService } from './leave-limits.service.js';

const UNIT = { from: 'param', name: 'unitId' } as const;

@ApiTags('Leave')
@Controller()
export class LeaveLimitsController {
  constructor(private readonly limits: LeaveLimitsService) {}

  /** How many are on leave on each day of a unit, how many have asked, and how many may be. No names. */
  @Get('leave/capacity')
  @Access({ roles: ['staff', 'coordinator', 'hr'], target: { from: 'query', name: 'unitId' } })
  @ApiOkResponse({ type: CapacityCalendarDto })
  async capacity(@Query() query: CapacityQuery): Promise<CapacityCalendarDto> {
    return this.limits.calendar(query);
  }

  /** Within which limits leave is approved without the coordinator. */
  @ReadsOne('units/:unitId/leave-limits', LeaveLimitsDto)
  @Access({ roles: ['staff', 'coordinator', 'hr'], target: UNIT })
  async get(@IdParam('unitId') unitId: string): Promise<LeaveLimitsDto> {
    return this.limits.get(unitId);
  }

  @Changes('units/:unitId/leave-limits', LeaveLimitsDto)
  @Access({ roles: ['coordinator'], target: UNIT })
  async change(
    @IdParam('unitId') unitId: string,
    @IfMatch() version: number,
    @Body() body: LeaveLimitsBody,
    @CurrentActor() actor: Actor,
  ): Promise<LeaveLimitsDto> {
    return this.limits.change(unitId, version, body, actor);
  }
}
