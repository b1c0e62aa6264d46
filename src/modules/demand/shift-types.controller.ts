import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, unitsAskedFor, type Actor } from '../../common/actor.js';
import { IfMatch, NeedsIfMatch, WithEtag } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { ROLES } from '../../common/role.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { DemandService } from './demand.service.js';
import {
  NewShiftType,
  OfUnitQuery,
  ShiftTypeDto,
  ShiftTypeInput,
  ShiftTypePage,
  shiftTypeView,
} from './shift-type.dto.js';
import { ShiftTypesService } from './shift-types.service.js';

const SHIFT_TYPE = { from: 'param', name: 'id', kind: 'shift-type' } as const;

@ApiTags('Shift types')
@Controller('shift-types')
export class ShiftTypesController {
  constructor(
    private readonly demand: DemandService,
    private readonly shiftTypes: ShiftTypesService,
  ) {}

  /** The shift types of a unit, or of every unit that the account may see, by start, inactive ones included. */
  @Get()
  @Access({ roles: ROLES, target: { from: 'query', name: 'unitId', optional: true } })
  @ApiOkResponse({ type: ShiftTypePage })
  async list(@Query() query: OfUnitQuery, @CurrentActor() actor: Actor): Promise<ShiftTypePage> {
    const types = await this.demand.shiftTypesOf(unitsAskedFor(query.unitId, actor, ROLES));
    return pageOfSmallList(types.map(shiftTypeView), query, ({ id }) => id);
  }

  @Get(':id')
  @Access({ roles: ROLES, target: SHIFT_TYPE })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: ShiftTypeDto })
  @WithEtag()
  async get(@IdParam('id') id: string): Promise<ShiftTypeDto> {
    return this.shiftTypes.get(id);
  }

  @Post()
  @Access({ roles: ['coordinator', 'admin'], target: { from: 'body', name: 'unitId' } })
  @ApiCreatedResponse({ type: ShiftTypeDto })
  @WithEtag()
  async create(@Body() input: NewShiftType, @CurrentActor() actor: Actor): Promise<ShiftTypeDto> {
    return this.shiftTypes.create(input, actor);
  }

  /** Times can only be changed while nobody is assigned to it. */
  @Put(':id')
  @Access({ roles: ['coordinator', 'admin'], target: SHIFT_TYPE })
  @NeedsIfMatch()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: ShiftTypeDto })
  @WithEtag()
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ShiftTypeInput,
    @CurrentActor() actor: Actor,
  ): Promise<ShiftTypeDto> {
    return this.shiftTypes.change(id, version, input, actor);
  }

  /** Only while nothing uses it; make it inactive otherwise. */
  @Delete(':id')
  @Access({ roles: ['coordinator', 'admin'], target: SHIFT_TYPE })
  @NeedsIfMatch()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  async remove(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.shiftTypes.remove(id, version, actor);
  }
}
