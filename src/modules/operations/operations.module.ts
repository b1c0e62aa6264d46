import { Module } from '@nestjs/common';
import { DatabasePing } from './database-ping.repository.js';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';
import { MetricsServer } from './metrics-server.js';

/** What those who run the service look at. */
@Module({
  controllers: [HealthController],
  providers: [DatabasePing, HealthService, MetricsServer],
})
export class OperationsModule {}
