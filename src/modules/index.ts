import type { Type } from '@nestjs/common';
import { OperationsModule } from './operations/operations.module.js';

/** The features of the service. A new one is added here, and nowhere else. */
export const featureModules: Type[] = [OperationsModule];
