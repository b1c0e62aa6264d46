import { type HeldRole, type SignIn } from './queries';

type Role = HeldRole['role'];

/** Roles as people call them, in the order in which a form offers them. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  coordinator: 'Rota coordinator',
  supervisor: 'Supervisor',
  hr: 'Medical-staffing HR',
  'director-of-medical-education': 'Director of medical education',
  guardian: 'Guardian of safe working hours',
  auditor: 'Auditor',
  admin: 'Administrator',
  staff: 'Member of staff',
};

/** Held in a unit. */
export const UNIT_ROLES: readonly Role[] = ['coordinator', 'supervisor'];
export const ORGANISATION_ROLES = (Object.keys(ROLE_NAMES) as Role[]).filter(
  (role) => !UNIT_ROLES.includes(role),
);

/** `Rota coordinator, Ward A` */
export function roleInWords({ role, unitName }: SignIn['roles'][number]): string {
  return unitName === null ? ROLE_NAMES[role] : `${ROLE_NAMES[role]}, ${unitName}`;
}

export const roleKey = ({ role, unitId }: HeldRole): string => `${role} ${unitId ?? ''}`;
