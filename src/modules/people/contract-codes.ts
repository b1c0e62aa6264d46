/** Codes of the rule packs that a placement may be under. */
export const CONTRACT_CODES = ['doctors2016', 'afc', 'wtr1998'] as const;
