import { Body, Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, type AccessRule } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import {
  IdempotencyKey,
  type IdempotentRequest,
  TakesIdempotencyKey,
} from '../../common/idempotency/idempotency.js';
import { IfMatch } from '../../common/if-match.js';
import { PageQuery } from '../../common/paging.js';
import { IdParam } from '../../common/params.js';
import { Creates, Moves, ReadsOne } from '../../common/routes.js';
import { pageOfSmallList } from '../../common/small-list.js';
import {
  EscalationInput,
  ExceptionReportDto,
  ExceptionReportPage,
  ExceptionReportQuery,
  NewExceptionReport,
  OwnExceptionReportPage,
  ReportCountsDto,
  ReportCountsQuery,
  ReportDecisionInput,
  ReportEventPage,
  ReportTermsDto,
} from './exception-report.dto.js';
import { ExceptionReports } from './exception-reports.service.js';
import { REPORT } from './report-access.js';
import { ReportDesk } from './report-desk.service.js';
import { EFFECTIVE_FROM, TERM_CODES, TERMS } from './terms.js';

const STAFF: AccessRule = { roles: ['staff'], staff: 'own' };
const OWN: AccessRule = { ...STAFF, target: REPORT };
const DESK: AccessRule = { roles: ['hr', 'director-of-medical-education', 'guardian'] };

@ApiTags('Exception reports')
@Controller('exception-reports')
export class ExceptionReportsController {
  constructor(
    private readonly reports: ExceptionReports,
    private readonly desk: ReportDesk,
  ) {}

  /** Reports that go to the reader's desk, soonest due first; without whose they are. The guardian sees all of them. */
  @Get()
  @Access(DESK)
  @ApiOkResponse({ type: ExceptionReportPage })
  async list(
    @Query() query: ExceptionReportQuery,
    @CurrentActor() actor: Actor,
  ): Promise<ExceptionReportPage> {
    return this.desk.worklist(query, actor);
  }

  /** One's own, newest first. */
  @Get('mine')
  @Access(STAFF)
  @ApiOkResponse({ type: OwnExceptionReportPage })
  async mine(
    @Query() { cursor, limit }: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<OwnExceptionReportPage> {
    return this.reports.mine(actor, cursor, limit);
  }

  /** The deadlines of the terms, each with where it comes from. */
  @Get('terms')
  @Access('signed-in')
  @ApiOkResponse({ type: ReportTermsDto })
  terms(): ReportTermsDto {
    return { effectiveFrom: EFFECTIVE_FROM, terms: TERM_CODES.map((code) => ({ code, ...TERMS[code] })) };
  }

  /** How many reports a unit had in the last quarters. Nothing from which somebody could be told. */
  @Get('counts')
  @Access({
    roles: ['coordinator', 'supervisor', 'hr', 'director-of-medical-education', 'guardian'],
    target: { from: 'query', name: 'unitId' },
  })
  @ApiOkResponse({ type: ReportCountsDto })
  async counts(@Query() { unitId }: ReportCountsQuery): Promise<ReportCountsDto> {
    return this.desk.counts(unitId);
  }

  /** With whose it is. The doctor sees who has opened it. */
  @ReadsOne(':id', ExceptionReportDto)
  @Access({ roles: ['staff', ...DESK.roles], target: REPORT, staff: 'own' })
  async get(@IdParam('id') id: string, @CurrentActor() actor: Actor): Promise<ExceptionReportDto> {
    return this.desk.open(id, actor);
  }

  /** Who opened it and what became of it, newest first. */
  @Get(':id/events')
  @Access({ roles: ['staff', 'guardian'], target: REPORT, staff: 'own' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: ReportEventPage })
  async events(
    @IdParam('id') id: string,
    @Query() query: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<ReportEventPage> {
    return pageOfSmallList(await this.desk.events(id, actor), query, (event) => event.id);
  }

  /** Reports work or training of one's own that was not as planned. Goes to HR or the director of medical education only. */
  @Creates(ExceptionReportDto)
  @Access(STAFF)
  @TakesIdempotencyKey()
  async raise(
    @Body() body: NewExceptionReport,
    @IdempotencyKey() once: IdempotentRequest | null,
    @CurrentActor() actor: Actor,
  ): Promise<ExceptionReportDto> {
    return this.reports.raise(body, actor, once);
  }

  /** Takes one's own back, as long as nobody has decided. */
  @Moves(':id/withdrawal', ExceptionReportDto)
  @Access(OWN)
  async withdraw(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @CurrentActor() actor: Actor,
  ): Promise<ExceptionReportDto> {
    return this.reports.withdraw(id, version, actor);
  }

  /** Asks the guardian of safe working hours to decide upon a refusal, or when no answer came in time. */
  @Moves(':id/escalation', ExceptionReportDto)
  @Access(OWN)
  async escalate(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() body: EscalationInput,
    @CurrentActor() actor: Actor,
  ): Promise<ExceptionReportDto> {
    return this.reports.escalate(id, version, body, actor);
  }

  /** Approves or refuses it. The doctor chooses between time off and pay, unless safety demands time off. */
  @Moves(':id/decision', ExceptionReportDto)
  @Access({ ...DESK, target: REPORT })
  async decide(
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() body: ReportDecisionInput,
    @CurrentActor() actor: Actor,
  ): Promise<ExceptionReportDto> {
    return this.desk.decide(id, version, body, actor);
  }
}
