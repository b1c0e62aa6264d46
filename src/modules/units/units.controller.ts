import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, unitsWithin, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { decodeCursor, PageQuery, toPage } from '../../common/paging.js';
import { IdParam } from '../../common/params.js';
import { ROLES } from '../../common/role.js';
import { Changes, Creates, ReadsOne } from '../../common/routes.js';
import { UnitDto, UnitInput, UnitPage, unitView } from './unit.dto.js';
import { UnitsService } from './units.service.js';

@ApiTags('Units')
@Controller('units')
export class UnitsController {
  constructor(private readonly units: UnitsService) {}

  /** The units that the account may see, by name. */
  @Get()
  @Access('signed-in')
  @ApiOkResponse({ type: UnitPage })
  async list(@Query() query: PageQuery, @CurrentActor() actor: Actor): Promise<UnitPage> {
    const after = decodeCursor(query.cursor, ['string', 'string']) as string[] | null;
    const units = await this.units.list(unitsWithin(actor, ROLES), after, query.limit + 1);
    return toPage(units, query.limit, ({ name, id }) => [name, id], unitView);
  }

  @ReadsOne(':id', UnitDto)
  @Access({ roles: ROLES, target: { from: 'param', name: 'id' } })
  async get(@IdParam('id') id: string): Promise<UnitDto> {
    return unitView(await this.units.get(id));
  }

  @Creates(UnitDto)
  @Access({ roles: ['admin'] })
  async create(@Body() input: UnitInput, @CurrentActor() actor: Actor): Promise<UnitDto> {
    return unitView(await this.units.create(input, actor));
  }

  @Changes(':id', UnitDto)
  @Access({ roles: ['admin'], target: { from: 'param', name: 'id' } })
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: UnitInput,
    @CurrentActor() actor: Actor,
  ): Promise<UnitDto> {
    return unitView(await this.units.change(id, version, input, actor));
  }
}
