import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { allPages } from '../api/pages';
import { type Answer } from '../api/types';

const PAGE = 500;

export type SignIn = Answer<'/api/v1/sign-ins/{id}', 'get'>;
export type HeldRole = Pick<SignIn['roles'][number], 'role' | 'unitId'>;

export const signInsQuery = (search: string) =>
  queryOptions({
    queryKey: ['sign-ins', { search }],
    queryFn: () =>
      allPages((cursor) =>
        answer(
          api.GET('/api/v1/sign-ins', {
            params: { query: { cursor, limit: PAGE, ...(search === '' ? {} : { search }) } },
          }),
        ),
      ),
  });
