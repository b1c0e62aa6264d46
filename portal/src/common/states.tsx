import { Button } from 'nhsuk-react-components';
import { type ReactNode, useEffect, useState } from 'react';
import { type UseQueryResult } from '@tanstack/react-query';
import { isProblem } from '../api/problem';

const SLOW_MS = 1000;

/** Says that something loads, once that takes longer than a second. */
export function Loading({ what }: { what: string }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p role="status" className="rw-loading">
      {slow ? `Loading ${what}…` : ''}
    </p>
  );
}

/** Why something cannot be shown, and a way to try again where trying may help. */
export function Failure({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const status = isProblem(error) ? error.problem.status : 0;
  const mayPass = status === 0 || status >= 500 || status === 429;
  return (
    <div className="nhsuk-inset-text rw-failure" role="alert">
      <p className="nhsuk-u-font-weight-bold">{headline(status, error)}</p>
      <p>{error.message}</p>
      {mayPass && onRetry !== undefined ? (
        <Button type="button" secondary small onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}

function headline(status: number, error: Error): string {
  if (status === 0 && isProblem(error)) return 'The service cannot be reached';
  if (status === 403) return 'You may not see this';
  if (status === 404) return 'This does not exist, or is not yours to see';
  if (status >= 500) return 'The service is in trouble';
  return isProblem(error) ? error.problem.title : 'Something went wrong on this page';
}

/** Shows the data of a query, or that it loads, or why there is none. */
export function Loaded<Data>({
  query,
  what,
  children,
}: {
  query: UseQueryResult<Data>;
  what: string;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading what={what} />;
}
