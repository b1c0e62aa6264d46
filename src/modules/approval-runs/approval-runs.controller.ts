import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, type AccessRule } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { PageQuery } from '../../common/paging.js';
import { IdParam } from '../../common/params.js';
import { Creates, Moves, ReadsOne, Removes } from '../../common/routes.js';
import { pageOfSmallList } from '../../common/small-list.js';
import {
  ApprovalRunDto,
  ApprovalRunPage,
  ApprovalRunsQuery,
  NewApprovalRun,
  RunApprovalBody,
  RunDoctorPage,
} from './approval-run.dto.js';
import { ApprovalRunsService } from './approval-runs.service.js';
import { RunDoctors } from './run-doctors.service.js';

const HR: AccessRule = { roles: ['hr'] };

@ApiTags('Approval runs')
@Controller('approval-runs')
export class ApprovalRunsController {
  constructor(
    private readonly runs: ApprovalRunsService,
    private readonly doctors: RunDoctors,
  ) {}

  /** Of a rotation, newest first. */
  @Get()
  @Access(HR)
  @ApiOkResponse({ type: ApprovalRunPage })
  async list(@Query() query: ApprovalRunsQuery): Promise<ApprovalRunPage> {
    return pageOfSmallList(await this.runs.list(query.rotationId), query, ({ id }) => id);
  }

  /** Begins to prepare: the sheet, if one is confirmed with it, lines, checks, duty roster and its gaps. Nothing leaves the house by it. */
  @Creates(ApprovalRunDto)
  @Access(HR)
  async start(@Body() body: NewApprovalRun, @CurrentActor() actor: Actor): Promise<ApprovalRunDto> {
    return this.runs.start(body, actor);
  }

  /** How far it is, what was found, and how long each step took. */
  @ReadsOne(':id', ApprovalRunDto)
  @Access(HR)
  async get(@IdParam('id') id: string): Promise<ApprovalRunDto> {
    return this.runs.get(id);
  }

  /** Everybody whom it is about, and how far they are with their sign-in. */
  @Get(':id/doctors')
  @Access(HR)
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: RunDoctorPage })
  async listDoctors(@IdParam('id') id: string, @Query() query: PageQuery): Promise<RunDoctorPage> {
    return pageOfSmallList(
      await this.doctors.of(id),
      query,
      (doctor) => `${doctor.unitId} ${doctor.personId}`,
    );
  }

  /** Prepares anew; once approved, goes on where it ended. */
  @Moves(':id/check', ApprovalRunDto)
  @Access(HR)
  async check(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ApprovalRunDto> {
    return this.runs.check(id, version, actor);
  }

  /** Publishes the duty rosters if that is asked for, issues the work schedules and invites the doctors. The number of findings is confirmed. */
  @Moves(':id/approval', ApprovalRunDto)
  @Access(HR)
  async approve(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() body: RunApprovalBody,
    @CurrentActor() actor: Actor,
  ): Promise<ApprovalRunDto> {
    return this.runs.approve(id, version, body, actor);
  }

  /** Leaves gaps that are still open to the coordinators, also while they are being searched: the best rota until then is kept. */
  @Moves(':id/fill-skip', ApprovalRunDto)
  @Access(HR)
  async skipFill(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ApprovalRunDto> {
    return this.runs.skipFill(id, version, actor);
  }

  /** Ends it before its approval: what it has done, the sheet among it, is taken back whole. */
  @Removes(':id')
  @Access(HR)
  async discard(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.runs.discard(id, version, actor);
  }
}
