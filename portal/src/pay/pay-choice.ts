import { useSearchParams } from 'react-router';
import { type PayChoice } from '../api/queries';
import { type Rota } from '../api/types';
import { today } from '../common/dates';

/** The period and basis that the address names, or else the ones given. */
export function usePayChoice(fallback: PayChoice): [PayChoice, (choice: PayChoice) => void] {
  const [params, setParams] = useSearchParams();
  const from = params.get('from');
  const to = params.get('to');
  const choice =
    from === null || to === null
      ? fallback
      : { from, to, basis: params.get('basis') === 'planned' ? ('planned' as const) : ('worked' as const) };
  return [choice, (next) => setParams({ ...next })];
}

export function choiceParams(choice: PayChoice): string {
  return new URLSearchParams({ ...choice }).toString();
}

/** The published rota that runs now, else the one that begins next, else the last; without any this month. */
export function usualChoice(rotas: readonly Rota[] = []): PayChoice {
  const published = rotas
    .filter(({ state }) => state !== 'draft')
    .toSorted((a, b) => a.firstDate.localeCompare(b.firstDate));
  const rota = published.find(({ lastDate }) => lastDate >= today()) ?? published.at(-1);
  return rota === undefined ? thisMonth() : { from: rota.firstDate, to: rota.lastDate, basis: 'worked' };
}

export function thisMonth(): PayChoice {
  const [year = '', month = ''] = today().split('-');
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return { from: `${year}-${month}-01`, to: `${year}-${month}-${lastDay}`, basis: 'worked' };
}

export const BASIS_WORDS = { planned: 'Planned hours', worked: 'Worked hours' } as const;
