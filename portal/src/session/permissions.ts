import { type Account } from '../api/types';

const SEES_EVERY_UNIT = new Set(['admin', 'hr', 'auditor', 'guardian', 'director-of-medical-education']);
const SEES_REQUESTS = new Set(['coordinator', 'supervisor', 'hr', 'admin']);
const SEES_ITS_UNIT = new Set(['coordinator', 'supervisor']);

/** Whether the account looks after rotas, rather than only working on one. */
export function seesRotas(account: Account): boolean {
  return account.roles.some(({ role }) => SEES_EVERY_UNIT.has(role) || SEES_ITS_UNIT.has(role));
}

/** Whether the account has to do with what people ask for and when they are away. */
export function seesRequests(account: Account): boolean {
  return account.roles.some(({ role }) => SEES_REQUESTS.has(role));
}

/** Whether the account may change and publish a unit's rotas. The service has the last word. */
export function coordinates(account: Account, unitId: string): boolean {
  return account.roles.some((held) => held.role === 'coordinator' && held.unitId === unitId);
}

/** Whether the account may set a rule otherwise for a unit. */
export function setsRules(account: Account): boolean {
  return account.roles.some(({ role }) => role === 'hr');
}

/** Whether the account may see what people are paid. */
export function seesPay(account: Account): boolean {
  return account.roles.some(({ role }) => role === 'hr');
}

/** Whether the account may enter what was worked in a unit. */
export function entersHours(account: Account, unitId: string): boolean {
  return seesPay(account) || coordinates(account, unitId);
}
