import { availableParallelism, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { logLevels, type AppConfig, type LogLevel, type OidcConfig } from './config.js';
import { maskUrl } from './mask-url.js';
import { SettingError } from './setting-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Reads every setting of the service from `env`.
 *
 * @throws SettingError for the first value that cannot be used, naming variable and value.
 */
export function loadConfig(env: Environment): AppConfig {
  const read = reader(env);
  const port = read.integer('PORT', { min: 1, max: 65_535 }) ?? 3000;
  const publicUrl = readPublicUrl(read.text('PUBLIC_URL'), port);
  const databaseUrl = read.url('DATABASE_URL', ['postgres:', 'postgresql:']);
  const metricsPort = read.integer('METRICS_PORT', { min: 1, max: 65_535 });
  if (metricsPort === port) {
    throw new SettingError(
      'METRICS_PORT',
      `METRICS_PORT=${metricsPort} is the same as PORT. Metrics are served apart from the service: choose another port.`,
    );
  }
  const local = localHosts.has(new URL(publicUrl).hostname);
  return Object.freeze({
    port,
    listenHost: readListenHost(read.text('LISTEN_HOST'), local),
    metricsPort,
    publicUrl,
    dataFolder: resolve(read.text('ROTAWRIGHT_DATA') ?? '.rotawright'),
    databaseUrl,
    redisUrl: read.url('REDIS_URL', ['redis:', 'rediss:']),
    smtpUrl: read.url('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: readMailFrom(read.text('MAIL_FROM'), publicUrl),
    oidc: readOidc(read, env),
    solver: Object.freeze({
      threads:
        read.integer('SOLVER_THREADS', { min: 1, max: 256 }) ?? Math.max(1, availableParallelism() - 1),
      memoryMb: read.integer('SOLVER_MEMORY_MB', { min: 64, max: 1_048_576 }) ?? defaultSolverMemoryMb(),
    }),
    demo: read.flag('DEMO') ?? databaseUrl === undefined,
    trustedProxies: read.integer('TRUST_PROXY', { min: 0, max: 16 }) ?? 0,
    logLevel: readLogLevel(read.text('LOG_LEVEL')),
    session: Object.freeze({
      idleMin: read.integer('SESSION_IDLE_MINUTES', { min: 1, max: 1440 }) ?? 60,
      absoluteMin: read.integer('SESSION_MINUTES', { min: 1, max: 10_080 }) ?? 12 * 60,
    }),
    secondStep: readSecondStep(read.text('SECOND_STEP')),
    limits: readLimits(read),
  });
}

function readLimits(read: Reader): AppConfig['limits'] {
  const limit = (name: string, fallback: number): number =>
    read.integer(name, { min: 1, max: 10_000_000 }) ?? fallback;
  return Object.freeze({
    requestsPerMinute: limit('REQUESTS_PER_MINUTE', 600),
    requestsPerMinuteAndAddress: limit('REQUESTS_PER_MINUTE_AND_ADDRESS', 6000),
    signInsPerAddress: limit('SIGN_INS_PER_ADDRESS', 200),
    signInsPerEmail: limit('SIGN_INS_PER_EMAIL', 20),
    failuresBeforeLock: limit('FAILURES_BEFORE_LOCK', 10),
    lockMin: limit('LOCK_MINUTES', 15),
  });
}

function defaultSolverMemoryMb(): number {
  const quarterMb = Math.floor(totalmem() / 4 / 2 ** 20);
  return Math.min(2048, Math.max(256, quarterMb));
}

/** On a laptop only this machine can reach the service; a public address listens everywhere. */
function readListenHost(value: string | undefined, local: boolean): string | undefined {
  if (value === '*') return undefined;
  return value ?? (local ? '127.0.0.1' : undefined);
}

function readPublicUrl(value: string | undefined, port: number): string {
  if (value === undefined) return `http://localhost:${port}`;
  const example = 'for example https://rotas.example.org';
  if (!URL.canParse(value)) {
    throw new SettingError(
      'PUBLIC_URL',
      `PUBLIC_URL=${value} is not a URL. Give the whole address, ${example}.`,
    );
  }
  const url = new URL(value);
  const local = localHosts.has(url.hostname);
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) {
    throw new SettingError(
      'PUBLIC_URL',
      `PUBLIC_URL=${maskUrl(value)} must start with https: session cookies are sent over https only ` +
        `(http is allowed for localhost). Use ${example}.`,
    );
  }
  if (url.username || url.password || url.search || url.hash || url.pathname !== '/') {
    throw new SettingError(
      'PUBLIC_URL',
      `PUBLIC_URL=${maskUrl(value)} must be an origin without user, path, query or fragment, ${example}.`,
    );
  }
  return url.origin;
}

function readMailFrom(value: string | undefined, publicUrl: string): string {
  if (value === undefined) return `Rotawright <rotawright@${new URL(publicUrl).hostname}>`;
  const address = /<([^<>]*)>\s*$/.exec(value)?.[1] ?? value;
  if (/[\r\n]/.test(value) || !/^[^\s@<>"]+@[^\s@<>"]+$/.test(address.trim())) {
    throw new SettingError(
      'MAIL_FROM',
      `MAIL_FROM=${JSON.stringify(value)} is not a mail address. Use rotas@example.org or "Rotas <rotas@example.org>".`,
    );
  }
  return value;
}

function readOidc(read: Reader, env: Environment): OidcConfig | undefined {
  const issuer = read.url('OIDC_ISSUER', ['https:', 'http:']);
  const clientId = read.text('OIDC_CLIENT_ID');
  const clientSecret = read.text('OIDC_CLIENT_SECRET');
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
    const missing = names.filter((name) => !env[name]?.trim());
    throw new SettingError(
      missing[0]!,
      `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set: single sign-on needs ` +
        `${names.join(', ')} together, or none of them.`,
    );
  }
  const url = new URL(issuer);
  if (url.protocol !== 'https:' && !localHosts.has(url.hostname)) {
    throw new SettingError('OIDC_ISSUER', `OIDC_ISSUER=${maskUrl(issuer)} must start with https.`);
  }
  return Object.freeze({ issuer, clientId, clientSecret });
}

