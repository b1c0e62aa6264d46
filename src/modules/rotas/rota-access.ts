import { type AccessRule } from '../../common/access.js';
import { type Role } from '../../common/role.js';

/** Those who plan a unit, and those who watch over hours; administrators set up and see no rota. */
export const READING_ROLES: readonly Role[] = [
  'coordinator',
  'supervisor',
  'hr',
  'guardian',
  'director-of-medical-education',
];

const rota = { from: 'param', name: 'rotaId', kind: 'rota' } as const;
const fill = { from: 'param', name: 'fillId', kind: 'fill' } as const;

export const ROTA_READERS: AccessRule = { roles: READING_ROLES, target: rota };
export const ROTA_EDITORS: AccessRule = { roles: ['coordinator'], target: rota };
export const FILL_READERS: AccessRule = { roles: READING_ROLES, target: fill };
export const FILL_EDITORS: AccessRule = { roles: ['coordinator'], target: fill };
