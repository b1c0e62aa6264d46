import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch, NeedsIfMatch, WithEtag } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { Creates, Moves, ReadsOne, Removes } from '../../common/routes.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { DutyRosterDto, DutyRosterInput, DutyRosterQuery } from './duty-roster.dto.js';
import { DutyRosterService } from './duty-roster.service.js';
import {
  ChangedLinePlaceDto,
  LineAllocationDto,
  LineAllocationInput,
  LineAllocationListQuery,
  LineAllocationPage,
  LinePlaceInput,
} from './line-allocation.dto.js';
import { LineAllocationsService } from './line-allocations.service.js';
import { LinePlacesService } from './line-places.service.js';
import { edits, OF_ALLOCATION, OF_BODY, OF_QUERY, reads } from './lines-access.js';

@ApiTags('Rota lines')
@Controller('line-allocations')
export class LineAllocationsController {
  constructor(
    private readonly allocations: LineAllocationsService,
    private readonly places: LinePlacesService,
    private readonly rosters: DutyRosterService,
  ) {}

  /** Those of a unit, latest first. */
  @Get()
  @Access(reads(OF_QUERY))
  @ApiOkResponse({ type: LineAllocationPage })
  async list(@Query() query: LineAllocationListQuery): Promise<LineAllocationPage> {
    return pageOfSmallList(await this.allocations.list(query.unitId), query, ({ id }) => id);
  }

  /** Lines, who is on them and why, what nobody works, and who has no line. */
  @ReadsOne(':id', LineAllocationDto)
  @Access(reads(OF_ALLOCATION))
  async get(@IdParam('id') id: string): Promise<LineAllocationDto> {
    return this.allocations.get(id);
  }

  @Creates(LineAllocationDto)
  @Access(edits(OF_BODY))
  async create(@Body() input: LineAllocationInput, @CurrentActor() actor: Actor): Promise<LineAllocationDto> {
    return this.allocations.create(input, actor);
  }

  /** With everybody's places; shifts that were made of it stay in their rotas. */
  @Removes(':id')
  @Access(edits(OF_ALLOCATION))
  async remove(
    @IdParam('id') id: string,
    @IfMatch() seen: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.allocations.remove(id, seen, actor);
  }

  /** Gives everybody a line by optimisation who has none that is pinned, and says why it is that one. */
  @Moves(':id/proposal', LineAllocationDto)
  @Access(edits(OF_ALLOCATION))
  async propose(
    @IdParam('id') id: string,
    @IfMatch() seen: number,
    @CurrentActor() actor: Actor,
  ): Promise<LineAllocationDto> {
    return this.places.propose(id, seen, actor);
  }

  /** Puts somebody on a line by hand. The id is a UUID of your own making; the version is that of the allocation. */
  @Put(':id/places/:placeId')
  @Access(edits(OF_ALLOCATION))
  @NeedsIfMatch()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiParam({ name: 'placeId', format: 'uuid' })
  @ApiOkResponse({ type: ChangedLinePlaceDto })
  async putPlace(
    @IdParam('id') id: string,
    @IdParam('placeId') placeId: string,
    @IfMatch() seen: number,
    @Body() input: LinePlaceInput,
    @CurrentActor() actor: Actor,
  ): Promise<ChangedLinePlaceDto> {
    return this.places.put({ id, placeId }, seen, input, actor);
  }

  /** Takes somebody off a line. */
  @Delete(':id/places/:placeId')
  @Access(edits(OF_ALLOCATION))
  @NeedsIfMatch()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiParam({ name: 'placeId', format: 'uuid' })
  @ApiOkResponse({ type: LineAllocationDto })
  @WithEtag()
  async removePlace(
    @IdParam('id') id: string,
    @IdParam('placeId') placeId: string,
    @IfMatch() seen: number,
    @CurrentActor() actor: Actor,
  ): Promise<LineAllocationDto> {
    return this.places.remove({ id, placeId }, seen, actor);
  }

  /** What the lines give that a rota cannot take, and what making the roster again would change. */
  @Get(':id/duty-roster')
  @Access(reads(OF_ALLOCATION))
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: DutyRosterDto })
  async roster(@IdParam('id') id: string, @Query() { rotaId }: DutyRosterQuery): Promise<DutyRosterDto> {
    return this.rosters.look(id, rotaId);
  }

  /** Puts the shifts of the lines into a draft, around leave, bank holidays and hard rules; what stays out is told. */
  @Post(':id/duty-roster')
  @Access(edits(OF_ALLOCATION))
  @HttpCode(HttpStatus.OK)
  @NeedsIfMatch()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: DutyRosterDto })
  async makeRoster(
    @IdParam('id') id: string,
    @IfMatch() seen: number,
    @Body() input: DutyRosterInput,
    @CurrentActor() actor: Actor,
  ): Promise<DutyRosterDto> {
    return this.rosters.make(id, seen, input, actor);
  }
}
