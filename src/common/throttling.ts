import { SetMetadata, type ExecutionContext } from '@nestjs/common';
import { type ThrottlerModuleOptions } from '@nestjs/throttler';
import { type Request } from 'express';
import { createHash } from 'node:crypto';
import { type LimitsConfig } from '../config/config.js';
import { SESSION_COOKIE } from './actor.js';
import { RequestCounts } from './request-counts.js';

const SIGN_IN = 'rotawright:sign-in';
const MINUTE_MS = 60_000;
const SIGN_IN_WINDOW_MS = 15 * MINUTE_MS;

/** Marks a route that takes passwords, codes or addresses of mail: it has the stricter limits. */
export const SignInLimited = (): MethodDecorator => SetMetadata(SIGN_IN, true);

function isNotSignIn(context: ExecutionContext): boolean {
  return Reflect.getMetadata(SIGN_IN, context.getHandler()) !== true;
}

/** Limits a minute for every route, and by address and by email for signing in. */
export function throttlerOptions(limits: LimitsConfig): ThrottlerModuleOptions {
  return {
    setHeaders: true,
    storage: new RequestCounts(),
    throttlers: [
      {
        name: 'default',
        ttl: MINUTE_MS,
        limit: limits.requestsPerMinute,
        getTracker: (request) => sessionOrAddress(request as Request),
      },
      { name: 'address', ttl: MINUTE_MS, limit: limits.requestsPerMinuteAndAddress },
      {
        name: 'sign-in-address',
        ttl: SIGN_IN_WINDOW_MS,
        limit: limits.signInsPerAddress,
        skipIf: isNotSignIn,
      },
      {
        name: 'sign-in-email',
        ttl: SIGN_IN_WINDOW_MS,
        limit: limits.signInsPerEmail,
        skipIf: isNotSignIn,
        getTracker: (request) => emailOf(request as Request),
      },
    ],
  };
}

function sessionOrAddress(request: Request): string {
  const token = (request.cookies as Record<string, unknown> | undefined)?.[SESSION_COOKIE];
  if (typeof token !== 'string') return request.ip ?? '';
  return createHash('sha256').update(token).digest('base64url');
}

/** Whom an attempt is about: the address of mail that it names, or else the session that it is made in. */
function emailOf(request: Request): string {
  const email: unknown = (request.body as { email?: unknown } | undefined)?.email;
  return typeof email === 'string' ? email.trim().toLowerCase() : `:${sessionOrAddress(request)}`;
}
