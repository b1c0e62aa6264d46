import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { allPages } from '../api/pages';
import { type Answer, type Item } from '../api/types';

const PAGE = 500;

export type Directory = Item<Answer<'/api/v1/scim-directories', 'get'>>;
export type CreatedDirectory = Answer<'/api/v1/scim-directories', 'post'>;

export const directoriesQuery = queryOptions({
  queryKey: ['scim-directories'],
  queryFn: () =>
    allPages((cursor) =>
      answer(api.GET('/api/v1/scim-directories', { params: { query: { cursor, limit: PAGE } } })),
    ),
});
