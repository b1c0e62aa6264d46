import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { changesOf } from '../../common/changes.js';
import { assertVersion, conflict, invalid, notFound, type FieldError } from '../../common/domain-error.js';
import { Transactions, type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { DemandRepository } from './demand.repository.js';
import { KnownCodes } from './known-codes.service.js';
import {
  shiftTypeView,
  type NewShiftType,
  type ShiftTypeDto,
  type ShiftTypeInput,
} from './shift-type.dto.js';
import { type ShiftTypeEntity } from './shift-type.entity.js';

const MAX_LENGTH_MIN = 1500;

/** The shifts that units use. */
@Injectable()
export class ShiftTypesService {
  constructor(
    private readonly repository: DemandRepository,
    private readonly known: KnownCodes,
    private readonly audit: AuditService,
    private readonly transactions: Transactions,
  ) {}

  /** @throws DomainError `not-found` */
  async get(id: string): Promise<ShiftTypeDto> {
    const type = await this.repository.shiftType(id);
    if (type === null) throw notFound('shift type', id);
    return shiftTypeView(type);
  }

  async create(input: NewShiftType, actor: Actor): Promise<ShiftTypeDto> {
    assertTimes(input);
    assertEstimate(input);
    return this.transactions.run(async (tx) => {
      await this.known.assertCodes(input.unitId, input, tx);
      const type = await this.repository.saveShiftType(
        { ...input, onCallEstimate: input.onCallEstimate ?? null },
        tx,
      );
      await this.log(tx, type, actor, 'shift-type-created', { ...input });
      return shiftTypeView(type);
    });
  }

  /** @throws DomainError `stale-version`, `still-used` when its times change while people are assigned to it */
  async change(id: string, version: number, input: ShiftTypeInput, actor: Actor): Promise<ShiftTypeDto> {
    assertTimes(input);
    assertEstimate(input);
    return this.transactions.run(async (tx) => {
      const type = await this.lock(id, version, tx);
      await this.known.assertCodes(type.unitId, input, tx);
      const wanted = { ...input, onCallEstimate: estimateAfter(type, input) };
      const changes = changesOf<ShiftTypeInput>(type, wanted);
      if (('startMin' in changes || 'endMin' in changes) && (await this.repository.isAssigned(id, tx))) {
        throw conflict(
          'still-used',
          `People are assigned to ${type.code}, so its times stand. Create a shift type with the new times and make this one inactive.`,
          shiftTypeView(type),
        );
      }
      const saved = await this.repository.saveShiftType(Object.assign(type, wanted), tx);
      await this.log(tx, saved, actor, 'shift-type-changed', { changes });
      return shiftTypeView(saved);
    });
  }

  /** @throws DomainError `stale-version`, `still-used` */
  async remove(id: string, version: number, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const type = await this.lock(id, version, tx);
      const lines = await this.repository.linesCounting(id, tx);
      if (lines.length > 0) {
        throw conflict(
          'still-used',
          `The cover lines ${lines.join(', ')} count ${type.code}; take it out of them first, or make it inactive.`,
          shiftTypeView(type),
        );
      }
      await this.repository.removeShiftType(id, tx);
      await this.log(tx, type, actor, 'shift-type-removed', { was: shiftTypeView(type) });
    });
  }

  private async lock(id: string, version: number, tx: Transaction): Promise<ShiftTypeEntity> {
    const type = await this.repository.lockShiftType(id, tx);
    if (type === null) throw notFound('shift type', id);
    assertVersion(version, type.version, shiftTypeView(type));
    return type;
  }

  private async log(
    tx: Transaction,
    { id, unitId }: ShiftTypeEntity,
    actor: Actor,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.append(tx, {
      chain: unitId,
      actor,
      action,
      subjectType: 'shift-type',
      subjectId: id,
      detail,
    });
  }
}

/** An estimate that a change does not mention stays, as far as it still makes sense. */
function estimateAfter(
  { onCallEstimate }: ShiftTypeEntity,
  input: ShiftTypeInput,
): ShiftTypeEntity['onCallEstimate'] {
  if (input.onCallEstimate !== undefined) return input.onCallEstimate;
  if (onCallEstimate === null || input.kind !== 'on-call') return null;
  assertEstimate({ ...input, onCallEstimate });
  return onCallEstimate;
}

function assertEstimate({ kind, startMin, endMin, onCallEstimate }: ShiftTypeInput): void {
  if (onCallEstimate === undefined || onCallEstimate === null) return;
  const { workMin, enhancedMin, restMin, longestRestMin } = onCallEstimate;
  const errors: FieldError[] = [];
  const fault = (path: string, message: string): void =>
    void errors.push({ path: path === '' ? 'onCallEstimate' : `onCallEstimate.${path}`, message });
  if (kind !== 'on-call') fault('', `An estimate belongs to on-call, and this is "${kind}"; leave it null.`);
  if (workMin > endMin - startMin)
    fault('workMin', `${workMin} minutes of work are more than the period's ${endMin - startMin}.`);
  if (enhancedMin > workMin)
    fault('enhancedMin', `${enhancedMin} enhanced minutes are more than the ${workMin} of work.`);
  if (longestRestMin > restMin)
    fault(
      'longestRestMin',
      `The longest rest of ${longestRestMin} minutes is more than all ${restMin} of it.`,
    );
  const [first, ...rest] = errors;
  if (first !== undefined) throw invalid(first, ...rest);
}

function assertTimes({ startMin, endMin, paidBreakMin, unpaidBreakMin }: ShiftTypeInput): void {
  const errors: FieldError[] = [];
  if (endMin <= startMin) {
    errors.push({
      path: 'endMin',
      message: `endMin ${endMin} is not after startMin ${startMin}; add 1440 when the shift ends on the next day.`,
    });
  } else if (endMin > startMin + MAX_LENGTH_MIN) {
    errors.push({
      path: 'endMin',
      message: `A shift from ${startMin} to ${endMin} lasts ${endMin - startMin} minutes; at most ${MAX_LENGTH_MIN} are possible.`,
    });
  } else if (paidBreakMin + unpaidBreakMin >= endMin - startMin) {
    errors.push({
      path: 'unpaidBreakMin',
      message: `Breaks of ${paidBreakMin} + ${unpaidBreakMin} minutes leave nothing of a shift of ${endMin - startMin}; shorten them.`,
    });
  }
  const [first] = errors;
  if (first !== undefined) throw invalid(first);
}
