import { type DateFields, fieldsOf } from '../common/date-field';
import { addDays, dateFromParts, today } from '../common/dates';
import { londonInstant, londonTime } from '../common/london';
import { type FieldProblem } from '../common/problems';

export interface RoundFields {
  rotaId: string;
  opensOn: DateFields;
  opensTime: string;
  closesOn: DateFields;
  closesTime: string;
  reminds: boolean;
  maxCannot: string;
  maxRatherNot: string;
  maxWouldLike: string;
  picks: boolean;
  maxPicks: string;
}

export interface RoundInput {
  rotaId: string;
  opensAt: string;
  closesAt: string;
  remindAt: string | null;
  maxCannot: number | null;
  maxRatherNot: number | null;
  maxWouldLike: number | null;
  picks: boolean;
  maxPicks: number | null;
}

const MS_PER_DAY = 86_400_000;
const USUAL_DAYS = 14;

/** Two weeks from tomorrow on. */
export function newRoundFields(rotaId: string): RoundFields {
  return {
    rotaId,
    opensOn: fieldsOf(addDays(today(), 1)),
    opensTime: '08:00',
    closesOn: fieldsOf(addDays(today(), 1 + USUAL_DAYS)),
    closesTime: '17:00',
    reminds: true,
    maxCannot: '',
    maxRatherNot: '',
    maxWouldLike: '',
    picks: false,
    maxPicks: '',
  };
}

/** A round as it stands. */
export function fieldsOfRound(round: RoundInput): RoundFields {
  const [opens, closes] = [londonTime(round.opensAt), londonTime(round.closesAt)];
  const number = (value: number | null): string => (value === null ? '' : String(value));
  return {
    rotaId: round.rotaId,
    opensOn: fieldsOf(opens.date),
    opensTime: opens.time,
    closesOn: fieldsOf(closes.date),
    closesTime: closes.time,
    reminds: round.remindAt !== null,
    maxCannot: number(round.maxCannot),
    maxRatherNot: number(round.maxRatherNot),
    maxWouldLike: number(round.maxWouldLike),
    picks: round.picks,
    maxPicks: number(round.maxPicks),
  };
}

/** The request, or what is wrong with the form. Whoever has not taken part is reminded two days before the close. */
export function roundFrom(fields: RoundFields): { input: RoundInput | null; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const whole = (field: string, value: string): number | null => {
    if (value.trim() === '') return null;
    if (/^\s*\d{1,3}\s*$/.test(value)) return Number(value);
    problems.push({ field, message: 'Enter a whole number, or leave it empty' });
    return null;
  };
  const moment = (prefix: 'opens' | 'closes', on: DateFields, time: string): string => {
    const date = dateFromParts(on);
    if (date === null) problems.push({ field: `${prefix}-day`, message: 'Enter a real date, like 5 8 2026' });
    const instant = londonInstant(date ?? today(), time);
    if (instant === null) problems.push({ field: `${prefix}-time`, message: 'Enter a time, like 17:00' });
    return instant ?? '';
  };
  const opensAt = moment('opens', fields.opensOn, fields.opensTime);
  const closesAt = moment('closes', fields.closesOn, fields.closesTime);
  const input = {
    rotaId: fields.rotaId,
    opensAt,
    closesAt,
    remindAt: fields.reminds ? reminderBefore(opensAt, closesAt) : null,
    maxCannot: whole('max-cannot', fields.maxCannot),
    maxRatherNot: whole('max-rather-not', fields.maxRatherNot),
    maxWouldLike: whole('max-would-like', fields.maxWouldLike),
    picks: fields.picks,
    maxPicks: fields.picks ? whole('max-picks', fields.maxPicks) : null,
  };
  return { input: problems.length > 0 ? null : input, problems };
}

/** Two days before the close, or half-way in a round that is shorter than that. */
function reminderBefore(opensAt: string, closesAt: string): string | null {
  const [opens, closes] = [Date.parse(opensAt), Date.parse(closesAt)];
  if (!(closes > opens)) return null;
  const half = Math.floor((opens + closes) / 120_000) * 60_000;
  return new Date(Math.max(closes - 2 * MS_PER_DAY, half, opens)).toISOString();
}
