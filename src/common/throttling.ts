import { SetMetadata } from '@nestjs/common';
import { type ThrottlerModuleOptions } from '@nestjs/throttler';
import { type ExecutionContext } from '@nestjs/common';
import { type Request } from 'express';
import { type RateLimits } from './api-settings.js';

const SIGN_IN = 'rotawright:sign-in';
const MINUTE_MS = 60_000;
const SIGN_IN_WINDOW_MS = 15 * MINUTE_MS;

/** Marks the route that takes passwords: it has the stricter limits. */
export const SignInLimited = (): MethodDecorator => SetMetadata(SIGN_IN, true);

function isNotSignIn(context: ExecutionContext): boolean {
  return Reflect.getMetadata(SIGN_IN, context.getHandler()) !== true;
}

/** Limits a minute for every route, and by address and by email for signing in. */
export function throttlerOptions(limits: RateLimits): ThrottlerModuleOptions {
  return {
    setHeaders: true,
    throttlers: [
      { name: 'default', ttl: MINUTE_MS, limit: limits.requestsPerMinute },
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

function emailOf(request: Request): string {
  const email: unknown = (request.body as { email?: unknown } | undefined)?.email;
  return typeof email === 'string' ? email.trim().toLowerCase() : '';
}
