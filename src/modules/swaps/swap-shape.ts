import { conflict, invalid, notAllowed } from '../../common/domain-error.js';
import { type PlannedShift } from '../rotas/planned-work.service.js';
import { type NewSwapBody } from './swap.dto.js';
import { type SwapKind } from './swap.entity.js';
import { type NewLeg } from './swaps.repository.js';

/** What a proposal comes to: who gives what to whom, and who has to agree. */
export interface SwapShape {
  readonly kind: SwapKind;
  readonly legs: readonly NewLeg[];
  /** Everybody but the one who asks. */
  readonly parties: readonly string[];
}

/**
 * @param shifts those of the body that are published, in any order.
 * @throws DomainError 409 `shift-changed`, 403 `not-your-shift`, 400 for a swap with oneself
 */
export function swapShape(
  { assignmentIds, toPersonId = null }: NewSwapBody,
  shifts: readonly PlannedShift[],
  personId: string,
): SwapShape {
  const given = assignmentIds.map((id) => {
    const shift = shifts.find(({ assignmentId }) => assignmentId === id);
    if (shift !== undefined) return shift;
    throw conflict(
      'shift-changed',
      `There is no published shift "${id}" any more; look at the rota again.`,
      null,
    );
  });
  if (given[0]?.personId !== personId) {
    throw notAllowed('The first shift has to be your own; offer one of yours.', 'not-your-shift');
  }
  assertDistinct(given, toPersonId);
  const single = given.length === 1;
  const legs = given.map((shift, k) =>
    legOf(shift, single ? toPersonId : given[(k + 1) % given.length]!.personId),
  );
  const parties = legs.flatMap((leg) => leg.toPersonId ?? []).filter((id) => id !== personId);
  return { kind: kindOf(given.length, toPersonId), legs, parties };
}

function kindOf(shifts: number, toPersonId: string | null): SwapKind {
  if (shifts === 1) return toPersonId === null ? 'pool' : 'give-away';
  return shifts === 2 ? 'direct' : 'chain';
}

function assertDistinct(given: readonly PlannedShift[], toPersonId: string | null): void {
  if (toPersonId !== null && given.length > 1) {
    throw invalid({
      path: 'toPersonId',
      message:
        'toPersonId is for a single shift; of several each goes to the owner of the next. Leave it out.',
    });
  }
  const people = given.map(({ personId }) => personId);
  if (toPersonId === people[0]) {
    throw invalid({ path: 'toPersonId', message: 'This shift is yours already; choose somebody else.' });
  }
  if (new Set(people).size < people.length) {
    throw invalid({
      path: 'assignmentIds',
      message: 'Two of these shifts belong to the same person; choose shifts of different people.',
    });
  }
}

function legOf(shift: PlannedShift, toPersonId: string | null): NewLeg {
  const { assignmentId, rotaId, unitId, shiftTypeId, date, startsAt, endsAt, personId } = shift;
  return {
    assignmentId,
    rotaId,
    unitId,
    shiftTypeId,
    date,
    startsAt,
    endsAt,
    fromPersonId: personId,
    toPersonId,
  };
}
