import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client';
import { allPages } from './pages';
import { isProblem } from './problem';
import { type CurrentSession, type Preview, type Recipient } from './types';

const PAGE = 500;

export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: () => answer(api.GET('/api/v1/installation')),
  staleTime: Infinity,
});

/** Who is signed in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<CurrentSession | null> => {
    try {
      return await answer(api.GET('/api/v1/sessions/current'));
    } catch (error) {
      if (isProblem(error) && error.problem.status === 401) return null;
      throw error;
    }
  },
  staleTime: Infinity,
});

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: () =>
    allPages((cursor) => answer(api.GET('/api/v1/units', { params: { query: { cursor, limit: PAGE } } }))),
});

export const rotasQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['rotas', { unitId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/rotas', { params: { query: { unitId, cursor, limit: PAGE } } })),
      ),
  });

export const rotaQuery = (id: string) =>
  queryOptions({
    queryKey: ['rota', id],
    queryFn: () => answer(api.GET('/api/v1/rotas/{rotaId}', { params: { path: { rotaId: id } } })),
  });

export const gridQuery = (id: string) =>
  queryOptions({
    queryKey: ['rota', id, 'grid'],
    queryFn: () => answer(api.GET('/api/v1/rotas/{rotaId}/grid', { params: { path: { rotaId: id } } })),
  });

export const gapsQuery = (id: string) =>
  queryOptions({
    queryKey: ['rota', id, 'gaps'],
    queryFn: () => answer(api.GET('/api/v1/rotas/{rotaId}/gaps', { params: { path: { rotaId: id } } })),
  });

/** Whether the people could meet the demand at all. */
export const capacityQuery = (id: string) =>
  queryOptions({
    queryKey: ['rota', id, 'capacity'],
    queryFn: () => answer(api.GET('/api/v1/rotas/{rotaId}/capacity', { params: { path: { rotaId: id } } })),
  });

/** What would end the breaches around a person's day, or those that a shift would make there. */
export const mendsQuery = (
  id: string,
  query: { personId: string; date?: string; shiftTypeId?: string; insteadOf?: string },
) =>
  queryOptions({
    queryKey: ['rota', id, 'mends', query],
    queryFn: () =>
      answer(api.GET('/api/v1/rotas/{rotaId}/mends', { params: { path: { rotaId: id }, query } })),
  });

export const complianceQuery = (id: string) =>
  queryOptions({
    queryKey: ['rota', id, 'compliance'],
    queryFn: () => answer(api.GET('/api/v1/rotas/{rotaId}/compliance', { params: { path: { rotaId: id } } })),
  });

export const spendQuery = (id: string) =>
  queryOptions({
    queryKey: ['rota', id, 'spend'],
    queryFn: () => answer(api.GET('/api/v1/rotas/{rotaId}/spend', { params: { path: { rotaId: id } } })),
  });

export const rulePacksQuery = queryOptions({
  queryKey: ['rule-packs'],
  queryFn: () =>
    allPages((cursor) =>
      answer(api.GET('/api/v1/rule-packs', { params: { query: { cursor, limit: PAGE } } })),
    ),
  staleTime: Infinity,
});

export const ruleOverridesQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['rule-overrides', { unitId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/rule-overrides', { params: { query: { unitId, cursor, limit: PAGE } } })),
      ),
  });

/** The preview with all its recipients. */
export const previewQuery = (id: string) =>
  queryOptions({
    queryKey: ['rota', id, 'preview'],
    queryFn: async () => {
      const read = (cursor?: string) =>
        answer(
          api.GET('/api/v1/rotas/{rotaId}/publications/preview', {
            params: { path: { rotaId: id }, query: { cursor, limit: PAGE } },
          }),
        );
      const first = await read();
      const rest = first.nextCursor === null ? [] : await allRecipients(read, first.nextCursor);
      return { ...first, recipients: [...first.recipients, ...rest], nextCursor: null };
    },
  });

