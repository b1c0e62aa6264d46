import { Body, Controller, Delete, HttpCode, HttpStatus, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch, NeedsIfMatch, WithEtag } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { HeldSkillsService } from './held-skills.service.js';
import { HeldSkillDto, HeldSkillInput, PlacementDto, PlacementInput } from './person.dto.js';
import { PlacementsService } from './placements.service.js';

const PERSON = { from: 'param', name: 'id', kind: 'person' } as const;

/** Placements of a person in units. */
@ApiTags('People')
@ApiParam({ name: 'id', format: 'uuid', description: 'The person.' })
@Controller('people/:id/placements')
export class PlacementsController {
  constructor(private readonly placements: PlacementsService) {}

  @Post()
  @Access({ roles: ['hr', 'admin'], target: PERSON })
  @ApiCreatedResponse({ type: PlacementDto })
  @WithEtag()
  async create(
    @IdParam('id') personId: string,
    @Body() input: PlacementInput,
    @CurrentActor() actor: Actor,
  ): Promise<PlacementDto> {
    return this.placements.create(personId, input, actor);
  }

  @Put(':placementId')
  @Access({ roles: ['hr', 'admin'], target: PERSON })
  @NeedsIfMatch()
  @ApiParam({ name: 'placementId', format: 'uuid' })
  @ApiOkResponse({ type: PlacementDto })
  @WithEtag()
  async change(
    @IdParam('id') personId: string,
    @IdParam('placementId') placementId: string,
    @IfMatch() version: number,
    @Body() input: PlacementInput,
    @CurrentActor() actor: Actor,
  ): Promise<PlacementDto> {
    return this.placements.change({ personId, placementId, version }, input, actor);
  }

  @Delete(':placementId')
  @Access({ roles: ['hr', 'admin'], target: PERSON })
  @NeedsIfMatch()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiParam({ name: 'placementId', format: 'uuid' })
  @ApiNoContentResponse()
  async remove(
    @IdParam('id') personId: string,
    @IdParam('placementId') placementId: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.placements.remove({ personId, placementId, version }, actor);
  }
}

/** Skills that a person holds. */
@ApiTags('People')
@ApiParam({ name: 'id', format: 'uuid', description: 'The person.' })
@Controller('people/:id/skills')
export class HeldSkillsController {
  constructor(private readonly skills: HeldSkillsService) {}

  @Post()
  @Access({ roles: ['coordinator', 'hr', 'admin'], target: PERSON })
  @ApiCreatedResponse({ type: HeldSkillDto })
  @WithEtag()
  async create(
    @IdParam('id') personId: string,
    @Body() input: HeldSkillInput,
    @CurrentActor() actor: Actor,
  ): Promise<HeldSkillDto> {
    return this.skills.create(personId, input, actor);
  }

  @Put(':heldSkillId')
  @Access({ roles: ['coordinator', 'hr', 'admin'], target: PERSON })
  @NeedsIfMatch()
  @ApiParam({ name: 'heldSkillId', format: 'uuid' })
  @ApiOkResponse({ type: HeldSkillDto })
  @WithEtag()
  async change(
    @IdParam('id') personId: string,
    @IdParam('heldSkillId') heldSkillId: string,
    @IfMatch() version: number,
    @Body() input: HeldSkillInput,
    @CurrentActor() actor: Actor,
  ): Promise<HeldSkillDto> {
    return this.skills.change({ personId, heldSkillId, version }, input, actor);
  }

  @Delete(':heldSkillId')
  @Access({ roles: ['coordinator', 'hr', 'admin'], target: PERSON })
  @NeedsIfMatch()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiParam({ name: 'heldSkillId', format: 'uuid' })
  @ApiNoContentResponse()
  async remove(
    @IdParam('id') personId: string,
    @IdParam('heldSkillId') heldSkillId: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.skills.remove({ personId, heldSkillId, version }, actor);
  }
}
