import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access, type AccessRule } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { Changes, Creates, ReadsOne, Removes } from '../../common/routes.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { RotationClockService } from './rotation-clock.service.js';
import {
  DeadlineDto,
  DeadlineInput,
  OnTimeShareDto,
  OwnerPage,
  OwnersQuery,
  RotationDto,
  RotationInput,
  RotationPage,
  RotationsQuery,
} from './rotation.dto.js';
import { RotationsService } from './rotations.service.js';

const HR: AccessRule = { roles: ['hr'] };
/** The guardian and the director of medical education watch over notice. */
const READERS: AccessRule = { roles: ['hr', 'guardian', 'director-of-medical-education'] };

@ApiTags('Rotations')
@Controller('rotations')
export class RotationsController {
  constructor(
    private readonly rotations: RotationsService,
    private readonly clock: RotationClockService,
  ) {}

  /** With their deadlines; latest start first. */
  @Get()
  @Access(READERS)
  @ApiOkResponse({ type: RotationPage })
  async list(@Query() { cursor, limit }: RotationsQuery): Promise<RotationPage> {
    return this.rotations.list(cursor, limit);
  }

  /** How many deadlines were kept, by unit and over time. */
  @Get('on-time-share')
  @Access(READERS)
  @ApiOkResponse({ type: OnTimeShareDto })
  async onTimeShare(): Promise<OnTimeShareDto> {
    return this.clock.onTimeShare();
  }

  /** Accounts to whom deadlines can be given. */
  @Get('owners')
  @Access(HR)
  @ApiOkResponse({ type: OwnerPage })
  async owners(@Query() query: OwnersQuery): Promise<OwnerPage> {
    return pageOfSmallList(await this.rotations.owners(query.unitId), query, ({ id }) => id);
  }

  @ReadsOne(':id', RotationDto)
  @Access(READERS)
  async get(@IdParam('id') id: string): Promise<RotationDto> {
    return this.rotations.get(id);
  }

  @Creates(RotationDto)
  @Access(HR)
  async create(@Body() input: RotationInput, @CurrentActor() actor: Actor): Promise<RotationDto> {
    return this.rotations.create(input, actor);
  }

  @Changes(':id', RotationDto)
  @Access(HR)
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: RotationInput,
    @CurrentActor() actor: Actor,
  ): Promise<RotationDto> {
    return this.rotations.change(id, version, input, actor);
  }

  @Removes(':id')
  @Access(HR)
  async remove(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.rotations.remove(id, version, actor);
  }

  /** Gives a deadline to somebody, says that it was done, or why it was late. The version is that of the deadline. */
  @Changes(':id/deadlines/:deadlineId', DeadlineDto)
  @Access(HR)
  async changeDeadline(
    @IdParam('id') rotationId: string,
    @IdParam('deadlineId') deadlineId: string,
    @IfMatch() version: number,
    @Body() input: DeadlineInput,
    @CurrentActor() actor: Actor,
  ): Promise<DeadlineDto> {
    return this.rotations.changeDeadline({ rotationId, deadlineId }, version, input, actor);
  }
}
