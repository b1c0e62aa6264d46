import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/test-server.js';

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rw-portal-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>The portal</title>');
  writeFileSync(join(folder, 'assets/main-abc123.js'), 'export {};');
  server = await startTestServer({ portalFolder: folder });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function get(path: string, accept = 'text/html,*/*'): Promise<Response> {
  return fetch(`${server.url}${path}`, { headers: { accept } });
}

describe('the portal', () => {
  it.each(['/', '/rotas', '/rotas/0b0e/grid?week=2'])(
    'answers %s with its one page, never from an old copy',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('The portal');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    },
  );

  it('has its files kept for good, because their names change with their content', async () => {
    const response = await get('/assets/main-abc123.js');
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('leaves the API alone: what is not there is a problem, not a page', async () => {
    const response = await get('/api/v1/nowhere');
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect((await get('/health')).headers.get('content-type')).toContain('application/json');
  });

  it('shows no file outside its folder', async () => {
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    ]) {
      expect(await (await get(path)).text()).not.toContain('"dependencies"');
    }
  });
});
