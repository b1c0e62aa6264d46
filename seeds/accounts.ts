import { type Role } from '../src/common/role.js';
import { MAIL_DOMAIN } from './organisation.js';

export interface DemoAccount {
  readonly role: Role;
  /** Code of the unit, for roles that are held in one. */
  readonly unitCode: string | null;
  /** A member of staff of the demo, or somebody who is on no rota. */
  readonly holder:
    { readonly staffNumber: string } | { readonly displayName: string; readonly email: string };
}

/** Sign-ins, each with one main role. A member of staff who holds another role is staff as well. */
export const accounts: readonly DemoAccount[] = [
  office('coordinator', 'Philippa Danvers-Cole', 'ED'),
  office('coordinator', 'Raymond Abiodun', 'HEATHER'),
  { role: 'staff', unitCode: null, holder: { staffNumber: '100001' } },
  { role: 'staff', unitCode: null, holder: { staffNumber: '100016' } },
  { role: 'staff', unitCode: null, holder: { staffNumber: '100021' } },
  { role: 'staff', unitCode: null, holder: { staffNumber: '200010' } },
  { role: 'staff', unitCode: null, holder: { staffNumber: '200030' } },
  { role: 'supervisor', unitCode: 'ED', holder: { staffNumber: '100024' } },
  { role: 'supervisor', unitCode: 'HEATHER', holder: { staffNumber: '200001' } },
  office('hr', 'Denise Fotherby'),
  office('director-of-medical-education', 'Hilary Strangways'),
  office('guardian', 'Obinna Castell'),
  office('auditor', 'Judith Penhallow'),
  office('admin', 'Kieran Mossop'),
];

function office(role: Role, displayName: string, unitCode: string | null = null): DemoAccount {
  const email = `${displayName.toLowerCase().replaceAll(' ', '.')}@${MAIL_DOMAIN}`;
  return { role, unitCode, holder: { displayName, email } };
}
