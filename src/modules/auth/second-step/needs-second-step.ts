import { type ActorRole } from '../../../common/actor.js';
import { type Role } from '../../../common/role.js';
import { type AppConfig } from '../../../config/config.js';
import { type AccountEntity } from '../account.entity.js';

/** Whoever holds one of these may change other people's work, or their sign-ins. */
const PRIVILEGED: ReadonlySet<Role> = new Set(['admin', 'hr', 'coordinator']);

/** True if an account may use a session that began with its password only with a second step. */
export function needsSecondStep(
  { isDemo }: Pick<AccountEntity, 'isDemo'>,
  roles: readonly ActorRole[],
  { secondStep }: Pick<AppConfig, 'secondStep'>,
): boolean {
  return secondStep === 'privileged' && !isDemo && roles.some(({ role }) => PRIVILEGED.has(role));
}
