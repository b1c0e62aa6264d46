import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Details } from 'nhsuk-react-components';
import { useState } from 'react';
import { suggestionsQuery } from '../api/staff-queries';
import { type SwapOption, type SwapSuggestions, type SwapWay } from '../api/staff-types';
import { isProblem } from '../api/problem';
import { ChangeRefusal } from '../common/change-refusal';
import { count } from '../common/dates';
import { spokenName } from '../common/shift-words';
import { Loaded } from '../common/states';
import { WayCard } from './way-card';

const FIRST = 20;
const MOST = 200;

/** Every legal way of a kind, best first; and who is ruled out, with why. */
export function WayList({ assignmentId, way }: { assignmentId: string; way: SwapWay }) {
  const [limit, setLimit] = useState(FIRST);
  const found = useQuery({
    ...suggestionsQuery(assignmentId, way, limit),
    placeholderData: keepPreviousData,
  });
  if (isProblem(found.error) && found.error.problem.status === 409)
    return <ChangeRefusal error={found.error} />;
  return (
    <Loaded query={found} what="who can take it">
      {(suggestions) => (
        <>
          <Options suggestions={suggestions} way={way} />
          {suggestions.total > suggestions.options.length && limit < MOST ? (
            <Button type="button" secondary onClick={() => setLimit(MOST)}>
              {`Show more (${suggestions.total - suggestions.options.length} not shown)`}
            </Button>
          ) : null}
          <RuledOut ruledOut={suggestions.ruledOut} />
        </>
      )}
    </Loaded>
  );
}

const NONE: Readonly<Record<SwapWay, string>> = {
  'give-away':
    'Nobody can take it without giving you something for it. Look at Swap and Chain of three, or ask the pool.',
  direct: 'No swap with one other person would be allowed. Look at Chain of three, or ask the pool.',
  chain: 'No chain of three would be allowed. Ask the pool, or your coordinator.',
};

function Options({ suggestions: { options, total }, way }: { suggestions: SwapSuggestions; way: SwapWay }) {
  if (options.length === 0) return <p>{NONE[way]}</p>;
  return (
    <>
      <p>{count(total, 'way')} that every rule allows, best for the rota first.</p>
      <ol className="rw-cards">
        {options.map((option) => (
          <li key={keyOf(option)} className="rw-card">
            <WayCard option={option} />
          </li>
        ))}
      </ol>
    </>
  );
}

function keyOf({ hops }: SwapOption): string {
  return hops.map(({ assignmentId, to }) => `${assignmentId}${to.personId}`).join();
}

function RuledOut({ ruledOut }: { ruledOut: SwapSuggestions['ruledOut'] }) {
  if (ruledOut.length === 0) return null;
  return (
    <Details className="nhsuk-u-margin-top-4">
      <Details.Summary>
        Why {count(ruledOut.length, 'person', 'people')} cannot take it at all
      </Details.Summary>
      <Details.Text>
        <ul className="nhsuk-list">
          {ruledOut.map(({ personId, displayName, reasons }) => (
            <li key={personId}>
              <strong>{spokenName(displayName)}:</strong> {reasons.map(({ message }) => message).join(' ')}
            </li>
          ))}
        </ul>
      </Details.Text>
    </Details>
  );
}
