import { Body, Controller } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { Changes, Creates, Removes } from '../../common/routes.js';
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

  @Creates(PlacementDto)
  @Access({ roles: ['hr', 'admin'], target: PERSON })
  async create(
    @IdParam('id') personId: string,
    @Body() input: PlacementInput,
    @CurrentActor() actor: Actor,
  ): Promise<PlacementDto> {
    return this.placements.create(personId, input, actor);
  }

  @Changes(':placementId', PlacementDto)
  @Access({ roles: ['hr', 'admin'], target: PERSON })
  async change(
    @IdParam('id') personId: string,
    @IdParam('placementId') placementId: string,
    @IfMatch() version: number,
    @Body() input: PlacementInput,
    @CurrentActor() actor: Actor,
  ): Promise<PlacementDto> {
    return this.placements.change({ personId, placementId, version }, input, actor);
  }

  @Removes(':placementId')
  @Access({ roles: ['hr', 'admin'], target: PERSON })
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

  @Creates(HeldSkillDto)
  @Access({ roles: ['coordinator', 'hr', 'admin'], target: PERSON })
  async create(
    @IdParam('id') personId: string,
    @Body() input: HeldSkillInput,
    @CurrentActor() actor: Actor,
  ): Promise<HeldSkillDto> {
    return this.skills.create(personId, input, actor);
  }

  @Changes(':heldSkillId', HeldSkillDto)
  @Access({ roles: ['coordinator', 'hr', 'admin'], target: PERSON })
  async change(
    @IdParam('id') personId: string,
    @IdParam('heldSkillId') heldSkillId: string,
    @IfMatch() version: number,
    @Body() input: HeldSkillInput,
    @CurrentActor() actor: Actor,
  ): Promise<HeldSkillDto> {
    return this.skills.change({ personId, heldSkillId, version }, input, actor);
  }

  @Removes(':heldSkillId')
  @Access({ roles: ['coordinator', 'hr', 'admin'], target: PERSON })
  async remove(
    @IdParam('id') personId: string,
    @IdParam('heldSkillId') heldSkillId: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.skills.remove({ personId, heldSkillId, version }, actor);
  }
}
