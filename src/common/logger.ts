import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { LogLevel } from '../config/config.js';

const secretNames = ['password', 'token', 'secret', 'cookie', 'authorization', 'clientSecret', 'totpSecret'];

/** Nothing under these paths ever reaches a log. */
const secretPaths = [
  'req.headers.cookie',
  'req.headers.authorization',
  'req.headers["x-csrf-token"]',
  'res.headers["set-cookie"]',
  ...secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
];

/**
 * The log of the service: one JSON object a line, or plain lines for a person at a terminal.
 *
 * @param destination where lines go; standard output unless given.
 */
export function createLogger(
  level: LogLevel,
  { plain = false, destination = process.stdout }: { plain?: boolean; destination?: DestinationStream } = {},
): Logger {
  const options: LoggerOptions = {
    level,
    base: { pid: process.pid },
    redact: { paths: secretPaths, censor: '***' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  };
  return pino(options, plain ? { write: (line) => void destination.write(plainLine(line)) } : destination);
}

function plainLine(line: string): string {
  const entry = JSON.parse(line) as {
    time: string;
    level: string;
    context?: string;
    msg?: string;
    err?: { stack?: string };
    stack?: string;
  };
  const level = entry.level === 'info' ? '' : `${entry.level.toUpperCase()} `;
  const context = entry.context ? `${entry.context}: ` : '';
  const stack = entry.err?.stack ?? entry.stack;
  return `${entry.time.slice(11, 19)} ${level}${context}${entry.msg ?? ''}${stack ? `\n${stack}` : ''}\n`;
}

/** These tell of Nest's own wiring, at every start. */
const wiringContexts = new Set([
  'NestFactory',
  'NestApplication',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
]);

/** Nest's logger over pino. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    this.write(wiringContexts.has(context ?? '') ? 'debug' : 'info', message, context);
  }

  error(message: unknown, ...rest: unknown[]): void {
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? rest[0] : undefined;
    this.write('error', message, contextOf(rest), stack);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, contextOf(rest));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, contextOf(rest));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, contextOf(rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, contextOf(rest));
  }

  private write(
    level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal',
    message: unknown,
    context?: string,
    stack?: string,
  ): void {
    const fields = { ...(context && { context }), ...(stack && { stack }) };
    if (message instanceof Error) this.logger[level]({ ...fields, err: message }, message.message);
    else if (typeof message === 'string') this.logger[level](fields, message);
    else this.logger[level]({ ...fields, data: message });
  }
}

function contextOf(rest: readonly unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}
