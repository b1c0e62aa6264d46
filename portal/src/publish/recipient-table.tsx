import { Details } from 'nhsuk-react-components';
import { useState } from 'react';
import { type Recipient } from '../api/types';
import { count } from '../common/dates';

/** Who gets a mail, and each mail as it will be sent. */
export function RecipientTable({ recipients }: { recipients: readonly Recipient[] }) {
  if (recipients.length === 0) return <p>Nobody is on this rota yet, so there is nobody to write to.</p>;
  return (
    <>
      <h3 className="nhsuk-heading-s">Mails</h3>
      <ul className="nhsuk-list rw-recipients">
        {recipients.map((recipient) => (
          <li key={recipient.personId}>
            <Mail recipient={recipient} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Mail({ recipient }: { recipient: Recipient }) {
  const [open, setOpen] = useState(false);
  const { displayName, email, shifts, subject, text } = recipient;
  return (
    <Details className="nhsuk-u-margin-bottom-1" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <Details.Summary>
        {displayName}: {count(shifts.length, 'shift')}
      </Details.Summary>
      <Details.Text>
        {open ? (
          <>
            <p className="nhsuk-u-margin-bottom-2">
              To: {email ?? 'no address'}
              <br />
              Subject: {subject}
              <br />
              {changeWords(recipient)}
            </p>
            <pre className="rw-mail-text">{text}</pre>
          </>
        ) : null}
      </Details.Text>
    </Details>
  );
}

function changeWords({ changes }: Recipient): string {
  const parts = [
    changes.added.length > 0 ? `${changes.added.length} added` : '',
    changes.changed.length > 0 ? `${changes.changed.length} changed` : '',
    changes.withdrawn.length > 0 ? `${changes.withdrawn.length} withdrawn` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'Nothing has changed since the last version.' : `Changes: ${parts.join(', ')}.`;
}
