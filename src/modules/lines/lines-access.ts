import { type AccessRule, type AccessTarget } from '../../common/access.js';
import { type Role } from '../../common/role.js';

/** Those who plan a unit, and those who watch over hours. */
const READERS: readonly Role[] = [
  'coordinator',
  'supervisor',
  'hr',
  'guardian',
  'director-of-medical-education',
];
/** Medical staffing, and whoever plans the unit. */
const EDITORS: readonly Role[] = ['coordinator', 'hr'];

/** And who answers for training. */
const EDUCATORS: readonly Role[] = [...EDITORS, 'director-of-medical-education'];

export const TEMPLATE_TARGET = 'rota-template';
export const ALLOCATION_TARGET = 'line-allocation';

export const reads = (target: AccessTarget): AccessRule => ({ roles: READERS, target });
export const edits = (target: AccessTarget): AccessRule => ({ roles: EDITORS, target });

export const setsNeeds = (target: AccessTarget): AccessRule => ({ roles: EDUCATORS, target });

export const OF_QUERY: AccessTarget = { from: 'query', name: 'unitId' };
export const OF_BODY: AccessTarget = { from: 'body', name: 'unitId' };
export const OF_TEMPLATE: AccessTarget = { from: 'param', name: 'id', kind: TEMPLATE_TARGET };
export const OF_ALLOCATION: AccessTarget = { from: 'param', name: 'id', kind: ALLOCATION_TARGET };
