import { describe, expect, it } from 'vitest';
import { type Account } from '../api/types';
import { currentLink, navigationGroups } from './navigation-groups';

const UNIT = '4f2f0d0e-8a43-4a57-9c9e-1d7f3f0f5a11';

function account(...roles: string[]): Account {
  const held = roles.map((role) => ({ role, unitId: role === 'coordinator' ? UNIT : null }));
  return { roles: held, personId: null } as unknown as Account;
}

const labels = (of: Account, unitId: string | null = UNIT): string[] =>
  navigationGroups(of, unitId).flatMap(({ links }) => links.map(({ label }) => label));

describe('the groups of the main navigation', () => {
  it('have each link once, whatever roles somebody has', () => {
    for (const roles of [['hr'], ['coordinator'], ['admin', 'hr'], ['guardian'], ['hr', 'coordinator']]) {
      const all = labels(account(...roles));
      expect([roles, new Set(all).size]).toEqual([roles, all.length]);
    }
  });

  it('leave out what somebody may not see, and groups without any link', () => {
    expect(labels(account('coordinator'))).not.toContain('Pay');
    expect(labels(account('hr'))).toEqual(expect.arrayContaining(['Pay', 'Intake', 'Rotations']));
    expect(navigationGroups(account('auditor'), null).map(({ name }) => name)).toEqual(['Settings']);
  });

  it.each([
    [`/units/${UNIT}/lines/templates/1/edit`, 'Lines'],
    [`/units/${UNIT}/leave/limits`, 'Leave'],
    ['/rotations/7', 'Rotations'],
    ['/units', 'Units'],
    ['/my-sign-in', null],
    [`/units/${UNIT}/other`, null],
  ])('at %s lead from %s', (path, label) => {
    const links = navigationGroups(account('hr', 'admin'), UNIT).flatMap((group) => group.links);
    expect(currentLink(links, path)?.label ?? null).toBe(label);
  });
});
