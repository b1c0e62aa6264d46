import { conflict, DomainError, invalid } from '../../../common/domain-error.js';
import { type AssignmentEntity } from '../assignment.entity.js';
import { assignmentView } from '../dto/assignment.dto.js';
import { type CoverLoss } from './changed-input.js';
import { type ChangeVerdict } from './judge.js';
import { dateInWords, shiftInstants } from './rota-clock.js';
import { type RotaInput } from './rota-input.js';

/** A day's help owes the unit no hours. */
export const SMALLEST_WTE = 0.001;

/** A shift that goes from one person to another, as whoever asks for it saw it. */
export interface HandOver {
  readonly assignmentId: string;
  readonly fromPersonId: string;
  readonly toPersonId: string;
}

/** A shift that nobody works yet. */
export interface NewShift {
  /** Of the assignment that it becomes. */
  readonly id: string;
  readonly rotaId: string;
  readonly personId: string;
  readonly shiftTypeId: string;
  readonly date: string;
  /** For somebody who is not placed in the unit and helps out: the contract of their own unit. */
  readonly loan: Loan | null;
}

export interface Loan {
  readonly contractCode: string;
  readonly fullTimeMinPerWeek: number;
}

/** A shift that its owner leaves, and that nobody takes. */
export interface Release {
  readonly assignmentId: string;
  readonly personId: string;
}

export interface WantedChange {
  readonly source: 'swap' | 'claim';
  readonly handOvers: readonly HandOver[];
  readonly newShifts: readonly NewShift[];
  readonly releases?: readonly Release[];
}

/** People who help out for a day count as placed in the unit on it. */
export function withLoans(input: RotaInput, shifts: readonly NewShift[]): RotaInput {
  const lent = shifts.filter(({ loan, rotaId }) => loan !== null && rotaId === input.rota.id);
  if (lent.length === 0) return input;
  const people = input.people.map((own) => ({
    ...own,
    placements: [
      ...own.placements,
      ...lent
        .filter(({ personId }) => personId === own.person.id)
        .map(({ date, loan }) => ({
          id: 'loan',
          unitId: input.rota.unitId,
          firstDate: date,
          lastDate: date,
          wte: SMALLEST_WTE,
          engagement: 'loan' as const,
          ...loan!,
        })),
    ],
  }));
  return { ...input, people };
}

/** Why somebody cannot work on a day is not for their colleagues. */
export function withoutReasons({ introduced, resolved }: ChangeVerdict): ChangeVerdict {
  const masked = introduced.map((violation) =>
    violation.rule !== 'rota.blocked'
      ? violation
      : {
          ...violation,
          message: `Somebody who would get a shift cannot work on ${dateInWords(violation.fromDate)}.`,
        },
  );
  return { introduced: masked, resolved };
}

/** @throws DomainError 409 `breaks-a-rule`, `leaves-too-few` unless a reason lets it stand. */
export function assertLegal(
  { verdict, losses }: { readonly verdict: ChangeVerdict; readonly losses: readonly CoverLoss[] },
  overrideReason: string | null,
): void {
  if (overrideReason !== null) return;
  const hard = verdict.introduced.filter(({ level }) => level === 'hard');
  if (hard.length > 0) {
    throw new DomainError({
      kind: 'conflict',
      code: 'breaks-a-rule',
      message: `${hard.map(({ message }) => message).join(' ')} Choose another shift or another person.`,
      current: null,
      extra: { violations: verdict },
    });
  }
  if (losses.length === 0) return;
  throw conflict('leaves-too-few', `${losses.map(lossInWords).join(' ')} Choose somebody who counts there.`, {
    losses,
  });
}

function lossInWords({ lineName, date, short }: CoverLoss): string {
  return `"${lineName}" on ${dateInWords(date)} would be ${short} short.`;
}

export function newAssignment(
  shift: NewShift,
  inputs: readonly RotaInput[],
  source: WantedChange['source'],
): Omit<AssignmentEntity, 'version'> {
  const input = inputs.find(({ rota }) => rota.id === shift.rotaId);
  const type = input?.shiftTypes.find(({ id }) => id === shift.shiftTypeId);
  if (input === undefined || type === undefined) {
    throw invalid({ path: 'shiftTypeId', message: `${shift.shiftTypeId} is not a shift type of this unit.` });
  }
  const { id, rotaId, personId, date } = shift;
  return {
    id,
    rotaId,
    personId,
    shiftTypeId: type.id,
    date,
    ...shiftInstants(shift.date, type, input.timeZone),
    pinned: true,
    source,
    overrideReason: null,
  };
}

/** A row as whoever asks saw it. @throws DomainError 409 `shift-changed` */
export function asSeen(
  rows: readonly AssignmentEntity[],
  assignmentId: string,
  personId: string,
): AssignmentEntity {
  const row = rows.find(({ id }) => id === assignmentId);
  if (row?.personId === personId) return row;
  throw conflict(
    'shift-changed',
    'This shift has changed meanwhile: it was taken away or belongs to somebody else now. Look at the rota again.',
    row === undefined ? null : assignmentView(row),
  );
}
