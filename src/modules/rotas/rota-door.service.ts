import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { conflict, DomainError, notFound } from '../../common/domain-error.js';
import { together, type Transaction } from '../../database/transactions.js';
import { type AuditEntry, AuditService } from '../audit/audit.service.js';
import { AssignmentsRepository, type NewAssignment } from './assignments.repository.js';
import { type AssignmentChange, judgeChanges } from './problem/changed-input.js';
import { type ChangeVerdict } from './problem/judge.js';
import { dateInWords } from './problem/rota-clock.js';
import { type RotaInput } from './problem/rota-input.js';
import { RotaInputRepository } from './rota-input.repository.js';
import { type RotaEntity } from './rota.entity.js';
import { RotasRepository } from './rotas.repository.js';

export type { AssignmentChange } from './problem/changed-input.js';

/** Who changes a rota, and what is remembered of it. */
export interface Entry {
  readonly actor: Actor | 'system';
  /** Kebab-case, for the audit log. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail?: Record<string, unknown>;
}

/** Somebody's change of one rota among those of others. */
export interface OwnChange {
  readonly rota: RotaEntity;
  readonly changes: readonly AssignmentChange[];
  readonly entry: Entry;
}

/**
 * The one place through which assignments change, always in this order: lock the rotas and then the people, each in the order of
 * their ids; check the rules of everybody who is touched; apply under the constraints of the database; audit. All of it in the
 * caller's transaction, so that the locks hold until all is done.
 */
@Injectable()
export class RotaDoor {
  constructor(
    private readonly rotas: RotasRepository,
    private readonly assignments: AssignmentsRepository,
    private readonly inputs: RotaInputRepository,
    private readonly audit: AuditService,
  ) {}

  /** Opens several rotas at once. @throws DomainError as `open` */
  async openAll(tx: Transaction, rotaIds: Iterable<string>): Promise<RotaEntity[]> {
    const ids = [...new Set(rotaIds)];
    const rotas = await this.rotas.lockAll(tx, ids);
    const missing = ids.find((id) => !rotas.some((rota) => rota.id === id));
    if (missing !== undefined) throw notFound('rota', missing);
    const closed = rotas.find(({ state }) => state === 'closed');
    if (closed === undefined) return rotas;
    const message = `"${closed.name}" is closed; its shifts cannot be changed any more.`;
    throw conflict('rota-closed', message, closed);
  }

  /** Opens rotas and locks people in one go; the locks are taken in the order in which they are asked for. */
  async openWith(
    tx: Transaction,
    rotaIds: Iterable<string>,
    personIds: Iterable<string>,
  ): Promise<RotaEntity[]> {
    const [rotas] = await together([this.openAll(tx, rotaIds), this.lockPeople(tx, personIds)]);
    return rotas;
  }

  /** Opens a rota for a change; nobody else changes it until the transaction ends. */
  async open(tx: Transaction, rotaId: string): Promise<RotaEntity> {
    const [rota] = await this.openAll(tx, [rotaId]);
    return rota!;
  }

  /** Nobody else changes what these people work until the transaction ends. */
  async lockPeople(tx: Transaction, personIds: Iterable<string>): Promise<void> {
    await this.assignments.lockPeople(tx, [...new Set(personIds)].toSorted());
  }

  /** All that is needed to judge what these people work; read under the locks that the transaction holds. */
  async read(tx: Transaction, rota: RotaEntity, personIds: Iterable<string>): Promise<RotaInput> {
    return this.inputs.load(tx, rota, [...new Set(personIds)]);
  }

  /** The same for people who only take on shifts, of several rotas. */
  async readForAdditions(
    tx: Transaction,
    asked: readonly { readonly rota: RotaEntity; readonly personIds: readonly string[] }[],
  ): Promise<RotaInput[]> {
    return this.inputs.loadForAdditions(
      tx,
      asked.map(({ rota, personIds }) => ({ rota, personIds: [...new Set(personIds)] })),
    );
  }

  /** The same without any lock, to look only. @throws DomainError 404 */
  async look(tx: Transaction, rotaId: string, personIds: readonly string[]): Promise<RotaInput> {
    const row = await this.rotas.findRow(rotaId, tx);
    if (row === null) throw notFound('rota', rotaId);
    return this.inputs.load(tx, row.rota, personIds);
  }

  /** The same of everybody who belongs to the rota. @throws DomainError 404 */
  async lookAtAll(tx: Transaction, rotaId: string): Promise<RotaInput> {
    const row = await this.rotas.findRow(rotaId, tx);
    if (row === null) throw notFound('rota', rotaId);
    return this.inputs.load(tx, row.rota);
  }

  /** The same under the locks that the transaction holds. */
  async readAll(tx: Transaction, rota: RotaEntity): Promise<RotaInput> {
    return this.inputs.load(tx, rota);
  }