function allRecipients(read: (cursor?: string) => Promise<Preview>, from: string): Promise<Recipient[]> {
  return allPages(async (cursor) => {
    const { recipients, nextCursor } = await read(cursor ?? from);
    return { items: recipients, nextCursor };
  });
}

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['rota', id, 'versions'],
    queryFn: () => answer(api.GET('/api/v1/rotas/{rotaId}/versions', { params: { path: { rotaId: id } } })),
  });

export const mailsQuery = (id: string) =>
  queryOptions({
    queryKey: ['rota', id, 'mails'],
    queryFn: () => answer(api.GET('/api/v1/rotas/{rotaId}/mails', { params: { path: { rotaId: id } } })),
  });

export const fillQuery = (id: string) =>
  queryOptions({
    queryKey: ['fill', id],
    queryFn: () => answer(api.GET('/api/v1/fills/{fillId}', { params: { path: { fillId: id } } })),
  });

export const peopleQuery = (unitId: string, on: string) =>
  queryOptions({
    queryKey: ['people', { unitId, on }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/people', { params: { query: { unitId, on, cursor, limit: PAGE } } })),
      ),
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id],
    queryFn: () => answer(api.GET('/api/v1/people/{id}', { params: { path: { id } } })),
  });

/** How far everybody in a unit is with their sign-in. */
export const accountsQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['accounts', { unitId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/accounts', { params: { query: { unitId, cursor, limit: PAGE } } })),
      ),
  });

export const shiftTypesQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['shift-types', { unitId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/shift-types', { params: { query: { unitId, cursor, limit: PAGE } } })),
      ),
  });

export const demandQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['demand', { unitId }],
    queryFn: () => answer(api.GET('/api/v1/demand', { params: { query: { unitId } } })),
  });

export const availabilityQuery = (unitId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['availability', { unitId, from, to }],
    queryFn: () =>
      allPages((cursor) =>
        answer(
          api.GET('/api/v1/availability', { params: { query: { unitId, from, to, cursor, limit: PAGE } } }),
        ),
      ),
  });

export const leaveQuery = (unitId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['leave', { unitId, from, to }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/leave', { params: { query: { unitId, from, to, cursor, limit: PAGE } } })),
      ),
  });

export const myRotaQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['my-rota', { from, to }],
    queryFn: () => answer(api.GET('/api/v1/my/rota', { params: { query: { from, to } } })),
  });

export const payPointsQuery = queryOptions({
  queryKey: ['pay-points'],
  queryFn: async () => (await answer(api.GET('/api/v1/pay-points'))).items,
  staleTime: Infinity,
});

export const payTermsQuery = (personId: string) =>
  queryOptions({
    queryKey: ['pay-terms', { personId }],
    queryFn: () =>
      allPages((cursor) =>
        answer(api.GET('/api/v1/pay-terms', { params: { query: { personId, cursor, limit: PAGE } } })),
      ),
  });

export interface PayChoice {
  from: string;
  to: string;
  basis: 'planned' | 'worked';
}

export const payrollQuery = (unitId: string, choice: PayChoice) =>
  queryOptions({
    queryKey: ['payroll', { unitId, ...choice }],
    queryFn: () => answer(api.GET('/api/v1/payroll', { params: { query: { unitId, ...choice } } })),
  });

export const ledgerQuery = (unitId: string, personId: string, choice: PayChoice) =>
  queryOptions({
    queryKey: ['payroll', { unitId, ...choice }, personId],
    queryFn: () =>
      answer(
        api.GET('/api/v1/payroll/people/{personId}', {
          params: { path: { personId }, query: { unitId, ...choice } },
        }),
      ),
  });

export const workedHoursQuery = (unitId: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['worked-hours', { unitId, from, to }],
    queryFn: () =>
      allPages((cursor) =>
        answer(
          api.GET('/api/v1/worked-hours', { params: { query: { unitId, from, to, cursor, limit: PAGE } } }),
        ),
      ),
  });
