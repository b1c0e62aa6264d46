import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { Changes, ReadsOne } from '../../common/routes.js';
import { OF_ALLOCATION, reads, setsNeeds } from './lines-access.js';
import { TrainingNeedsDto, TrainingNeedsInput } from './training-needs.dto.js';
import { TrainingNeedsService } from './training-needs.service.js';

@ApiTags('Rota lines')
@Controller('line-allocations')
export class TrainingNeedsController {
  constructor(private readonly needs: TrainingNeedsService) {}

  /** Who has to get which shifts for their training, and all that was set before. */
  @ReadsOne(':id/training-needs', TrainingNeedsDto)
  @Access(reads(OF_ALLOCATION))
  async get(@IdParam('id') id: string): Promise<TrainingNeedsDto> {
    return this.needs.get(id);
  }

  /** Shifts that people have to get for their training; the version is that of the allocation. */
  @Changes(':id/training-needs', TrainingNeedsDto)
  @Access(setsNeeds(OF_ALLOCATION))
  async set(
    @IdParam('id') id: string,
    @IfMatch() seen: number,
    @Body() input: TrainingNeedsInput,
    @CurrentActor() actor: Actor,
  ): Promise<TrainingNeedsDto> {
    return this.needs.set(id, seen, input, actor);
  }
}
