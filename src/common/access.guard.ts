import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

import {
  ACCESS,
  BEFORE_SECOND_STEP,
  targetsOf,
  type Access,
  type AccessRule,
  type AccessTarget,
} from './access.js';
import { SessionSource, type Actor, type OpenSession, type SignedInRequest } from './actor.js';
import { DomainError, invalid, notAllowed, notFound, type FieldError } from './domain-error.js';
import { isId } from './id.js';
import { UNIT_ROLES, type Role } from './role.js';
import { TargetResolvers, type ResolvedTarget } from './target-resolvers.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Decides in one place, before any handler runs: signed in, CSRF token, role, and the units that the request is about. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(SessionSource) private readonly sessions: SessionSource,
    @Inject(TargetResolvers) private readonly resolvers: TargetResolvers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (access === undefined) throw notAllowed('Nobody may call this: it has no access rule.');
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const session = await this.sessions.open(request);
    if (session === null) {
      throw new DomainError({ kind: 'not-signed-in', code: 'not-signed-in', message: 'Sign in first.' });
    }
    request.openSession = session;
    assertCsrf(request, session);
    if (session.missing !== null && !this.reflector.get<boolean>(BEFORE_SECOND_STEP, context.getHandler())) {
      throw notAllowed(
        'Your sign-in needs a second step before it may be used: set up an authenticator app under “Your sign-in”.',
        'second-step-missing',
      );
    }
    if (access !== 'signed-in') await this.assertAllowed(request, session.actor, access);
    return true;
  }

  private async assertAllowed(request: SignedInRequest, actor: Actor, rule: AccessRule): Promise<void> {
    const held = actor.roles.filter(({ role }) => rule.roles.includes(role));
    if (held.length === 0) throw notAllowed(`This needs ${listed(rule.roles)}; you are not.`);
    const targets = targetsOf(rule);
    if (targets.length === 0) return;
    const named = targets.filter((target) => valueOf(request, target) !== undefined);
    if (named.length === 0) return assertMayNameNothing(targets);
    for (const target of named) await this.assertTargetAllowed(request, actor, rule, target);
  }

  private async assertTargetAllowed(
    request: SignedInRequest,
    actor: Actor,
    rule: AccessRule,
    target: Required<AccessTarget>,
  ): Promise<void> {
    const id = valueOf(request, target);
    if (!isId(id)) throw malformed(target, id);
    const resolved = await this.resolvers.resolve(target.kind, id);
    if (resolved === null) throw notFound(target.kind.replaceAll('-', ' '), id);
    if (!reaches(actor, rule, resolved)) {
      throw notAllowed(`This ${target.kind.replaceAll('-', ' ')} is not in your unit.`);
    }
  }
}

/** True if one of the actor's roles that the rule names reaches the target. */
function reaches(actor: Actor, rule: AccessRule, target: ResolvedTarget): boolean {
  return actor.roles.some(({ role, unitId }) => {
    if (!rule.roles.includes(role)) return false;
    if (UNIT_ROLES.includes(role)) return unitId !== null && target.unitIds.includes(unitId);
    if (role !== 'staff') return true;
    if (rule.staff === 'own') return actor.personId !== null && target.personId === actor.personId;
    return target.unitIds.some((id) => actor.placedUnitIds.includes(id));
  });
}

function assertMayNameNothing(targets: readonly Required<AccessTarget>[]): void {
  if (targets.every(({ optional }) => optional)) return;
  const names = targets.map(({ name }) => name).join(' or ');
  throw invalid({ path: targets[0]?.name ?? '', message: `${names} is missing: say which one it is about.` });
}

function valueOf(request: SignedInRequest, { from, name }: AccessTarget): unknown {
  const holder: unknown = from === 'query' ? request.query : from === 'body' ? request.body : request.params;
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name)) return undefined;
  return (holder as Record<string, unknown>)[name];
}

function malformed(target: AccessTarget, id: unknown): DomainError {
  const error: FieldError = {
    path: target.name,
    message: `${JSON.stringify(id)?.slice(0, 100) ?? 'nothing'} is not an id; ids look like 3f2c9a70-5b1e-4d5c-9a55-0d6f3c1e2b7a.`,
  };
  return invalid(error);
}

function assertCsrf(request: SignedInRequest, session: OpenSession): void {
  if (SAFE_METHODS.has(request.method)) return;
  const token = request.get('x-csrf-token');
  if (token !== undefined && session.acceptsCsrfToken(token)) return;
  throw notAllowed(
    `The header X-CSRF-Token is ${token === undefined ? 'missing' : 'not that of your session'}; GET /api/v1/sessions/current gives the right one.`,
    'csrf-token-wrong',
  );
}

const TITLES: Record<Role, string> = {
  staff: 'a member of staff',
  coordinator: 'a rota coordinator',
  supervisor: 'a supervisor',
  hr: 'HR',
  'director-of-medical-education': 'the director of medical education',
  guardian: 'the guardian of safe working hours',
  auditor: 'an auditor',
  admin: 'an administrator',
};

function listed(roles: readonly Role[]): string {
  return roles.map((role) => TITLES[role]).join(', or ');
}
