import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CONFIG, type AppConfig } from './config.js';

/** Hands the frozen settings to every module under the token {@link CONFIG}. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: AppConfig): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}
