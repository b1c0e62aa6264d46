import { Link } from 'react-router';

/** A link that looks like a button: it leads on to another page, and says so to a screen reader. */
export function LinkButton({
  to,
  children,
  secondary,
}: {
  to: string;
  children: string;
  secondary?: boolean;
}) {
  return (
    <Link
      className={secondary ? 'nhsuk-button nhsuk-button--secondary' : 'nhsuk-button'}
      to={to}
      draggable={false}
    >
      {children}
    </Link>
  );
}
