import { Module, type DynamicModule } from '@nestjs/common';
import type { PoolConfig } from 'pg';
import { CommonModule } from './common/common.module.js';
import { MetricsModule } from './common/metrics.js';
import type { AppConfig } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MailModule } from './mail/mail.module.js';
import { featureModules } from './modules/index.js';

export interface AppResources {
  readonly config: AppConfig;
  /** A migrated database. */
  readonly connection: PoolConfig;
  /** False builds the service without reaching for its database, as the OpenAPI document needs it. */
  readonly connect?: boolean;
}

/** The whole service. Which half of it runs in a process is decided by whoever starts it. */
@Module({})
export class AppModule {
  static forRoot({ config, connection, connect = true }: AppResources): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        CommonModule,
        MetricsModule,
        DatabaseModule.forRoot(connection, connect),
        JobsModule.forRoot(connection),
        MailModule,
        ...featureModules,
      ],
    };
  }
}
