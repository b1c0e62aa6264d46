import { type Account } from '../api/types';
import {
  administers,
  answersReports,
  coordinates,
  countsReports,
  entersHours,
  seesLines,
  seesPay,
  seesRequests,
  seesRotations,
  takesInSheets,
} from '../session/permissions';

export interface NavigationLink {
  readonly to: string;
  readonly label: string;
}

/** Links that belong together, under one name. */
export interface NavigationGroup {
  readonly name: string;
  readonly links: readonly NavigationLink[];
}

/** What those have who look after rotas; groups without a link are left out. @param unitId null: there is no unit yet */
export function navigationGroups(account: Account, unitId: string | null): NavigationGroup[] {
  const ofUnit = (page: string, label: string, may = true): NavigationLink[] =>
    unitId === null || !may ? [] : [{ to: `/units/${unitId}/${page}`, label }];
  const isIn = (may: (account: Account, unitId: string) => boolean): boolean =>
    unitId !== null && may(account, unitId);
  const groups: NavigationGroup[] = [
    {
      name: 'Rota',
      links: [
        ...ofUnit('rotas', 'Rotas'),
        ...ofUnit('lines', 'Lines', seesLines(account)),
        ...ofUnit('requests', 'Requests and leave', seesRequests(account)),
        ...ofUnit('leave', 'Leave', isIn(entersHours)),
        ...ofUnit('swaps', 'Swaps', isIn(coordinates)),
        ...ofUnit('vacancies', 'Vacancies', isIn(coordinates)),
      ],
    },
    {
      name: 'Staff',
      links: [...ofUnit('people', 'People'), ...link('/sign-ins', 'Sign-ins', administers(account))],
    },
    {
      name: 'New rotations',
      links: [
        ...link('/rotations', 'Rotations', seesRotations(account)),
        ...link('/intakes', 'Intake', takesInSheets(account)),
      ],
    },
    {
      name: 'Hours and pay',
      links: [
        ...ofUnit('worked-hours', 'Worked hours', isIn(entersHours)),
        ...ofUnit('pay', 'Pay', seesPay(account)),
        ...ofUnit('work-schedules', 'Work schedules', seesPay(account)),
        ...ofUnit('exception-reports', 'Exception reports', isIn(countsReports)),
        ...link('/exception-reports', 'Exception reports', answersReports(account)),
      ],
    },
    {
      name: 'Settings',
      links: [
        ...ofUnit('shift-types', 'Shift types'),
        ...ofUnit('cover', 'Cover'),
        ...ofUnit('rules', 'Rules'),
        ...link('/templates', 'Templates'),
        ...link('/units', 'Units', administers(account)),
        ...link('/directories', 'Directories', administers(account)),
      ],
    },
    { name: 'My own work', links: account.personId === null ? [] : OWN_LINKS },
  ];
  return groups.filter(({ links }) => links.length > 0);
}

/** What somebody has of their own who works on a rota. */
export const OWN_LINKS: readonly NavigationLink[] = [
  { to: '/my-rota', label: 'My rota' },
  { to: '/swaps', label: 'My swaps' },
  { to: '/open-shifts', label: 'Open shifts' },
  { to: '/my-pay', label: 'My pay' },
  { to: '/my-work-schedules', label: 'My work schedules' },
  { to: '/leave', label: 'My leave' },
  { to: '/requests', label: 'My requests' },
  { to: '/my-exception-reports', label: 'My exception reports' },
];

function link(to: string, label: string, may = true): NavigationLink[] {
  return may ? [{ to, label }] : [];
}

/** The link to the page at a path, or to the one that the page is part of; null: neither is linked. */
export function currentLink(links: readonly NavigationLink[], path: string): NavigationLink | null {
  const leading = links.filter(({ to }) => path === to || path.startsWith(`${to}/`));
  // "/units" leads to the units, and not to all that a unit has.
  const own = leading.filter(({ to }) => to !== '/units' || path === to);
  return own.toSorted((a, b) => b.to.length - a.to.length)[0] ?? null;
}
