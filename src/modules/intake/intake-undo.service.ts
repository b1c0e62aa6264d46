import { Injectable } from '@nestjs/common';
import { type Actor } from '../../common/actor.js';
import { conflict, notFound } from '../../common/domain-error.js';
import { type Transaction } from '../../database/transactions.js';
import { AuditService } from '../audit/audit.service.js';
import { DeaneryRepository } from './deanery.repository.js';
import { intakeView } from './intake.dto.js';
import { IntakesRepository } from './intakes.repository.js';
import {
  changesBetween,
  type ImageChanges,
  IMAGE_TABLES,
  type ImageTable,
  keyOf,
  keysOf,
  putBack,
  type Row,
  type RowImages,
  sameRow,
} from './row-images.js';
import { type ImageScope, RowImagesRepository } from './row-images.repository.js';

/** Nobody but a sheet, or HR by hand, changes these; what HR has decided since is not undone unseen. */
const STRICT: readonly ImageTable[] = ['deanery_placements', 'placements', 'absences'];
const NAMED_AT_MOST = 3;

/** Takes a sheet that was applied back out, whole, for as long as nothing rests on it. */
@Injectable()
export class IntakeUndo {
  constructor(
    private readonly images: RowImagesRepository,
    private readonly intakes: IntakesRepository,
    private readonly deanery: DeaneryRepository,
    private readonly audit: AuditService,
  ) {}

  /** How the rows stand that a sheet is about. */
  async look(tx: Transaction, scope: ImageScope): Promise<RowImages> {
    return this.images.read(tx, scope);
  }

  /** Remembers what a sheet has changed, so that it can be taken back. @param scope with what is new */
  async keep(
    tx: Transaction,
    intakeId: string,
    before: RowImages,
    scope: ImageScope,
    appliedAt: Date,
  ): Promise<number> {
    const changes = changesBetween(before, await this.images.read(tx, scope));
    const doctors = doctorsIn(changes);
    await this.images.keep(tx, intakeId, { appliedAt, doctors, changes });
    return doctors;
  }

  /** How many doctors a sheet was about that can be taken back; null for one that cannot. */
  async doctorsOf(tx: Transaction, intakeId: string): Promise<number | null> {
    return (await this.images.kept(tx, intakeId))?.doctors ?? null;
  }

  /** From now on it stays. */
  async forget(tx: Transaction, intakeId: string): Promise<void> {
    await this.images.forget(tx, intakeId);
  }

  /**
   * Placements, absences and people become what they were, and the sheet is a dry run again. People who came with it and of whom more
   * has been entered since stay, without a placement; what somebody has set otherwise on a person since stays as well.
   *
   * @returns how many people stay.
   * @throws DomainError 409 `intake-not-undoable` when something has been changed since, or rests on it
   */
  async takeBack(tx: Transaction, intakeId: string, actor: Actor): Promise<number> {
    await this.deanery.lock(tx);
    const intake = await this.intakes.lock(tx, intakeId);
    if (intake === null) throw notFound('intake', intakeId);
    const kept = await this.images.kept(tx, intakeId);
    if (intake.state !== 'applied' || kept === null) {
      throw conflict('intake-not-undoable', 'This sheet cannot be taken back any more.', intakeView(intake));
    }
    const { changes, appliedAt } = kept;
    const current = await this.images.lockByKeys(tx, keysOf(changes));
    await this.assertUntouched(tx, changes, current);
    for (const table of STRICT) await this.restore(tx, table, changes, current);
    const stay = await this.restorePeople(tx, changes, current);
    await this.assertNothingRests(tx, changes, appliedAt);
    await this.reopen(tx, intakeId, actor, stay.length);
    return stay.length;
  }

  private async reopen(tx: Transaction, id: string, actor: Actor, stay: number): Promise<void> {
    const intake = await this.intakes.lock(tx, id);
    if (intake === null) throw notFound('intake', id);
    const open = { state: 'checked' as const, closedAt: null, closedBy: null };
    await this.intakes.save(tx, Object.assign(intake, open));
    await this.images.forget(tx, id);
    await this.audit.append(tx, {
      chain: intake.organisationId,
      actor,
      action: 'intake-taken-back',
      subjectType: 'intake',
      subjectId: id,
      detail: { peopleWhoStay: stay },
    });
  }

