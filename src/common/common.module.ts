import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { Transactions } from '../database/transactions.js';
import { AccessAudit } from './access-audit.js';
import { API_SETTINGS, type ApiSettings } from './api-settings.js';
import { Clock } from './clock.js';
import { Idempotency } from './idempotency/idempotency.js';
import { IdempotencyRepository } from './idempotency/idempotency.repository.js';
import { TargetResolvers } from './target-resolvers.js';
import { throttlerOptions } from './throttling.js';

/** What every feature module uses. Imported once, by the composition root. */
@Global()
@Module({})
export class CommonModule {
  static forRoot(settings: ApiSettings): DynamicModule {
    return {
      module: CommonModule,
      imports: [DiscoveryModule, ThrottlerModule.forRoot(throttlerOptions(settings.limits))],
      providers: [
        { provide: API_SETTINGS, useValue: settings },
        { provide: APP_GUARD, useClass: ThrottlerGuard },
        AccessAudit,
        Clock,
        Idempotency,
        IdempotencyRepository,
        TargetResolvers,
        Transactions,
      ],
      exports: [API_SETTINGS, Clock, Idempotency, TargetResolvers, Transactions],
    };
  }
}
