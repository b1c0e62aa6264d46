import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch, NeedsIfMatch, WithEtag } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { PeriodQuery } from '../../common/period-query.js';
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
  @Get(':id')
  @Access({ roles: ['staff', 'coordinator', 'hr'], target: ABSENCE, staff: 'own' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: AbsenceWithReasonDto })
  @WithEtag()
  async get(@IdParam('id') id: string): Promise<AbsenceWithReasonDto> {
    return this.leave.get(id);
  }

  /** Enters an absence; it is approved at once. */
  @Post()
  @Access({
    roles: ['coordinator', 'hr'],
    target: { from: 'body', name: 'personId', kind: 'person' },
  })
  @ApiCreatedResponse({ type: AbsenceDto })
  @WithEtag()
  async create(@Body() input: NewAbsence, @CurrentActor() actor: Actor): Promise<AbsenceDto> {
    return this.leave.create(input, actor);
  }

  @Put(':id')
  @Access({ roles: ['coordinator', 'hr'], target: ABSENCE })
  @NeedsIfMatch()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: AbsenceDto })
  @WithEtag()
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: AbsenceInput,
    @CurrentActor() actor: Actor,
  ): Promise<AbsenceDto> {
    return this.leave.change(id, version, input, actor);
  }

  /** Withdraws an absence. */
  @Delete(':id')
  @Access({ roles: ['coordinator', 'hr'], target: ABSENCE })
  @NeedsIfMatch()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  async withdraw(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.leave.withdraw(id, version, actor);
  }
}
