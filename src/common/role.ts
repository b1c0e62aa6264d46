export const ROLES = [
  'staff',
  'coordinator',
  'supervisor',
  'hr',
  'director-of-medical-education',
  'guardian',
  'auditor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** These roles are held in a unit; the others in the whole organisation. */
export const UNIT_ROLES: readonly Role[] = ['coordinator', 'supervisor'];
