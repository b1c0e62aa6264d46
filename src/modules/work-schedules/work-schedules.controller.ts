import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  HttpStatus,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Access, type AccessRule } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import {
  IdempotencyKey,
  TakesIdempotencyKey,
  type IdempotentRequest,
} from '../../common/idempotency/idempotency.js';
import { IfMatch, NeedsIfMatch, WithEtag } from '../../common/if-match.js';
import { PageQuery } from '../../common/paging.js';
import { IdParam } from '../../common/params.js';
import { pageOfSmallList } from '../../common/small-list.js';
import { ScheduleReading } from './schedule-reading.service.js';
import {
  DoctorSchedulePage,
  DocumentQuery,
  IssuedSchedulesDto,
  IssueWorkSchedulesBody,
  ScheduleContentDto,
  VersionQuery,
  WorkScheduleDto,
  WorkSchedulePage,
  WorkSchedulesQuery,
} from './work-schedule.dto.js';
import { WorkSchedulesService } from './work-schedules.service.js';

const SCHEDULE = { from: 'param', name: 'id', kind: 'work-schedule' } as const;
/** The doctor, and HR: pay is in it. */
const READERS: AccessRule = { roles: ['staff', 'hr'], target: SCHEDULE, staff: 'own' };
const [HTML, PDF] = ['text/html', 'application/pdf'];
const BINARY = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('Work schedules')
@Controller('work-schedules')
export class WorkSchedulesController {
  constructor(
    private readonly schedules: WorkSchedulesService,
    private readonly reading: ScheduleReading,
  ) {}

  /** Every doctor of a unit on a day: what was issued, who has acknowledged, and what issuing now would do. */
  @Get()
  @Access({ roles: ['hr'], target: { from: 'query', name: 'unitId' } })
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ type: DoctorSchedulePage })
  async list(@Query() query: WorkSchedulesQuery): Promise<DoctorSchedulePage> {
    return pageOfSmallList(
      await this.schedules.ofUnit(query.unitId, query.on),
      query,
      ({ personId }) => personId,
    );
  }

  /** Issues what is new or has changed, for doctors or for everybody of a unit, and mails them. */
  @Post('issues')
  @Access({ roles: ['hr'], target: { from: 'body', name: 'unitId' } })
  @HttpCode(HttpStatus.OK)
  @TakesIdempotencyKey()
  @ApiOkResponse({ type: IssuedSchedulesDto })
  async issue(
    @Body() body: IssueWorkSchedulesBody,
    @IdempotencyKey() once: IdempotentRequest | null,
    @CurrentActor() actor: Actor,
  ): Promise<IssuedSchedulesDto> {
    return this.schedules.issue(body, actor, once);
  }

  /** Those of one person, earliest placement first. */
  @Get('people/:personId')
  @Access({
    roles: ['staff', 'hr'],
    target: { from: 'param', name: 'personId', kind: 'person' },
    staff: 'own',
  })
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'personId', format: 'uuid' })
  @ApiOkResponse({ type: WorkSchedulePage })
  async ofPerson(
    @IdParam('personId') personId: string,
    @Query() query: PageQuery,
  ): Promise<WorkSchedulePage> {
    return pageOfSmallList(await this.reading.ofPerson(personId), query, ({ id }) => id);
  }

  @Get(':id')
  @Access(READERS)
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: WorkScheduleDto })
  @WithEtag()
  async get(@IdParam('id') id: string): Promise<WorkScheduleDto> {
    return this.reading.get(id);
  }

  /** What a version says, as data. */
  @Get(':id/content')
  @Access(READERS)
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: ScheduleContentDto })
  async content(@IdParam('id') id: string, @Query() { number }: VersionQuery): Promise<ScheduleContentDto> {
    return this.reading.content(id, number);
  }

  /** A version as a page, or as a tagged PDF. */
  @Get(':id/document')
  @Access(READERS)
  @Header('Cache-Control', 'no-store')
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiProduces(HTML, PDF)
  @ApiOkResponse({ content: { [HTML]: BINARY, [PDF]: BINARY } })
  async document(
    @IdParam('id') id: string,
    @Query() { format, number }: DocumentQuery,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { name, type, content } = await this.reading.file(id, format, number);
    response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
    return new StreamableFile(content, { type });
  }

  /** The doctor confirms having received the newest version. */
  @Post(':id/acknowledgement')
  @Access({ roles: ['staff'], target: SCHEDULE, staff: 'own' })
  @NeedsIfMatch()
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiCreatedResponse({ type: WorkScheduleDto })
  @WithEtag()
  async acknowledge(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<WorkScheduleDto> {
    return this.reading.acknowledge(id, version, actor);
  }
}
