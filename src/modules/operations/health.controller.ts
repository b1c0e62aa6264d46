import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { Response } from 'express';
import { Access } from '../../common/access.js';
import { HealthDto } from './health.dto.js';
import { HealthService } from './health.service.js';

@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** 200 when this process can do its work, 503 when a part that it needs is away. */
  @Get()
  @Access('public')
  @SkipThrottle({ default: true, address: true, 'sign-in-address': true, 'sign-in-email': true })
  @ApiOkResponse({ type: HealthDto })
  @ApiServiceUnavailableResponse({ type: HealthDto, description: 'A part that it needs is away.' })
  async look(@Res({ passthrough: true }) response: Response): Promise<HealthDto> {
    const health = await this.health.look();
    response.status(health.status === 'ok' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    response.setHeader('Cache-Control', 'no-store');
    return health;
  }
}
