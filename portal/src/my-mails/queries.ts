import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { type Answer } from '../api/types';

export type MailPreferences = Answer<'/api/v1/my/mail-preferences', 'get'>;

export const mailPreferencesQuery = queryOptions({
  queryKey: ['my-mail-preferences'],
  queryFn: () => answer(api.GET('/api/v1/my/mail-preferences')),
});
