import { type CookieOptions, type Request, type Response } from 'express';
import { SESSION_COOKIE } from '../../common/actor.js';
import { type NewSession, type SessionsService } from './sessions.service.js';

// __Host- demands Secure, Path=/ and no Domain; browsers accept Secure cookies from http://localhost.
export const HOST_COOKIE: CookieOptions = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };

/** Gives the browser its new session; one that it had before ends. */
export async function handOver(
  { token, expiresAt }: NewSession,
  sessions: SessionsService,
  request: Request,
  response: Response,
): Promise<void> {
  const before = await sessions.open(request);
  if (before !== null) await sessions.end(before.sessionId, before.actor.accountId);
  response.cookie(SESSION_COOKIE, token, { ...HOST_COOKIE, expires: expiresAt });
}

export function clearSessionCookie(response: Response): void {
  response.clearCookie(SESSION_COOKIE, HOST_COOKIE);
}
