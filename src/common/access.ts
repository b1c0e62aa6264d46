import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { type Role } from './role.js';

/** Where a route finds what it is about. */
export interface AccessTarget {
  readonly from: 'query' | 'body' | 'param';
  /** Name of the query parameter, body member or route parameter that holds an id. */
  readonly name: string;
  /** What the id is of; a resolver of that kind says which units it belongs to. Default `unit`. */
  readonly kind?: string;
  /** True: may be left out of a query or body; the handler then shows only what lies in `unitsWithin(actor, roles)`. */
  readonly optional?: boolean;
}

/** Who may call a route. */
export interface AccessRule {
  readonly roles: readonly Role[];
  /**
   * Coordinators and supervisors may only reach what belongs to their units. Several targets: of those that the
   * request names each has to be allowed, and it has to name one.
   */
  readonly target?: AccessTarget | readonly AccessTarget[];
  /** What staff may reach: what belongs to the units that they are placed in (default), or only what is their own. */
  readonly staff?: 'unit' | 'own';
}

export type Access = 'public' | 'signed-in' | AccessRule;

export const ACCESS = 'rotawright:access';

/**
 * Says who may call a route. Every route needs one: the service does not start without, and the rule stands in the
 * OpenAPI document as `x-access`.
 *
 * - `'public'`: anybody, without a session.
 * - `'signed-in'`: every account; the handler shows only the account's own things.
 * - `{roles, target}`: these roles; unit roles and staff only for the target's units.
 */
export function Access(access: Access): MethodDecorator {
  return applyDecorators(SetMetadata(ACCESS, access), ApiExtension('x-access', describeAccess(access)));
}

export const BEFORE_SECOND_STEP = 'rotawright:before-second-step';

/** A route that a session may use while its account still has to set up its second step. */
export const BeforeSecondStep = (): MethodDecorator => SetMetadata(BEFORE_SECOND_STEP, true);

interface DescribedAccess {
  readonly kind: 'public' | 'signed-in' | 'roles';
  readonly roles: readonly Role[];
  readonly targets: readonly Required<AccessTarget>[];
  readonly staff: 'unit' | 'own' | null;
}

function describeAccess(access: Access): DescribedAccess {
  if (typeof access === 'string') return { kind: access, roles: [], targets: [], staff: null };
  const staff = access.roles.includes('staff') ? (access.staff ?? 'unit') : null;
  return { kind: 'roles', roles: access.roles, targets: targetsOf(access), staff };
}

/** The targets of a rule with every default filled in. */
export function targetsOf(rule: AccessRule): readonly Required<AccessTarget>[] {
  if (rule.target === undefined) return [];
  const targets = Array.isArray(rule.target)
    ? (rule.target as readonly AccessTarget[])
    : [rule.target as AccessTarget];
  return targets.map((target) => ({ kind: 'unit', optional: false, ...target }));
}
