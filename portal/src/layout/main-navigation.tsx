import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Link, NavigationType, useLocation, useNavigationType } from 'react-router';
import { type Account } from '../api/types';
import { unitsQuery } from '../api/queries';
import { seesRotas } from '../session/permissions';
import {
  currentLink,
  type NavigationGroup,
  navigationGroups,
  type NavigationLink,
  OWN_LINKS,
} from './navigation-groups';
import { useCurrentUnitId } from './use-current-unit';

/** The links of whoever is signed in: in groups for those who look after rotas, else all at once. */
export function MainNavigation({ account }: { account: Account }) {
  return (
    <nav className="rw-navigation" aria-label="Main">
      {seesRotas(account) ? <Groups account={account} /> : <PlainLinks account={account} />}
    </nav>
  );
}

function PlainLinks({ account }: { account: Account }) {
  const { pathname } = useLocation();
  const links = [
    ...(account.personId === null ? [] : OWN_LINKS),
    { to: '/rules', label: 'Rules' },
    { to: '/templates', label: 'Templates' },
  ];
  return (
    <ul className="nhsuk-width-container-fluid rw-navigation__list">
      {links.map((link) => (
        <NavigationItem key={link.to} link={link} isCurrent={currentLink(links, pathname) === link} />
      ))}
    </ul>
  );
}

function Groups({ account }: { account: Account }) {
  const units = useQuery(unitsQuery);
  const ofPage = useCurrentUnitId();
  const { pathname } = useLocation();
  const groups = navigationGroups(account, ofPage ?? units.data?.[0]?.id ?? null);
  const all = groups.flatMap(({ links }) => links);
  // A rota's own pages are at the address of the rota, not of its unit.
  const current = pathname.startsWith('/rotas/')
    ? (all.find(({ label }) => label === 'Rotas') ?? null)
    : currentLink(all, pathname);
  const ownGroup = groups.find(({ links }) => current !== null && links.includes(current))?.name ?? null;
  const isRedirected = useNavigationType() === NavigationType.Replace;
  const [chosen, setChosen] = useState<{ path: string; name: string | null } | null>(null);
  // What was opened by hand holds until its reader goes to another page; a page that sends them on takes it along.
  if (chosen !== null && chosen.path !== pathname)
    setChosen(isRedirected ? { ...chosen, path: pathname } : null);
  const open = chosen === null ? ownGroup : chosen.name;
  return (
    <ul className="nhsuk-width-container-fluid rw-navigation__list">
      {groups.map((group) => (
        <Group
          key={group.name}
          group={group}
          current={current}
          isOpen={open === group.name}
          onToggle={(isOpen) => setChosen({ path: pathname, name: isOpen ? group.name : null })}
        />
      ))}
    </ul>
  );
}

function Group({
  group: { name, links },
  current,
  isOpen,
  onToggle,
}: {
  group: NavigationGroup;
  current: NavigationLink | null;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [only] = links;
  if (links.length === 1 && only !== undefined)
    return <NavigationItem link={only} isCurrent={only === current} />;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    onToggle(false);
    button.current?.focus();
  };
  return (
    <li className="rw-navigation__group" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className="rw-navigation__button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => onToggle(!isOpen)}
      >
        {name}
      </button>
      <ul id={id} className="rw-navigation__links" hidden={!isOpen}>
        {links.map((link) => (
          <NavigationItem key={link.to} link={link} isCurrent={link === current} />
        ))}
      </ul>
    </li>
  );
}

function NavigationItem({ link: { to, label }, isCurrent }: { link: NavigationLink; isCurrent: boolean }) {
  return (
    <li className="rw-navigation__item">
      <Link className="rw-navigation__link" to={to} aria-current={isCurrent ? 'page' : undefined}>
        {label}
      </Link>
    </li>
  );
}
