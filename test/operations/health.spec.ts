import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { withAdmin } from '../support/database-server.js';
import { freePort, startTestServer, type TestServer } from '../support/test-server.js';

let server: TestServer;
let metricsUrl: string;

beforeAll(async () => {
  const metricsPort = await freePort();
  metricsUrl = `http://127.0.0.1:${metricsPort}`;
  server = await startTestServer({ env: { METRICS_PORT: String(metricsPort) }, work: true });
});

afterAll(() => server.close());

describe('a running service', () => {
  it('says that it is healthy, and which parts it looked at', async () => {
    const response = await fetch(`${server.url}/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok', checks: { database: 'ok', queue: 'ok' } });
  });

  it('keeps its metrics on a port of their own', async () => {
    await fetch(`${server.url}/health`);
    const metrics = await fetch(`${metricsUrl}/metrics`);
    expect(metrics.status).toBe(200);
    expect(await metrics.text()).toMatch(
      /rotawright_http_request_duration_seconds_count\{method="GET",route="\/health",status="200"\} [1-9]/,
    );
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect((await fetch(`${metricsUrl}/health`)).status).toBe(200);
  });

  it('sends the headers that keep a browser safe, and a request id', async () => {
    const { headers } = await fetch(`${server.url}/health`);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/);
  });
});

describe('a service that loses its database', () => {
  it('answers 503 naming the part, and recovers by itself', async () => {
    const { url } = server;
    const [{ name }] = await server.dataSource.query<[{ name: string }]>('SELECT current_database() AS name');
    await withAdmin(inject('databaseServer'), async (admin) => {
      await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
      const away = await fetch(`${url}/health`);
      expect(away.status).toBe(503);
      expect(await away.json()).toMatchObject({ status: 'failing', checks: { database: 'failing' } });
      await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    });
    await expect.poll(async () => (await fetch(`${url}/health`)).status, { timeout: 10_000 }).toBe(200);
  });
});
