import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { assertVersion, invalid, notFound, stale } from '../../common/domain-error.js';
import { type Precondition } from '../../common/if-match.js';
import { decodeCursor, toPage, type Page, type PageQuery } from '../../common/paging.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { Amendments } from './amendments.service.js';
import { type AssignmentEntity } from './assignment.entity.js';
import { AssignmentsRepository, type NewAssignment } from './assignments.repository.js';
import {
  assignmentView,
  type AssignmentDto,
  type ChangedAssignmentDto,
  type PutAssignmentBody,
  type RemovedAssignmentDto,
} from './dto/assignment.dto.js';
import { dateInWords, shiftInstants } from './problem/rota-clock.js';
import { type RotaInput } from './problem/rota-input.js';
import { RotaDoor, type AssignmentChange } from './rota-door.service.js';
import { type RotaEntity } from './rota.entity.js';

export interface AssignmentAddress {
  readonly rotaId: string;
  readonly assignmentId: string;
}

/** Edits of single cells. */
@Injectable()
export class AssignmentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly assignments: AssignmentsRepository,
    private readonly door: RotaDoor,
    private readonly amendments: Amendments,
  ) {}

  async list(rotaId: string, { cursor, limit }: PageQuery): Promise<Page<AssignmentDto>> {
    const key = decodeCursor(cursor, ['string', 'string']) as [string, string] | null;
    const after = key === null ? null : { date: key[0], id: key[1] };
    const rows = await this.assignments.page(rotaId, after, limit + 1);
    return toPage(rows, limit, ({ date, id }) => [date, id], assignmentView);
  }

  /**
   * Puts somebody on a shift, or makes a shift another one.
   *
   * @throws DomainError 412 when the cell is no longer as the client saw it; 409 `breaks-a-rule`, `overlapping-shift`.
   */
  async put(
    address: AssignmentAddress,
    body: PutAssignmentBody,
    seen: Precondition,
    actor: Actor,
  ): Promise<ChangedAssignmentDto> {
    const [answer, occasion] = await this.transactions.run(async (tx) => {
      const rota = await this.door.open(tx, address.rotaId);
      const before = await this.standing(tx, address, body, seen);
      const personIds = before === null ? [body.personId] : [before.personId, body.personId];
      await this.door.lockPeople(tx, personIds);
      const input = await this.door.read(tx, rota, personIds);
      const after = composed(input, address, body);
      if (before !== null && sameAssignment(before, after)) {
        const violations = { introduced: [], resolved: [] };
        const unchanged = { assignment: assignmentView(before), violations, rotaVersion: rota.version };
        return [unchanged, null] as const;
      }
      await this.door.refuseOverlap(tx, after);
      const change: AssignmentChange = { before, after };
      const violations = this.door.check([input], [change], after.overrideReason);
      await this.door.apply(tx, [rota], [change], {
        actor,
        action: before === null ? 'assignment-added' : 'assignment-changed',
        subjectType: 'assignment',
        subjectId: after.id,
      });
      const told = body.tellNow ? await this.tell(tx, rota, input, change, actor) : null;
      const assignment = assignmentView({ ...after, version: (before?.version ?? 0) + 1 });
      return [{ assignment, violations, rotaVersion: rota.version + 1 }, told] as const;
    });
    this.amendments.wake([occasion]);
    return answer;
  }

  /** @param tellNow publishes and mails it at once. */
  async remove(
    address: AssignmentAddress,
    seen: number,
    actor: Actor,
    tellNow: boolean,
  ): Promise<RemovedAssignmentDto> {
    const [answer, occasion] = await this.transactions.run(async (tx) => {
      const rota = await this.door.open(tx, address.rotaId);
      const before = await this.find(tx, address);
      if (before === null) throw notFound('assignment', address.assignmentId);
      assertVersion(seen, before.version, assignmentView(before));
      await this.door.lockPeople(tx, [before.personId]);
      const change = { before, after: null };
      // Taking a shift away may leave too little in a row; a coordinator may always do so, and is told.
      const input = await this.door.read(tx, rota, [before.personId]);
      const violations = this.door.check([input], [change], 'a shift may always be taken away');
      await this.door.apply(tx, [rota], [change], {
        actor,
        action: 'assignment-removed',
        subjectType: 'assignment',
        subjectId: before.id,
      });
      const told = tellNow ? await this.tell(tx, rota, input, change, actor) : null;
      return [{ violations, rotaVersion: rota.version + 1 }, told] as const;
    });
    this.amendments.wake([occasion]);
    return answer;
  }

  private async tell(
    tx: Transaction,
    rota: RotaEntity,
    input: RotaInput,
    change: AssignmentChange,
    actor: Actor,
  ): Promise<string | null> {
    const why = 'Your rota coordinator has changed your shifts.';
    return this.amendments.publish(tx, { rota, input, changes: [change], actor, why });
  }

  private async find(tx: Transaction, address: AssignmentAddress): Promise<AssignmentEntity | null> {
    const row = await this.assignments.find(tx, address.assignmentId);
    return row?.rotaId === address.rotaId ? row : null;
  }

  /** What is changed, or null for a new one; the rota is locked, so nobody changes it any more. */
  private async standing(
    tx: Transaction,
    address: AssignmentAddress,
    body: PutAssignmentBody,
    seen: Precondition,
  ): Promise<AssignmentEntity | null> {
    const before = await this.find(tx, address);
    const cell = { rotaId: address.rotaId, personId: body.personId, date: body.date };
    const inCell = await this.assignments.inCell(tx, cell);
    if (inCell !== null && inCell.id !== address.assignmentId) {
      throw stale(
        `This person has another shift on ${dateInWords(body.date)} now: somebody else was faster. Change or remove that one.`,
        assignmentView(inCell),
      );
    }
    if (seen.kind === 'new') {
      if (before !== null)
        throw stale('There is an assignment with this id already.', assignmentView(before));
      return null;
    }
    if (before === null)
      throw stale('This shift has been removed meanwhile: somebody else was faster.', null);
    assertVersion(seen.version, before.version, assignmentView(before));
    return before;
  }
}

