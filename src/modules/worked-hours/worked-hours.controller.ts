import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { type Role } from '../../common/role.js';
import { Changes, Creates, Removes } from '../../common/routes.js';
import {
  NewWorkedEntry,
  WorkedEntryDto,
  WorkedEntryInput,
  WorkedHoursQuery,
  WorkedShiftPage,
} from './worked-hours.dto.js';
import { WorkedHoursService } from './worked-hours.service.js';

const ENTERS: readonly Role[] = ['coordinator', 'hr'];
const ENTRY = { from: 'param', name: 'id', kind: 'worked-entry' } as const;

@ApiTags('Worked hours')
@Controller('worked-hours')
export class WorkedHoursController {
  constructor(private readonly workedHours: WorkedHoursService) {}

  /** Shifts of published rotas with what became of them, and work that was not planned. */
  @Get()
  @Access({ roles: ENTERS, target: { from: 'query', name: 'unitId' } })
  @ApiOkResponse({ type: WorkedShiftPage })
  async list(@Query() query: WorkedHoursQuery): Promise<WorkedShiftPage> {
    return this.workedHours.list(query);
  }

  /** Enters that a shift was worked otherwise than planned, or not at all, or that something more was worked. */
  @Creates(WorkedEntryDto)
  @Access({ roles: ENTERS, target: { from: 'body', name: 'unitId' } })
  async create(@Body() input: NewWorkedEntry, @CurrentActor() actor: Actor): Promise<WorkedEntryDto> {
    return this.workedHours.create(input, actor);
  }

  @Changes(':id', WorkedEntryDto)
  @Access({ roles: ENTERS, target: ENTRY })
  async change(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: WorkedEntryInput,
    @CurrentActor() actor: Actor,
  ): Promise<WorkedEntryDto> {
    return this.workedHours.change(id, version, input, actor);
  }

  /** Takes an entry back: the shift counts as worked as planned again. */
  @Removes(':id')
  @Access({ roles: ENTERS, target: ENTRY })
  async remove(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.workedHours.remove(id, version, actor);
  }
}
