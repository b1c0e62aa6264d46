import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch, NeedsIfMatch, WithEtag } from '../../common/if-match.js';
import { LadderBody, LadderDto } from './ladder.dto.js';
import { LaddersService } from './ladders.service.js';

const UNIT = { from: 'param', name: 'unitId' } as const;

@ApiTags('Open shifts')
@Controller('units/:unitId/vacancy-ladder')
export class LaddersController {
  constructor(private readonly ladders: LaddersService) {}

  /** The steps in which open shifts of the unit go out, and what they may cost there. */
  @Get()
  @Access({ roles: ['coordinator'], target: UNIT })
  @ApiParam({ name: 'unitId', format: 'uuid' })
  @ApiOkResponse({ type: LadderDto })
  @WithEtag()
  async get(@Param('unitId') unitId: string): Promise<LadderDto> {
    return this.ladders.get(unitId);
  }

  @Put()
  @Access({ roles: ['coordinator'], target: UNIT })
  @NeedsIfMatch()
  @ApiParam({ name: 'unitId', format: 'uuid' })
  @ApiOkResponse({ type: LadderDto })
  @WithEtag()
  async change(
    @Param('unitId') unitId: string,
    @IfMatch() version: number,
    @Body() body: LadderBody,
    @CurrentActor() actor: Actor,
  ): Promise<LadderDto> {
    return this.ladders.change(unitId, version, body, actor);
  }
}
