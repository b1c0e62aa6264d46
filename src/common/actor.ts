import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Request } from 'express';
import { UNIT_ROLES, type Role } from './role.js';

/** The cookie that carries a session's token. */
export const SESSION_COOKIE = '__Host-rotawright';

export interface ActorRole {
  readonly role: Role;
  /** Set for coordinators and supervisors. */
  readonly unitId: string | null;
}

/** Who is asking. */
export interface Actor {
  readonly accountId: string;
  readonly personId: string | null;
  readonly displayName: string;
  readonly roles: readonly ActorRole[];
  /** Units in which the person has a placement that has not ended. */
  readonly placedUnitIds: readonly string[];
}

/** A session that a request was sent in. */
export interface OpenSession {
  readonly sessionId: string;
  readonly actor: Actor;
  /** What has to be done before the session may be used for anything else. */
  readonly missing: 'second-step' | null;
  /** True for the CSRF token of this session. */
  readonly acceptsCsrfToken: (token: string) => boolean;
}

/** Finds the session of a request; the auth module provides it. */
export abstract class SessionSource {
  /** Null when there is none, or it has ended. */
  abstract open(request: Request): Promise<OpenSession | null>;
}

/** A request after the access guard has seen it. */
export interface SignedInRequest extends Request {
  openSession?: OpenSession;
}

/** The actor of a signed-in request: `@CurrentActor() actor: Actor`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  return sessionOf(context).actor;
});

/** The session of a signed-in request. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): OpenSession => {
  return sessionOf(context);
});

function sessionOf(context: ExecutionContext): OpenSession {
  const session = context.switchToHttp().getRequest<SignedInRequest>().openSession;
  if (session === undefined) throw new Error('a public route asks who is signed in');
  return session;
}

/** True if the actor holds the role: a unit's role in any unit, or in this one when `unitId` is given. */
export function may(actor: Actor, role: Role, unitId?: string): boolean {
  return actor.roles.some((held) => {
    if (held.role !== role) return false;
    return unitId === undefined || held.unitId === null || held.unitId === unitId;
  });
}

/** True if the actor holds one of the roles. */
export function mayAny(actor: Actor, roles: readonly Role[], unitId?: string): boolean {
  return roles.some((role) => may(actor, role, unitId));
}

/**
 * Units that the actor may see by these roles: null means every unit.
 * Staff see the units in which they are placed.
 */
export function unitsWithin(actor: Actor, roles: readonly Role[]): readonly string[] | null {
  const unitIds = new Set<string>();
  for (const { role, unitId } of actor.roles) {
    if (!roles.includes(role)) continue;
    if (UNIT_ROLES.includes(role)) unitIds.add(unitId ?? '');
    else if (role === 'staff') actor.placedUnitIds.forEach((id) => unitIds.add(id));
    else return null;
  }
  return [...unitIds];
}

/** The unit that a list is asked for (the access guard has let it pass), or without one all that the actor may see. */
export function unitsAskedFor(
  unitId: string | undefined,
  actor: Actor,
  roles: readonly Role[],
): readonly string[] | null {
  return unitId === undefined ? unitsWithin(actor, roles) : [unitId];
}
