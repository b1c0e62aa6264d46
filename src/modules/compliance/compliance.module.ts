import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { RuleOverridesController } from './rule-overrides.controller.js';
import { RuleOverridesRepository } from './rule-overrides.repository.js';
import { RuleOverridesService } from './rule-overrides.service.js';
import { RulePacksController } from './rule-packs.controller.js';
import { TemplateAnalysisService } from './template-analysis.service.js';
import { TemplatesController } from './templates.controller.js';

@Module({
  imports: [AuditModule],
  controllers: [RulePacksController, RuleOverridesController, TemplatesController],
  providers: [RuleOverridesRepository, RuleOverridesService, TemplateAnalysisService],
  exports: [RuleOverridesService, TemplateAnalysisService],
})
export class ComplianceModule {}
