import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { Gauge } from 'prom-client';
import { Metrics } from '../../common/metrics.js';
import { CONFIG, type AppConfig } from '../../config/config.js';
import { SettingError } from '../../config/setting-error.js';
import { JobQueue } from '../../jobs/job-queue.js';
import { HealthService } from './health.service.js';

/** `/metrics`, and `/health` for processes without a web side, on a port of their own (`METRICS_PORT`). */
@Injectable()
export class MetricsServer implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Metrics');
  private server: Server | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: AppConfig,
    private readonly metrics: Metrics,
    private readonly health: HealthService,
    private readonly queue: JobQueue,
  ) {
    this.measureQueue();
  }

  /** Does nothing unless `METRICS_PORT` is set. */
  async listen(): Promise<void> {
    const port = this.config.metricsPort;
    if (port === undefined) return;
    this.server = createServer((request, response) => void this.answer(request, response));
    this.server.listen(port, this.config.listenHost);
    try {
      await once(this.server, 'listening');
    } catch (error) {
      throw new SettingError(
        'METRICS_PORT',
        `METRICS_PORT=${port} cannot be used: ${(error as Error).message}.`,
      );
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (!this.server) return;
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (request.url === '/metrics') {
        const body = await this.metrics.registry.metrics();
        response.writeHead(200, { 'content-type': this.metrics.registry.contentType }).end(body);
      } else if (request.url === '/health') {
        const health = await this.health.look();
        response
          .writeHead(health.status === 'ok' ? 200 : 503, { 'content-type': 'application/json' })
          .end(JSON.stringify(health));
      } else {
        response.writeHead(404).end();
      }
    } catch (error) {
      this.logger.error((error as Error).message, (error as Error).stack);
      response.writeHead(500).end();
    }
  }

  private measureQueue(): void {
    const { queue } = this;
    new Gauge({
      name: 'rotawright_queue_jobs',
      help: 'Jobs in the queue by name and state',
      labelNames: ['name', 'state'] as const,
      registers: [this.metrics.registry],
      async collect() {
        for (const [name, { waiting, active }] of await queue.counts()) {
          this.set({ name, state: 'waiting' }, waiting);
          this.set({ name, state: 'active' }, active);
        }
      },
    });
  }
}