function readLogLevel(value: string | undefined): LogLevel {
  if (value === undefined) return 'info';
  const level = logLevels.find((known) => known === value);
  if (level) return level;
  throw new SettingError('LOG_LEVEL', `LOG_LEVEL=${value} is not one of ${logLevels.join(', ')}.`);
}

function readSecondStep(value: string | undefined): AppConfig['secondStep'] {
  if (value === undefined || value === 'privileged') return 'privileged';
  if (value === 'offered') return 'offered';
  throw new SettingError('SECOND_STEP', `SECOND_STEP=${value} is neither privileged nor offered.`);
}

interface Reader {
  text(name: string): string | undefined;
  integer(name: string, range: { min: number; max: number }): number | undefined;
  url(name: string, protocols: readonly string[]): string | undefined;
  flag(name: string): boolean | undefined;
}

function reader(env: Environment): Reader {
  // An empty value is how shells and compose files say "not set".
  const text = (name: string): string | undefined => {
    const value = env[name]?.trim();
    return value === '' ? undefined : value;
  };
  return {
    text,
    integer(name, { min, max }) {
      const value = text(name);
      if (value === undefined) return undefined;
      const number = /^\d{1,9}$/.test(value) ? Number(value) : NaN;
      if (number >= min && number <= max) return number;
      throw new SettingError(name, `${name}=${value} must be a whole number from ${min} to ${max}.`);
    },
    url(name, protocols) {
      const value = text(name);
      if (value === undefined) return undefined;
      if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
      throw new SettingError(
        name,
        `${name}=${maskUrl(value)} cannot be read: it must start with ` +
          `${protocols.map((protocol) => `${protocol}//`).join(' or ')} (and special characters in user or password ` +
          'must be percent-encoded).',
      );
    },
    flag(name) {
      const value = text(name)?.toLowerCase();
      if (value === undefined) return undefined;
      if (['1', 'true', 'yes', 'on'].includes(value)) return true;
      if (['0', 'false', 'no', 'off'].includes(value)) return false;
      throw new SettingError(name, `${name}=${value} must be 1 or 0.`);
    },
  };
}
