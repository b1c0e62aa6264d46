import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { type Actor } from '../../common/actor.js';
import { conflict, invalid, notFound } from '../../common/domain-error.js';
import { type Transaction } from '../../database/transactions.js';
import { type AssignmentEntity } from './assignment.entity.js';
import { AssignmentsRepository, type NewAssignment } from './assignments.repository.js';
import { type AssignmentChange, withChanges } from './problem/changed-input.js';
import { type LinePlan, type LineShift, planLines } from './problem/line-plan.js';
import { shiftInstants } from './problem/rota-clock.js';
import { type RotaInput } from './problem/rota-input.js';
import { RotaDoor } from './rota-door.service.js';
import { type RotaEntity } from './rota.entity.js';
import { RotasRepository } from './rotas.repository.js';

export { type LineShift, UNPLACED, type UnplacedShift, type UnplacedWhy } from './problem/line-plan.js';

/** In whose name, and for what. */
export interface RosterEntry {
  readonly actor: Actor;
  readonly subjectType: string;
  readonly subjectId: string;
}

/** What became of the shifts of lines in a rota. */
export interface RosterOutcome {
  readonly rota: Pick<RotaEntity, 'id' | 'name' | 'firstDate' | 'lastDate'>;
  readonly plan: LinePlan;
  /** Shifts that were put in, changed, taken out, and left as they were. */
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly kept: number;
}

/** Which days of a rota follow lines. */
export interface RosterDays {
  readonly firstDate: string;
  readonly lastDate: string;
}

/**
 * Puts the shifts of people's lines into a draft, through the door, pinned, so that a fill works around them. Doing it again
 * changes only what the lines give otherwise now; what somebody has entered by hand stays.
 */
@Injectable()
export class DutyRosters {
  constructor(
    private readonly rotas: RotasRepository,
    private readonly assignments: AssignmentsRepository,
    private readonly door: RotaDoor,
  ) {}

  /** The rota that a duty roster goes into. @throws DomainError 404, 409 `rota-not-draft`, `fill-running`, 400 for another unit's */
  async open(tx: Transaction, rotaId: string, unitId: string): Promise<RotaEntity> {
    const rota = await this.door.open(tx, rotaId);
    if (rota.unitId !== unitId) throw otherUnit(rotaId);
    if (rota.state !== 'draft') {
      throw conflict(
        'rota-not-draft',
        `"${rota.name}" is ${rota.state}; lines go into a draft. What is published is changed shift by shift.`,
        rota,
      );
    }
    const activeFillId = (await this.rotas.findRow(rotaId, tx))?.activeFillId ?? null;
    if (activeFillId !== null)
      throw conflict(
        'fill-running',
        `"${rota.name}" is being filled; wait for the fill, or stop it first.`,
        rota,
      );
    return rota;
  }

  /** What putting these shifts into a rota would leave out, without doing it. @throws DomainError 404, 400 for another unit's rota */
  async look(
    tx: Transaction,
    rotaId: string,
    unitId: string,
    wanted: readonly LineShift[],
    days: RosterDays,
  ): Promise<RosterOutcome> {
    const row = await this.rotas.findRow(rotaId, tx);
    if (row === null) throw notFound('rota', rotaId);
    if (row.rota.unitId !== unitId) throw otherUnit(rotaId);
    const input = await this.door.lookAtAll(tx, rotaId);
    return (await this.outcome(tx, row.rota, input, wanted, days)).outcome;
  }

  /**
   * Puts the shifts in that the rota can take.
   *
   * @param rota opened.
   * @param wanted of the days of the rota; others are left alone.
   */
  async put(
    tx: Transaction,
    rota: RotaEntity,
    wanted: readonly LineShift[],
    days: RosterDays,
    entry: RosterEntry,
  ): Promise<RosterOutcome> {
    const standing = await this.assignments.ofRota(rota.id, tx);
    await this.door.lockPeople(
      tx,
      [...wanted, ...standing].map(({ personId }) => personId),
    );
    const input = await this.door.readAll(tx, rota);
    const { outcome, changes } = await this.outcome(tx, rota, input, wanted, days);
    const { added, changed, removed, plan } = outcome;
    if (changes.length === 0) return outcome;
    await this.door.apply(tx, [rota], changes, {
      ...entry,
      action: 'duty-roster-made',
      detail: { added, changed, removed, unplaced: plan.unplaced.length },
    });
    return outcome;
  }

  /** The shifts of a rota that nobody has entered by hand, to put them back later. */
  async given(rotaId: string): Promise<AssignmentEntity[]> {
    return (await this.assignments.ofRota(rotaId)).filter(isGiven);
  }

