import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, csrf, etag } from '../api/client';
import { isProblem } from '../api/problem';
import { type BEYOND } from './vacancy-words';
import { useOnce } from '../common/use-once';

export interface NewVacancy {
  rotaId: string;
  date: string;
  shiftTypeId: string;
  mode: 'first-able' | 'coordinator';
  note: string;
}

interface Target {
  id: string;
  version: number;
}

/** The changes that can be made to open shifts; a claim is made once, however often it is sent. */
export function useVacancies() {
  const queryClient = useQueryClient();
  const once = useOnce();
  const onSettled = async (_: unknown, error: Error | null) => {
    if (error === null || (isProblem(error) && error.problem.status > 0)) once.answered();
    await Promise.all(
      ['vacancies', 'my-rota', 'rota'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
    );
  };
  const header = (what: unknown) => ({ ...csrf(), ...once.keyFor(JSON.stringify(what)) });
  const seen = ({ id, version }: Target) => ({
    path: { id },
    header: { ...csrf(), 'If-Match': etag(version) },
  });
  const claim = useMutation({
    mutationFn: (id: string) =>
      answer(
        api.POST('/api/v1/vacancies/{id}/claims', {
          params: { path: { id }, header: header(['claim', id]) },
        }),
      ),
    onSettled,
  });
  const takeBack = useMutation({
    mutationFn: (id: string) =>
      answer(
        api.POST('/api/v1/vacancies/{id}/claims/withdraw', {
          params: { path: { id }, header: header(['take-back', id]) },
        }),
      ),
    onSettled,
  });
  const open = useMutation({
    mutationFn: (body: NewVacancy) =>
      answer(api.POST('/api/v1/vacancies', { params: { header: header(body) }, body })),
    onSettled,
  });
  const withdraw = useMutation({
    mutationFn: (target: Target) =>
      answer(api.POST('/api/v1/vacancies/{id}/withdraw', { params: seen(target) })),
    onSettled,
  });
  const release = useMutation({
    mutationFn: ({ audience, ...target }: Target & { audience: (typeof BEYOND)[number] }) =>
      answer(api.POST('/api/v1/vacancies/{id}/release', { params: seen(target), body: { audience } })),
    onSettled,
  });
  const award = useMutation({
    mutationFn: ({ id, ...body }: { id: string; personId: string; overrideReason: string | null }) =>
      answer(
        api.POST('/api/v1/vacancies/{id}/award', {
          params: { path: { id }, header: header(['award', id, body]) },
          body,
        }),
      ),
    onSettled,
  });
  return { claim, takeBack, open, withdraw, release, award };
}