  private async restore(
    tx: Transaction,
    table: ImageTable,
    changes: ImageChanges,
    current: ReadonlyMap<string, Row>,
  ): Promise<void> {
    const { added, changed, removed } = changes[table];
    const rows = changed.map((change) => {
      const row = current.get(`${table} ${keyOf(table, change.after)}`);
      return putBack(row ?? change.after, change);
    });
    if (table === 'absences') {
      // Leave that is over does not become leave again; here it never was over.
      await this.images.replace(tx, [...keys(table, added), ...keys(table, rows)], [...rows, ...removed]);
      return;
    }
    await this.images.remove(tx, table, keys(table, added));
    await this.images.overwrite(tx, table, rows);
    await this.images.insert(tx, table, removed);
  }

  /** @returns who stays */
  private async restorePeople(
    tx: Transaction,
    changes: ImageChanges,
    current: ReadonlyMap<string, Row>,
  ): Promise<string[]> {
    const { added } = changes.people;
    const used = await this.images.usedPeople(tx, keys('people', added));
    const stays = ({ id }: Row, row: Row): boolean =>
      used.has(String(id)) || !sameRow(row, current.get(`people ${String(id)}`));
    const stay = added.filter((row) => stays(row, row)).map(({ id }) => String(id));
    const go = keys('people', added).filter((id) => !stay.includes(id));
    const numbers = keys('deanery_people', changes.deanery_people.added).filter((id) => !stay.includes(id));
    await this.images.remove(tx, 'deanery_people', numbers);
    await this.images.remove(tx, 'people', go);
    for (const table of ['people', 'deanery_people'] as const) {
      const rows = changes[table].changed.flatMap((change) => {
        const row = current.get(`${table} ${keyOf(table, change.after)}`);
        return row === undefined ? [] : [putBack(row, change)];
      });
      await this.images.overwrite(tx, table, rows);
    }
    return stay;
  }

  private async assertUntouched(
    tx: Transaction,
    changes: ImageChanges,
    current: ReadonlyMap<string, Row>,
  ): Promise<void> {
    const touched = STRICT.flatMap((table) => {
      const { added, changed, removed } = changes[table];
      const left = [...added, ...changed.map(({ after }) => after)];
      const stands = (row: Row): Row | undefined => current.get(`${table} ${keyOf(table, row)}`);
      return [
        ...left.filter((row) => !sameRow(row, stands(row))),
        ...removed.filter((row) => stands(row) !== undefined),
      ];
    });
    if (touched.length === 0) return;
    const ids = [...new Set(touched.flatMap(({ person_id: id }) => (typeof id === 'string' ? [id] : [])))];
    const names = await this.images.names(tx, ids);
    const who = ids.length === 0 ? 'gaps of posts' : listed(ids.map((id) => names.get(id) ?? id));
    refuse(`placements or absences have been changed since the sheet was applied (${who})`);
  }

  private async assertNothingRests(tx: Transaction, changes: ImageChanges, since: Date): Promise<void> {
    const { added, changed } = changes.placements;
    const made = [...added, ...changed.map(({ after }) => after)];
    const found = await this.images.reliances(tx, made, since);
    if (found.length > 0) refuse(listed(found.map(({ who, what }) => `${who} ${what}`)));
  }
}

function refuse(why: string): never {
  throw conflict(
    'intake-not-undoable',
    `The sheet cannot be taken back out: ${why}. Undo that first, or let the run stand and correct placements by the next sheet.`,
  );
}

function listed(items: readonly string[]): string {
  const more = items.length - NAMED_AT_MOST;
  const shown = items.slice(0, NAMED_AT_MOST).join('; ');
  return more > 0 ? `${shown}; and ${more} more` : shown;
}

function keys(table: ImageTable, rows: readonly Row[]): string[] {
  return rows.map((row) => keyOf(table, row));
}

/** Everybody of whom a placement came, went or changed. */
function doctorsIn(changes: ImageChanges): number {
  const people = IMAGE_TABLES.filter((table) => STRICT.includes(table)).flatMap((table) => {
    const { added, changed, removed } = changes[table];
    return [...added, ...changed.map(({ after }) => after), ...removed].map(({ person_id: id }) => id);
  });
  return new Set(people.filter((id) => id !== null)).size;
}
