import { type UseQueryResult } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { Loaded } from './states';

/** `Loaded` for what gives a page its heading: until it is there, and if it never is, the page is called `title`. */
export function PageLoaded<Data>({
  query,
  title,
  what,
  children,
}: {
  query: UseQueryResult<Data>;
  title: string;
  what: string;
  children: (data: Data) => ReactNode;
}) {
  return (
    <>
      {query.data === undefined ? <h1 className="nhsuk-heading-l">{title}</h1> : null}
      <Loaded query={query} what={what}>
        {children}
      </Loaded>
    </>
  );
}
