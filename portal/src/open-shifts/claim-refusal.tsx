import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { isProblem, isRecord } from '../api/problem';
import { offeredVacanciesQuery } from '../api/staff-queries';
import { type OfferedVacancy } from '../api/staff-types';
import { ChangeRefusal } from '../common/change-refusal';
import { shiftInWords } from '../common/shift-words';

/** Why a claim was refused, and at once what else is open. */
export function ClaimRefusal({ error }: { error: Error }) {
  return (
    <ChangeRefusal error={error}>
      <OtherOpenShifts but={idOf(error)} />
    </ChangeRefusal>
  );
}

/** The next open shifts that the reader may work. */
export function OtherOpenShifts({ but }: { but?: string }) {
  const offered = useQuery(offeredVacanciesQuery);
  const able = offered.data?.filter((vacancy) => vacancy.able === true && vacancy.id !== but) ?? [];
  if (able.length === 0) {
    return (
      <p className="nhsuk-u-margin-bottom-0">
        Nothing else is open for you now. <Link to="/my-rota">See your rota as it is</Link>
      </p>
    );
  }
  return (
    <>
      <p className="nhsuk-u-margin-bottom-1">Still open for you:</p>
      <ul className="nhsuk-list nhsuk-u-margin-bottom-0">
        {able.slice(0, SHOWN).map((vacancy) => (
          <Other key={vacancy.id} vacancy={vacancy} />
        ))}
      </ul>
    </>
  );
}

const SHOWN = 5;

function Other({ vacancy }: { vacancy: OfferedVacancy }) {
  return (
    <li>
      <Link to={`/open-shifts/${vacancy.id}`}>
        {shiftInWords(vacancy)}, {vacancy.unitName}
      </Link>
    </li>
  );
}

function idOf(error: Error): string | undefined {
  if (!isProblem(error) || !isRecord(error.problem.current)) return undefined;
  const { id } = error.problem.current;
  return typeof id === 'string' ? id : undefined;
}