function composed(input: RotaInput, address: AssignmentAddress, body: PutAssignmentBody): NewAssignment {
  const type = validType(input, body);
  return {
    id: address.assignmentId,
    rotaId: address.rotaId,
    personId: body.personId,
    shiftTypeId: type.id,
    date: body.date,
    ...shiftInstants(body.date, type, input.timeZone),
    pinned: body.pinned,
    source: 'manual',
    overrideReason: body.overrideReason ?? null,
  };
}

/** @throws DomainError 400 naming what does not fit the rota. */
function validType(input: RotaInput, body: PutAssignmentBody): RotaInput['shiftTypes'][number] {
  const { rota, unitName } = input;
  if (body.date < rota.firstDate || body.date > rota.lastDate) {
    const message = `${body.date} is outside the rota "${rota.name}": choose a date from ${rota.firstDate} to ${rota.lastDate}.`;
    throw invalid({ path: 'date', message });
  }
  const type = input.shiftTypes.find(({ id }) => id === body.shiftTypeId);
  if (type === undefined) {
    const message = `${body.shiftTypeId} is not a shift type of ${unitName}: choose one of ${input.shiftTypes.map(({ code }) => code).join(', ')}.`;
    throw invalid({ path: 'shiftTypeId', message });
  }
  const person = input.people.find((candidate) => candidate.person.id === body.personId);
  if (person === undefined) {
    throw invalid({ path: 'personId', message: `There is nobody with the id ${body.personId}.` });
  }
  if (!person.placements.some(({ unitId }) => unitId === rota.unitId)) {
    const { givenName, familyName } = person.person;
    const message = `${givenName} ${familyName} has no placement in ${unitName} between ${rota.firstDate} and ${rota.lastDate}: give them one first.`;
    throw invalid({ path: 'personId', message });
  }
  return type;
}

function sameAssignment(before: AssignmentEntity, after: NewAssignment): boolean {
  return (
    before.personId === after.personId &&
    before.shiftTypeId === after.shiftTypeId &&
    before.date === after.date &&
    before.pinned === after.pinned &&
    before.overrideReason === after.overrideReason &&
    before.startsAt.getTime() === after.startsAt.getTime() &&
    before.endsAt.getTime() === after.endsAt.getTime()
  );
}
