import { Button } from 'nhsuk-react-components';
import { useEffect, useRef } from 'react';

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="nhsuk-inset-text">
      <h3 className="nhsuk-heading-s" tabIndex={-1} ref={heading}>
        Keep these recovery codes
      </h3>
      <p>
        Codes are on. Should you lose your phone, each of these signs you in once in place of a code. They are
        shown this once: print them, or write them down, and keep them apart from your password.
      </p>
      <ul className="nhsuk-list rw-recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Button type="button" onClick={onKept}>
        I have kept them
      </Button>
    </div>
  );
}
