import { packs } from '../../../solver/rules/index.js';

/** What every rota keeps whatever the contract; nobody is employed under it. */
const OF_NO_CONTRACT = 'rota';

/** Codes of the rule packs that a placement may be under; a pack about wards is nobody's contract. */
export const CONTRACT_CODES: readonly string[] = [
  ...new Set(packs.filter(({ rules }) => rules.length > 0).map(({ code }) => code)),
].filter((code) => code !== OF_NO_CONTRACT);
