import { QueryClient } from '@tanstack/react-query';
import { isProblem } from './problem';

const MOST_RETRIES = 2;

/** A refusal is final; only a failure of the way there, or of the service itself, is tried again. */
function worthRetrying(failures: number, error: Error): boolean {
  const status = isProblem(error) ? error.problem.status : 0;
  return failures < MOST_RETRIES && (status === 0 || status >= 500);
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 10_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