  /**
   * What changes would break and mend.
   *
   * @param inputs of everybody whom the changes touch, one a rota.
   * @throws DomainError 409 `breaks-a-rule` for a new hard violation without a reason to let it stand.
   */
  check(
    inputs: readonly RotaInput[],
    changes: readonly AssignmentChange[],
    overrideReason: string | null,
  ): ChangeVerdict {
    const verdict = judgeChanges(inputs, changes);
    const hard = verdict.introduced.filter(({ level }) => level === 'hard');
    if (hard.length > 0 && overrideReason === null) {
      throw new DomainError({
        kind: 'conflict',
        code: 'breaks-a-rule',
        message: `${hard.map(({ message }) => message).join(' ')} Choose another shift, or give a reason (overrideReason) to let it stand.`,
        current: null,
        extra: { violations: verdict },
      });
    }
    return verdict;
  }

  /**
   * Writes the changes, moves the version of each rota on by one and audits in the chain of its unit.
   *
   * @param rotas all that the changes are in, opened.
   * @param further what else is written for the change: done before the audit, whose chain everybody of the unit has to wait for.
   * @throws DomainError 409 `overlapping-shift`: nobody is in two places at once, whatever the reason.
   */
  async apply(
    tx: Transaction,
    rotas: readonly RotaEntity[],
    changes: readonly AssignmentChange[],
    entry: Entry,
    further?: () => Promise<void>,
  ): Promise<void> {
    await together([
      this.write(tx, changes),
      this.rotas.touch(
        tx,
        rotas.map(({ id }) => id),
      ),
      further?.() ?? Promise.resolve(),
    ]);
    for (const rota of rotas.toSorted((a, b) => a.unitId.localeCompare(b.unitId))) {
      const own = changes.filter(({ before, after }) => (before ?? after)?.rotaId === rota.id);
      await this.audit.append(tx, audited(rota, own, entry));
    }
  }

  /**
   * As `apply`, for changes of one unit's rotas that are one's own each: written at once, one move of the version of each rota, an entry
   * in the audit for each change. All of it goes to the database at once, the end of the audit chain with it: few wait for that, as
   * those of the unit are here together.
   */
  async applyEach(tx: Transaction, parts: readonly OwnChange[], further: () => Promise<void>): Promise<void> {
    const changes = parts.flatMap((part) => part.changes);
    const rotaIds = [...new Set(parts.map(({ rota }) => rota.id))];
    await together([
      this.write(tx, changes),
      this.rotas.touch(tx, rotaIds),
      further(),
      this.audit.appendAll(
        tx,
        parts.map(({ rota, changes: own, entry }) => audited(rota, own, entry)),
      ),
    ]);
  }

  private async write(tx: Transaction, changes: readonly AssignmentChange[]): Promise<void> {
    const added = changes.flatMap(({ before, after }) => (before === null && after !== null ? [after] : []));
    // Nobody changes places with anybody.
    if (added.length === changes.length) return this.assignments.insert(tx, added);
    await this.assignments.deferConstraints(tx);
    const removed = changes.flatMap(({ before, after }) =>
      after === null && before !== null ? [before.id] : [],
    );
    if (removed.length > 0) await this.assignments.delete(tx, removed);
    for (const { before, after } of changes) {
      if (before !== null && after !== null) await this.assignments.update(tx, after);
    }
    await this.assignments.insert(tx, added);
    await this.assignments.checkConstraints(tx);
  }

  /** Makes a version of a rota that was opened the published one. */
  async setPublished(tx: Transaction, rotaId: string, publishedVersion: number): Promise<void> {
    await this.rotas.update(tx, rotaId, { state: 'published', publishedVersion });
  }

  /** @throws DomainError 409 `overlapping-shift` with the work that is in the way. */
  async refuseOverlap(tx: Transaction, work: NewAssignment): Promise<void> {
    const other = await this.assignments.overlapping(tx, work);
    if (other === null) return;
    throw conflict(
      'overlapping-shift',
      `This person works in ${other.unitName} on ${dateInWords(other.date)} at that time already; nobody can be in two places at once.`,
      { ...other, startsAt: other.startsAt.toISOString(), endsAt: other.endsAt.toISOString() },
    );
  }
}

function audited(
  rota: RotaEntity,
  changes: readonly AssignmentChange[],
  { actor, action, subjectType, subjectId, detail }: Entry,
): AuditEntry {
  const what = { rotaId: rota.id, changes: changes.map(auditedChange), ...detail };
  return { chain: rota.unitId, actor, action, subjectType, subjectId, detail: what };
}

function auditedChange({ before, after }: AssignmentChange): Record<string, unknown> {
  return {
    id: before?.id ?? after?.id,
    before: before && auditedRow(before),
    after: after && auditedRow(after),
  };
}

function auditedRow(row: NewAssignment): Record<string, unknown> {
  const { personId, shiftTypeId, date, pinned, overrideReason } = row;
  return { personId, shiftTypeId, date, pinned, ...(overrideReason === null ? {} : { overrideReason }) };
}
