import { type Account } from '../api/types';

const SEES_EVERY_UNIT = new Set(['admin', 'hr', 'auditor', 'guardian', 'director-of-medical-education']);
const SEES_REQUESTS = new Set(['coordinator', 'supervisor', 'hr', 'admin']);
const SEES_LINES = new Set(['coordinator', 'supervisor', 'hr', 'guardian', 'director-of-medical-education']);
const SEES_ROTATIONS = new Set(['hr', 'guardian', 'director-of-medical-education']);
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

/** Whether the account may invite people of a unit to sign in. */
export function invites(account: Account, unitId: string): boolean {
  return account.roles.some(({ role }) => role === 'hr' || role === 'admin') || coordinates(account, unitId);
}

/** Whether the account may set a rule otherwise for a unit. */
export function setsRules(account: Account): boolean {
  return account.roles.some(({ role }) => role === 'hr');
}

/** Whether the account may see what people are paid. */
export function seesPay(account: Account): boolean {
  return account.roles.some(({ role }) => role === 'hr');
}

/** Whether the account enters what leave people have. */
export function entersLeave(account: Account): boolean {
  return account.roles.some(({ role }) => role === 'hr');
}

/** Whether the account takes in the deanery's sheets and keeps the clock of rotations. */
export function takesInSheets(account: Account): boolean {
  return account.roles.some(({ role }) => role === 'hr');
}

/** Whether the account sets the hospital up: its units, and who may sign in. */
export function administers(account: Account): boolean {
  return account.roles.some(({ role }) => role === 'admin');
}

/** Whether the account watches over the notice that is given before rotations. */
export function seesRotations(account: Account): boolean {
  return account.roles.some(({ role }) => SEES_ROTATIONS.has(role));
}

/** Whether the account may enter what was worked in a unit. */
export function entersHours(account: Account, unitId: string): boolean {
  return seesPay(account) || coordinates(account, unitId);
}

/** Whether the account sees rota templates and who is on their lines. */
export function seesLines(account: Account): boolean {
  return account.roles.some(({ role }) => SEES_LINES.has(role));
}

/** Whether the account may put doctors of a unit on lines. */
export function allocatesLines(account: Account, unitId: string): boolean {
  return takesInSheets(account) || coordinates(account, unitId);
}

/** Whether the account may say which shifts doctors of a unit need for their training. */
export function setsTrainingNeeds(account: Account, unitId: string): boolean {
  return (
    allocatesLines(account, unitId) ||
    account.roles.some(({ role }) => role === 'director-of-medical-education')
  );
}

const WITHHELD_FROM = new Set(['coordinator', 'supervisor']);

/** Whether exception reports may come to the account: never to one that plans or supervises as well. */
export function answersReports(account: Account): boolean {
  return seesRotations(account) && !account.roles.some(({ role }) => WITHHELD_FROM.has(role));
}

/** Whether the account sees of a unit's exception reports only how many they are. */
export function countsReports(account: Account, unitId: string): boolean {
  return account.roles.some((held) => WITHHELD_FROM.has(held.role) && held.unitId === unitId);
}
