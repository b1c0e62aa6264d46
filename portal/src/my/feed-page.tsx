import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api, csrf } from '../api/client';
import { myFeedQuery } from '../api/staff-queries';
import { announce } from '../common/announcer';
import { ChangeRefusal } from '../common/change-refusal';
import { formatInstant } from '../common/dates';
import { Loaded } from '../common/states';
import { usePageTitle } from '../common/use-page-title';

/** The private address under which the reader's own calendar finds their shifts: make, copy, end. */
export function FeedPage() {
  const feed = useQuery(myFeedQuery);
  const [address, setAddress] = useState<string | null>(null);
  const { create, revoke } = useFeed(setAddress);
  const refused = create.error ?? revoke.error;
  usePageTitle('Your shifts in your own calendar');
  return (
    <>
      <p>
        <Link to="/my-rota">Back to my rota</Link>
      </p>
      <h1 className="nhsuk-heading-l">Your shifts in your own calendar</h1>
      {refused === null ? null : <ChangeRefusal error={refused} />}
      <p>
        A calendar app that is given this address shows your published shifts and follows every change. Some
        apps look only once in a few hours or a day, so changes are mailed to you as well.
      </p>
      {address === null ? null : <NewAddress address={address} />}
      <Loaded query={feed} what="your calendar address">
        {(found) => (
          <>
            <p>{stateWords(found)}</p>
            <div className="rw-buttons">
              <Button
                type="button"
                secondary={found.exists}
                disabled={create.isPending}
                onClick={() => create.mutate()}
              >
                {found.exists ? 'Make a new address and end this one' : 'Make an address'}
              </Button>
              {found.exists ? (
                <Button type="button" warning disabled={revoke.isPending} onClick={() => revoke.mutate()}>
                  End the address
                </Button>
              ) : null}
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

function stateWords(feed: { exists: boolean; createdAt: string | null; lastUsedAt: string | null }): string {
  if (!feed.exists || feed.createdAt === null) return 'You have no address at the moment.';
  const made = `You have an address, made on ${formatInstant(feed.createdAt)}.`;
  return feed.lastUsedAt === null
    ? `${made} No calendar has used it yet.`
    : `${made} A calendar last used it on ${formatInstant(feed.lastUsedAt)}.`;
}

function NewAddress({ address }: { address: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <section className="rw-panel rw-panel--news" aria-labelledby="address-title">
      <h2 className="nhsuk-heading-s nhsuk-u-margin-bottom-1" id="address-title">
        Your new address
      </h2>
      <p>
        Add it in your calendar app as a subscribed calendar. It is shown this once: whoever knows it can read
        your shifts, so give it to nobody.
      </p>
      <p className="rw-address">
        <code>{address}</code>
      </p>
      <Button
        type="button"
        small
        onClick={() => {
          void copy(address).then((done) => {
            setCopied(done);
            announce(done ? 'Copied.' : 'It could not be copied; mark the address and copy it by hand.');
          });
        }}
      >
        {copied ? 'Copied' : 'Copy the address'}
      </Button>
    </section>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function useFeed(onAddress: (address: string | null) => void) {
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: myFeedQuery.queryKey });
  const create = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/my/feed', { params: { header: csrf() } })),
    onSuccess: ({ url }) => {
      onAddress(url);
      announce('Made a new address.');
    },
    onSettled,
  });
  const revoke = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/my/feed/revoke', { params: { header: csrf() } })),
    onSuccess: () => {
      onAddress(null);
      announce('Ended the address. Calendars that use it get nothing any more.');
    },
    onSettled,
  });
  return { create, revoke };
}