  /**
   * Puts shifts back that followed from lines or a fill; what somebody has entered by hand since stays. A rota that is gone is no fault.
   *
   * @param before as {@link given} had them, dates as text or not.
   * @throws DomainError 409 `rota-not-draft`, `fill-running`
   */
  async putBack(
    tx: Transaction,
    address: { readonly rotaId: string; readonly unitId: string },
    before: readonly AssignmentEntity[],
    entry: RosterEntry,
  ): Promise<void> {
    if ((await this.rotas.findRow(address.rotaId, tx)) === null) return;
    const rota = await this.open(tx, address.rotaId, address.unitId);
    const standing = await this.assignments.ofRota(rota.id, tx);
    await this.door.lockPeople(
      tx,
      [...before, ...standing].map(({ personId }) => personId),
    );
    const changes = backTo(standing, before);
    if (changes.length === 0) return;
    await this.door.apply(tx, [rota], changes, { ...entry, action: 'duty-roster-put-back' });
  }

  private async outcome(
    tx: Transaction,
    rota: RotaEntity,
    input: RotaInput,
    wanted: readonly LineShift[],
    { firstDate, lastDate }: RosterDays,
  ): Promise<{ outcome: RosterOutcome; changes: AssignmentChange[] }> {
    const given = (await this.assignments.ofRota(rota.id, tx)).filter(
      ({ source, date }) => source === 'line' && firstDate <= date && date <= lastDate,
    );
    const bare = withChanges(
      input,
      given.map((before) => ({ before, after: null })),
      [input],
    );
    const plan = planLines(
      bare,
      wanted.filter(({ date }) => rota.firstDate <= date && date <= rota.lastDate),
    );
    const changes = differences(input, given, plan.placed);
    const added = changes.filter(({ before }) => before === null).length;
    const removed = changes.filter(({ after }) => after === null).length;
    const outcome = {
      rota,
      plan,
      added,
      removed,
      changed: changes.length - added - removed,
      kept: plan.placed.length - (changes.length - removed),
    };
    return { outcome, changes };
  }
}

/** What stays as it is keeps its id and version. */
function differences(
  input: RotaInput,
  given: readonly AssignmentEntity[],
  placed: readonly LineShift[],
): AssignmentChange[] {
  const cell = ({ personId, date }: { personId: string; date: string }): string => `${personId} ${date}`;
  const standing = new Map(given.map((row) => [cell(row), row]));
  const types = new Map(input.shiftTypes.map((type) => [type.id, type]));
  const changes = placed.flatMap((shift): AssignmentChange[] => {
    const before = standing.get(cell(shift)) ?? null;
    standing.delete(cell(shift));
    const type = types.get(shift.shiftTypeId);
    if (type === undefined || before?.shiftTypeId === type.id) return [];
    const after: NewAssignment = {
      ...shift,
      id: before?.id ?? randomUUID(),
      rotaId: input.rota.id,
      ...shiftInstants(shift.date, type, input.timeZone),
      pinned: true,
      source: 'line',
      overrideReason: null,
    };
    return [{ before, after }];
  });
  return [...changes, ...[...standing.values()].map((before) => ({ before, after: null }))];
}

function isGiven({ source }: AssignmentEntity): boolean {
  return source === 'line' || source === 'fill';
}

function backTo(
  standing: readonly AssignmentEntity[],
  before: readonly AssignmentEntity[],
): AssignmentChange[] {
  const byHand = standing.filter((row) => !isGiven(row));
  const taken = new Set(byHand.flatMap(({ id, personId, date }) => [id, `${personId} ${date}`]));
  const wanted = new Map(
    before
      .filter(({ id, personId, date }) => !taken.has(id) && !taken.has(`${personId} ${date}`))
      .map((row) => [row.id, { ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) }]),
  );
  const changes = standing.filter(isGiven).flatMap((row): AssignmentChange[] => {
    const after = wanted.get(row.id);
    wanted.delete(row.id);
    if (after === undefined) return [{ before: row, after: null }];
    return isSameWork(row, after) ? [] : [{ before: row, after }];
  });
  return [...changes, ...[...wanted.values()].map(({ version: _, ...after }) => ({ before: null, after }))];
}

function isSameWork(one: AssignmentEntity, other: AssignmentEntity): boolean {
  const { shiftTypeId, personId, date, pinned, source } = other;
  return (
    one.shiftTypeId === shiftTypeId &&
    one.personId === personId &&
    one.date === date &&
    one.pinned === pinned &&
    one.source === source
  );
}

function otherUnit(rotaId: string): Error {
  return invalid({
    path: 'rotaId',
    message: `"${rotaId}" is no rota of this unit; GET /api/v1/rotas lists them.`,
  });
}
