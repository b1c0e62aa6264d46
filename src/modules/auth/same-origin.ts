import { type Request } from 'express';
import { notAllowed } from '../../common/domain-error.js';

/**
 * Signing in has no session yet whose CSRF token it could show, so the browser has to say that the request comes from
 * our own pages. Programs other than browsers send neither header.
 *
 * @param publicUrl origin under which browsers reach the service.
 * @throws DomainError 403 `cross-site`
 */
export function assertSameOrigin(request: Request, publicUrl: string): void {
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const isOurs =
    site === undefined
      ? origin === undefined || origin === publicUrl || origin === ownOrigin(request)
      : site === 'same-origin';
  if (isOurs) return;
  throw notAllowed(
    `Signing in is only possible from ${publicUrl} itself, not from ${origin ?? 'another site'}.`,
    'cross-site',
  );
}

function ownOrigin(request: Request): string {
  return `${request.protocol}://${request.get('host') ?? ''}`;
}
