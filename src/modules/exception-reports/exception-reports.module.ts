import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { UnitsModule } from '../units/units.module.js';
import { ExceptionReportsController } from './exception-reports.controller.js';
import { ExceptionReportsRepository } from './exception-reports.repository.js';
import { ExceptionReports } from './exception-reports.service.js';
import { OverdueReportsRepository } from './overdue-reports.repository.js';
import { OverdueReports } from './overdue-reports.service.js';
import { ReportDesk } from './report-desk.service.js';
import { ReportFinesController } from './report-fines.controller.js';
import { ReportFinesRepository } from './report-fines.repository.js';
import { ReportFines } from './report-fines.service.js';
import { ReportLog } from './report-log.service.js';
import { ReportNotices } from './report-notices.service.js';

@Module({
  imports: [AuditModule, NoticesModule, RotasModule, UnitsModule],
  // Sums of fines come before the reports by their ids.
  controllers: [ReportFinesController, ExceptionReportsController],
  providers: [
    ExceptionReportsRepository,
    ExceptionReports,
    OverdueReports,
    OverdueReportsRepository,
    ReportDesk,
    ReportFines,
    ReportFinesRepository,
    ReportLog,
    ReportNotices,
  ],
})
export class ExceptionReportsModule {}
