import { useQuery } from '@tanstack/react-query';
import { mendsQuery } from '../api/queries';
import { type Mend, type Violation } from '../api/types';
import { Loaded } from '../common/states';
import { mendCosts, mendWords } from './apply-mend';
import { type GridModel } from './grid-model';
import { type Edit, violationKey } from './use-edits';
import { type useMends } from './use-mends';
import { ViolationList } from './violation-list';

export interface MendTarget {
  model: GridModel;
  personId: string;
  /** Left out: of the whole rota. */
  date?: string;
  /** The edit that was refused: what it would newly break is mended, not what stands. */
  proposed?: Edit | undefined;
  mends: ReturnType<typeof useMends>;
}

/** Breaches around a person's day, each with the changes that would end it. */
export function MendableList({ violations, ...target }: MendTarget & { violations: readonly Violation[] }) {
  return (
    <ViolationList
      violations={violations}
      after={(violation) => <OffersFor violation={violation} {...target} />}
    />
  );
}

/** The ways out of a refused edit, below the sentences that say why it was refused. */
export function WaysOut({ violations, ...target }: MendTarget & { violations: readonly Violation[] }) {
  return (
    <section aria-labelledby="ways-out" className="nhsuk-u-margin-bottom-3">
      <h3 className="nhsuk-heading-xs nhsuk-u-margin-bottom-1" id="ways-out">
        Ways to mend it
      </h3>
      {violations.map((violation) => (
        <div key={violationKey(violation)}>
          {violations.length > 1 ? <p className="nhsuk-u-margin-bottom-1">{violation.name}:</p> : null}
          <OffersFor violation={violation} {...target} />
        </div>
      ))}
    </section>
  );
}

function OffersFor({
  violation,
  model,
  personId,
  date,
  proposed,
  mends,
}: MendTarget & { violation: Violation }) {
  const query = useQuery(
    mendsQuery(model.grid.rota.id, {
      personId,
      ...(date === undefined ? {} : { date }),
      ...(proposed?.to === undefined ? {} : { shiftTypeId: proposed.to.shiftTypeId }),
      ...(proposed?.from === undefined ? {} : { insteadOf: proposed.from.id }),
    }),
  );
  return (
    <Loaded query={query} what="ways to mend it">
      {({ items }) => (
        <Offers
          model={model}
          violation={violation}
          offers={items.find((item) => violationKey(item.violation) === violationKey(violation))?.mends ?? []}
          disabled={mends.isPending}
          onTake={(mend) => mends.take(model, mend, proposed)}
        />
      )}
    </Loaded>
  );
}

function Offers({
  model,
  violation,
  offers,
  disabled,
  onTake,
}: {
  model: GridModel;
  violation: Violation;
  offers: readonly Mend[];
  disabled: boolean;
  onTake: (mend: Mend) => void;
}) {
  if (offers.length === 0) {
    return <p className="rw-secondary">No single change of this person&apos;s shifts would end it.</p>;
  }
  return (
    <ul className="rw-mends" aria-label={`Ways to mend: ${violation.name}`}>
      {offers.map((mend) => {
        const words = mendWords(model, mend);
        return (
          <li key={words}>
            <button
              type="button"
              className="nhsuk-button nhsuk-button--secondary nhsuk-button--small rw-mends__button"
              disabled={disabled}
              onClick={() => onTake(mend)}
            >
              {words}
            </button>
            {mendCosts(mend).map((cost) => (
              <span className="rw-secondary rw-mends__cost" key={cost}>
                {cost}
              </span>
            ))}
          </li>
        );
      })}
    </ul>
  );
}
