import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { IntakeModule } from '../intake/intake.module.js';
import { LinesModule } from '../lines/lines.module.js';
import { RotasModule } from '../rotas/rotas.module.js';
import { RotationsModule } from '../rotations/rotations.module.js';
import { UnitsModule } from '../units/units.module.js';
import { WorkSchedulesModule } from '../work-schedules/work-schedules.module.js';
import { ApprovalRunProcessor } from './approval-run.processor.js';
import { ApprovalRunsController } from './approval-runs.controller.js';
import { ApprovalRunsRepository } from './approval-runs.repository.js';
import { ApprovalRunsService } from './approval-runs.service.js';
import { RunDoctors } from './run-doctors.service.js';
import { RunLines } from './run-lines.service.js';
import { RunLog } from './run-log.service.js';
import { RunRosters } from './run-rosters.service.js';
import { RunSheet } from './run-sheet.service.js';
import { RunStepsService } from './run-steps.service.js';
import { RunUndo } from './run-undo.service.js';

@Module({
  imports: [
    AuditModule,
    AuthModule,
    IntakeModule,
    LinesModule,
    RotasModule,
    RotationsModule,
    UnitsModule,
    WorkSchedulesModule,
  ],
  controllers: [ApprovalRunsController],
  providers: [
    ApprovalRunProcessor,
    ApprovalRunsRepository,
    ApprovalRunsService,
    RunDoctors,
    RunLines,
    RunLog,
    RunRosters,
    RunSheet,
    RunStepsService,
    RunUndo,
  ],
})
export class ApprovalRunsModule {}
