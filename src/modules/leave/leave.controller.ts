import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { PeriodQuery } from '../../common/period-query.js';
import { Changes, Creates, ReadsOne, Removes } from '../../common/routes.js';
import { AbsenceDto, AbsenceInput, AbsencePage, AbsenceWithReasonDto, NewAbsence } from './leave.dto.js';
import { LeaveService } from './leave.service.js';

const ABSENCE = { from: 'param', name: 'id', kind: 'absence' } as const;

@ApiTags('Leave')
@Controller('leave')
export class LeaveController {
  constructor(private readonly leave: LeaveService) {}

  /** Approved absences that touch the days, by first day. Colleagues see that somebody is away, not why. */
  @Get()
  @Access({
    roles: ['staff', 'coordinator', 'supervisor', 'hr'],
    target: [
      { from: 'query', name: 'personId', kind: 'person' },
      { from: 'query', name: 'unitId' },
    ],
  })
  @ApiOkResponse({ type: AbsencePage })
  async list(@Query() query: PeriodQuery, @CurrentActor() actor: Actor): Promise<AbsencePage> {
    return this.leave.list(query, actor);
  }

  /** One absence with its reason. */
  @ReadsOne(':id', AbsenceWithReasonDto)
  @Access({ roles: ['staff', 'coordinator', 'hr'], target: ABSENCE, staff: 'own' })
  async get(@IdParam('id') id: string): Promise<AbsenceWithReasonDto> {
    return this.leave.get(id);
  }

  /** Enters an absence; it is approved at once. */
  @Creates(AbsenceDto)
  @Access({
    roles: ['coordinator', 'hr'],
    target: { from: 'body', name: 'personId', kind: 'person' },
  })
  async create(@Body() input: NewAbsence, @CurrentActor() actor: Actor): Promise<AbsenceDto> {
    return this.leave.create(input, actor);
  }

  @Changes(':id', AbsenceDto)
  @Access({ roles: ['coordinator', 'hr'], target: ABSENCE })
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: AbsenceInput,
    @CurrentActor() actor: Actor,
  ): Promise<AbsenceDto> {
    return this.leave.change(id, version, input, actor);
  }

  /** Withdraws an absence. */
  @Removes(':id')
  @Access({ roles: ['coordinator', 'hr'], target: ABSENCE })
  async withdraw(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.leave.withdraw(id, version, actor);
  }
}
