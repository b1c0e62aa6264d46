import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { type Actor, CurrentActor } from '../../common/actor.js';
import { IdParam } from '../../common/params.js';
import {
  MyChangesDto,
  MyChangesQuery,
  MyShiftDetailDto,
  MyStandingDto,
  MyStandingQuery,
} from './dto/my-rota.dto.js';
import { MyRotaService } from './my-rota.service.js';

@ApiTags('My rota')
@Controller('my/rota')
export class MyRotaController {
  constructor(private readonly own: MyRotaService) {}

  /** What has changed in one's published shifts, from today on. */
  @Get('changes')
  @Access('signed-in')
  @ApiOkResponse({ type: MyChangesDto })
  async changes(@Query() query: MyChangesQuery, @CurrentActor() actor: Actor): Promise<MyChangesDto> {
    return this.own.changes(query, actor);
  }

  /** Hours against contract, burdens against the unit's, the next weekend off. */
  @Get('standing')
  @Access('signed-in')
  @ApiOkResponse({ type: MyStandingDto })
  async standing(@Query() { on }: MyStandingQuery, @CurrentActor() actor: Actor): Promise<MyStandingDto> {
    return this.own.standing(on, actor);
  }

  /** A published shift of one's own, and who works at the same time. */
  @Get('shifts/:id')
  @Access('signed-in')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MyShiftDetailDto })
  async shift(@IdParam('id') id: string, @CurrentActor() actor: Actor): Promise<MyShiftDetailDto> {
    return this.own.shift(id, actor);
  }
}
