import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './load-config.js';
import { maskUrl } from './mask-url.js';

const failure = (env: Record<string, string>): string => {
  try {
    loadConfig(env);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

describe('loadConfig', () => {
  it('gives a laptop everything it needs without a single variable', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 3000,
      listenHost: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      redisUrl: undefined,
      smtpUrl: undefined,
      demo: true,
      oidc: undefined,
      trustedProxies: 0,
    });
    expect(config.dataFolder.endsWith('/.rotawright')).toBe(true);
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('loads no demo into a database that somebody names, unless told to', () => {
    const databaseUrl = 'postgres://db/rota';
    expect(loadConfig({ DATABASE_URL: databaseUrl }).demo).toBe(false);
    expect(loadConfig({ DATABASE_URL: databaseUrl, DEMO: '1' }).demo).toBe(true);
  });

  it('listens to the world only under a public address', () => {
    expect(loadConfig({ PUBLIC_URL: 'https://rota.example.org' }).listenHost).toBeUndefined();
    expect(loadConfig({ LISTEN_HOST: '*' }).listenHost).toBeUndefined();
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['METRICS_PORT', '-1'],
    ['PUBLIC_URL', 'rota.example.org'],
    ['PUBLIC_URL', 'http://rota.example.org'],
    ['PUBLIC_URL', 'https://rota.example.org/app'],
    ['DATABASE_URL', 'mysql://db/rota'],
    ['REDIS_URL', 'localhost:6379'],
    ['SMTP_URL', 'mail.example.org'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'a@example.org\r\nBcc: b@example.org'],
    ['DEMO', 'maybe'],
    ['SOLVER_THREADS', '0'],
    ['SOLVER_MEMORY_MB', '12'],
    ['LOG_LEVEL', 'loud'],
    ['TRUST_PROXY', 'true'],
    ['SECOND_STEP', 'never'],
  ])('refuses %s=%s, naming both', (name, value) => {
    const message = failure({ [name]: value });
    expect(message).toContain(name);
    expect(message).toContain(JSON.stringify(value).slice(1, -1));
  });

  it('refuses single sign-on that is set by half, naming what is missing', () => {
    expect(failure({ OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'rota' })).toContain(
      'OIDC_CLIENT_SECRET is not set',
    );
  });

  it('refuses metrics on the port of the service', () => {
    expect(failure({ PORT: '4000', METRICS_PORT: '4000' })).toContain('METRICS_PORT=4000');
  });

  it('never shows a password in a refusal', () => {
    const secret = fc.stringMatching(/^[a-z0-9]{12,20}$/);
    fc.assert(
      fc.property(secret, fc.constantFrom('DATABASE_URL', 'REDIS_URL', 'SMTP_URL'), (password, name) => {
        expect(failure({ [name]: `gopher://user:${password}@host/x` })).not.toContain(password);
        expect(failure({ [name]: `user:${password}@host name` })).not.toContain(password);
      }),
    );
  });
});

describe('maskUrl', () => {
  it('keeps what helps to find the mistake', () => {
    expect(maskUrl('postgres://rota:hunter2@db.example.org:5433/rota?sslmode=require')).toBe(
      'postgres://rota:***@db.example.org:5433/rota?sslmode=require',
    );
    expect(maskUrl('redis://host/0?password=hunter2')).toBe('redis://host/0?password=***');
  });
});
