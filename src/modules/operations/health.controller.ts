import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Access } from '../../common/access.js';
import { HealthService, type Health } from './health.service.js';

@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** 200 when this process can do its work, 503 when a part that it needs is away. */
  @Get()
  @Access('public')
  async look(@Res({ passthrough: true }) response: Response): Promise<Health> {
    const health = await this.health.look();
    response.status(health.status === 'ok' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    response.setHeader('Cache-Control', 'no-store');
    return health;
  }
}
