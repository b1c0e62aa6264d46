import { Checkboxes } from 'nhsuk-react-components';
import { type HeldRole } from './queries';
import { ORGANISATION_ROLES, ROLE_NAMES, roleKey, UNIT_ROLES } from './role-words';

interface Choice {
  readonly held: HeldRole;
  readonly label: string;
}

/** Every role that there is to give: those of the organisation, and those of each unit. */
export function RoleChoice({
  roles,
  units,
  error,
  onChange,
}: {
  roles: readonly HeldRole[];
  units: readonly { id: string; name: string }[];
  error: string | undefined;
  onChange: (roles: HeldRole[]) => void;
}) {
  const chosen = new Set(roles.map(roleKey));
  const toggle = ({ held }: Choice, on: boolean) => {
    const others = roles.filter((each) => roleKey(each) !== roleKey(held));
    onChange(on ? [...others, held] : others);
  };
  const boxes = (choices: readonly Choice[], prefix: string) =>
    choices.map((choice, index) => (
      <Checkboxes.Item
        key={roleKey(choice.held)}
        id={`${prefix}-${index}`}
        value={roleKey(choice.held)}
        defaultChecked={chosen.has(roleKey(choice.held))}
        onChange={(event) => toggle(choice, event.currentTarget.checked)}
      >
        {choice.label}
      </Checkboxes.Item>
    ));
  const everywhere = ORGANISATION_ROLES.map((role) => ({
    held: { role, unitId: null },
    label: ROLE_NAMES[role],
  }));
  return (
    <>
      <Checkboxes
        name="sign-in-roles"
        idPrefix="sign-in-role"
        legend="Roles in the whole hospital"
        small
        error={error}
      >
        {boxes(everywhere, 'sign-in-role')}
      </Checkboxes>
      {units.map(({ id, name }, index) => (
        <Checkboxes
          key={id}
          name={`sign-in-unit-${index}`}
          idPrefix={`sign-in-unit-${index}`}
          legend={`Roles in ${name}`}
          small
        >
          {boxes(
            UNIT_ROLES.map((role) => ({ held: { role, unitId: id }, label: `${ROLE_NAMES[role]}, ${name}` })),
            `sign-in-unit-${index}`,
          )}
        </Checkboxes>
      ))}
    </>
  );
}
