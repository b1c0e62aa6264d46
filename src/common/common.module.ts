import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { CONFIG, type AppConfig } from '../config/config.js';
import { Transactions } from '../database/transactions.js';
import { AccessAudit } from './access-audit.js';
import { Clock } from './clock.js';
import { Idempotency } from './idempotency/idempotency.js';
import { IdempotencyRepository } from './idempotency/idempotency.repository.js';
import { TargetResolvers } from './target-resolvers.js';
import { throttlerOptions } from './throttling.js';

/** What every feature module uses. Imported once, by the composition root. */
@Global()
@Module({
  imports: [
    DiscoveryModule,
    ThrottlerModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: AppConfig) => throttlerOptions(config.limits),
    }),
  ],
  providers: [
    { provide: APP_GUARD, useClass: ThrottlerGuard },
    AccessAudit,
    Clock,
    Idempotency,
    IdempotencyRepository,
    TargetResolvers,
    Transactions,
  ],
  exports: [Clock, Idempotency, TargetResolvers, Transactions],
})
export class CommonModule {}
