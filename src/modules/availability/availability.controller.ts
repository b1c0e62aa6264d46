import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import {
  IdempotencyKey,
  TakesIdempotencyKey,
  type IdempotentRequest,
} from '../../common/idempotency/idempotency.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { PeriodQuery } from '../../common/period-query.js';
import { Changes, Creates, Removes } from '../../common/routes.js';
import { AvailabilityDto, AvailabilityInput, AvailabilityPage, NewAvailability } from './availability.dto.js';
import { AvailabilityService } from './availability.service.js';

const ENTRY = { from: 'param', name: 'id', kind: 'availability-entry' } as const;

@ApiTags('Availability')
@Controller('availability')
export class AvailabilityController {
  constructor(private readonly availability: AvailabilityService) {}

  /** Entries that touch the days, by first day. Staff see their own, coordinators those of their units. */
  @Get()
  @Access({
    roles: ['staff', 'coordinator'],
    target: [
      { from: 'query', name: 'personId', kind: 'person' },
      { from: 'query', name: 'unitId' },
    ],
    staff: 'own',
  })
  @ApiOkResponse({ type: AvailabilityPage })
  async list(@Query() query: PeriodQuery): Promise<AvailabilityPage> {
    return this.availability.list(query);
  }

  @Creates(AvailabilityDto)
  @Access({
    roles: ['staff', 'coordinator'],
    target: { from: 'body', name: 'personId', kind: 'person' },
    staff: 'own',
  })
  @TakesIdempotencyKey()
  async create(
    @Body() input: NewAvailability,
    @IdempotencyKey() once: IdempotentRequest | null,
    @CurrentActor() actor: Actor,
  ): Promise<AvailabilityDto> {
    return this.availability.create(input, actor, once);
  }

  @Changes(':id', AvailabilityDto)
  @Access({ roles: ['staff', 'coordinator'], target: ENTRY, staff: 'own' })
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: AvailabilityInput,
    @CurrentActor() actor: Actor,
  ): Promise<AvailabilityDto> {
    return this.availability.change(id, version, input, actor);
  }

  @Removes(':id')
  @Access({ roles: ['staff', 'coordinator'], target: ENTRY, staff: 'own' })
  async remove(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.availability.remove(id, version, actor);
  }
}
