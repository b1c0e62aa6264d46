import { Body, Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Access } from '../../common/access.js';
import { CurrentActor, type Actor } from '../../common/actor.js';
import { IfMatch } from '../../common/if-match.js';
import { IdParam } from '../../common/params.js';
import { Changes, ReadsOne } from '../../common/routes.js';
import { GUARDIAN, REPORT } from './report-access.js';
import { FinesSummaryDto, ReportFineInput, ReportFinesDto } from './report-fine.dto.js';
import { ReportFines } from './report-fines.service.js';

@ApiTags('Exception reports')
@Controller('exception-reports')
export class ReportFinesController {
  constructor(private readonly fines: ReportFines) {}

  /** Sums of fines by quarter, for the guardian's report. */
  @Get('fines')
  @Access(GUARDIAN)
  @ApiOkResponse({ type: FinesSummaryDto })
  async summary(@CurrentActor() actor: Actor): Promise<FinesSummaryDto> {
    return this.fines.summary(actor);
  }

  /** Fines for what a report tells of, and the breaches for which there are fines. */
  @ReadsOne(':id/fines', ReportFinesDto)
  @Access({ roles: ['guardian', 'staff'], staff: 'own', target: REPORT })
  async get(@IdParam('id') id: string, @CurrentActor() actor: Actor): Promise<ReportFinesDto> {
    return this.fines.get(id, actor);
  }

  /** Sets the fine for a breach; the guardian says by which rates. */
  @Changes(':id/fines', ReportFinesDto)
  @Access({ ...GUARDIAN, target: REPORT })
  async set(
    @IdParam('id') id: string,
    @IfMatch() seen: number,
    @Body() input: ReportFineInput,
    @CurrentActor() actor: Actor,
  ): Promise<ReportFinesDto> {
    return this.fines.set(id, seen, input, actor);
  }
}
