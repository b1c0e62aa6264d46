import { type AccessRule } from '../../common/access.js';
import { type Actor, may } from '../../common/actor.js';
import { notAllowed } from '../../common/domain-error.js';

export const REPORT = { from: 'param', name: 'id', kind: 'exception-report' } as const;
export const GUARDIAN: AccessRule = { roles: ['guardian'] };

/** Whoever coordinates or supervises must not learn who reports, whatever else they are. */
export function assertApart(actor: Actor): void {
  if (!may(actor, 'coordinator') && !may(actor, 'supervisor')) return;
  throw notAllowed(
    'Exception reports are withheld from whoever coordinates or supervises a rota, also from those who work in HR as well. An account for HR alone can open them.',
    'withheld',
  );
}
