import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { UnitsModule } from '../units/units.module.js';
import { ScimController } from './scim.controller.js';
import { ScimDirectoriesController } from './scim-directories.controller.js';
import { ScimDirectories } from './scim-directories.service.js';
import { ScimRepository } from './scim.repository.js';
import { ScimUsers } from './scim-users.service.js';

@Module({
  imports: [AuditModule, AuthModule, UnitsModule],
  controllers: [ScimController, ScimDirectoriesController],
  providers: [ScimDirectories, ScimRepository, ScimUsers],
})
export class ScimModule {}
