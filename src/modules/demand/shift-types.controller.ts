import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, unitsAskedFor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { ROLES } from '../../common/role.js';
import { Changes, Creates, ReadsOne, Removes } from '../../common/routes.js';
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

  @ReadsOne(':id', ShiftTypeDto)
  @Access({ roles: ROLES, target: SHIFT_TYPE })
  async get(@IdParam('id') id: string): Promise<ShiftTypeDto> {
    return this.shiftTypes.get(id);
  }

  @Creates(ShiftTypeDto)
  @Access({ roles: ['coordinator', 'admin'], target: { from: 'body', name: 'unitId' } })
  async create(@Body() input: NewShiftType, @CurrentActor() actor: Actor): Promise<ShiftTypeDto> {
    return this.shiftTypes.create(input, actor);
  }

  /** Times can only be changed while nobody is assigned to it. */
  @Changes(':id', ShiftTypeDto)
  @Access({ roles: ['coordinator', 'admin'], target: SHIFT_TYPE })
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ShiftTypeInput,
    @CurrentActor() actor: Actor,
  ): Promise<ShiftTypeDto> {
    return this.shiftTypes.change(id, version, input, actor);
  }

  /** Only while nothing uses it; make it inactive otherwise. */
  @Removes(':id')
  @Access({ roles: ['coordinator', 'admin'], target: SHIFT_TYPE })
  async remove(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.shiftTypes.remove(id, version, actor);
  }
}
