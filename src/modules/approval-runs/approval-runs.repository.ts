import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { ApprovalRunEntity } from './approval-run.entity.js';
import { type Finding, RUN_STEPS, type RunStep, type StepOutcome, stepsIn } from './run-steps.js';

/** A worker that has been silent so long is taken for dead. */
const SILENT_AFTER = `interval '30 seconds'`;
/** Then somebody has to say that it goes on. */
const MAX_ATTEMPTS = 5;

/** A step of a run. */
export interface StepAddress {
  /** Null: about all units. */
  readonly unitId: string | null;
  readonly step: RunStep;
}

/** A step with the name of its unit. */
export interface StepRow extends StepAddress {
  readonly unitName: string | null;
  readonly done: boolean;
  readonly doctors: number;
  readonly spentMs: number;
  /** What it has done, or how far it is. */
  readonly note: string | null;
  readonly findings: readonly Finding[];
}

/** A rota over the first day of a rotation. */
export interface UnitRota {
  readonly id: string;
  readonly name: string;
  readonly state: 'draft' | 'published' | 'closed';
  readonly version: number;
}

/** What a step has made or changed. */
export interface StepTrace extends StepAddress {
  /** Of an allocation or rota that it has made. */
  readonly madeId: string | null;
  /** How that stood which it changed. */
  readonly before: Record<string, unknown> | null;
}

@Injectable()
export class ApprovalRunsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async find(id: string, tx: Transaction = this.manager): Promise<ApprovalRunEntity | null> {
    return tx.findOneBy(ApprovalRunEntity, { id });
  }

  async lock(tx: Transaction, id: string): Promise<ApprovalRunEntity | null> {
    return tx.findOne(ApprovalRunEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Newest first. */
  async ofRotation(rotationId: string): Promise<ApprovalRunEntity[]> {
    return this.manager.find(ApprovalRunEntity, {
      where: { rotationId },
      order: { requestedAt: 'DESC', id: 'DESC' },
    });
  }

  async save(tx: Transaction, run: Partial<ApprovalRunEntity>): Promise<ApprovalRunEntity> {
    return tx.save(ApprovalRunEntity, tx.create(ApprovalRunEntity, run));
  }

  /** Each step for each unit, none of them done. What a step has made before stays known. */
  async writeSteps(
    tx: Transaction,
    { id, intakeId }: Pick<ApprovalRunEntity, 'id' | 'intakeId'>,
    unitIds: readonly string[],
  ): Promise<void> {
    await tx.query('DELETE FROM approval_steps WHERE run_id = $1 AND unit_id <> ALL ($2)', [id, unitIds]);
    await tx.query("UPDATE approval_steps SET done = false, findings = '[]', note = NULL WHERE run_id = $1", [
      id,
    ]);
    const rows = RUN_STEPS.flatMap((step, position): (StepAddress & { position: number })[] => {
      if (step === 'sheet') return intakeId === null ? [] : [{ unitId: null, step, position }];
      return unitIds.map((unitId) => ({ unitId, step, position }));
    });
    await tx.query(
      `INSERT INTO approval_steps (run_id, unit_id, step, position)
       SELECT $1, r."unitId", r.step, r.position
         FROM jsonb_to_recordset($2::jsonb) AS r("unitId" uuid, step text, position smallint) ON CONFLICT DO NOTHING`,
      [id, JSON.stringify(rows)],
    );
  }

  /** Those of all units, then by unit, each in their order. */
  async steps(runId: string, tx: Transaction = this.manager): Promise<StepRow[]> {
    return tx.query<StepRow[]>(
      `SELECT s.unit_id AS "unitId", u.name AS "unitName", s.step, s.done, s.doctors, s.spent_ms AS "spentMs", s.note,
              s.findings
         FROM approval_steps s LEFT JOIN units u ON u.id = s.unit_id
        WHERE s.run_id = $1 ORDER BY u.name NULLS FIRST, u.id, s.position`,
      [runId],
    );
  }

  /** What steps have made or changed, last first. */
  async traces(runId: string, tx: Transaction): Promise<StepTrace[]> {
    return tx.query<StepTrace[]>(
      `SELECT unit_id AS "unitId", step, made_id AS "madeId", before FROM approval_steps
        WHERE run_id = $1 AND (made_id IS NOT NULL OR before IS NOT NULL) ORDER BY position DESC, unit_id`,
      [runId],
    );
  }

  async keepBefore(runId: string, { unitId, step }: StepAddress, before: object): Promise<void> {
    await this.manager.query(
      `UPDATE approval_steps SET before = coalesce(before, $4::jsonb)
        WHERE run_id = $1 AND unit_id IS NOT DISTINCT FROM $2 AND step = $3`,
      [runId, unitId, step, JSON.stringify(before)],
    );
  }

  /** Nothing can be put back any more. */
  async forgetBefore(tx: Transaction, runId: string): Promise<void> {
    await tx.query('UPDATE approval_steps SET before = NULL WHERE run_id = $1', [runId]);
  }

  async noteMade(
    tx: Transaction,
    runId: string,
    { unitId, step }: StepAddress,
    madeId: string,
  ): Promise<void> {
    await tx.query(
      'UPDATE approval_steps SET made_id = $4 WHERE run_id = $1 AND unit_id IS NOT DISTINCT FROM $2 AND step = $3',
      [runId, unitId, step, madeId],
    );
  }

  async tell(
    runId: string,
    { unitId, step }: StepAddress,
    note: string,
    tx: Transaction = this.manager,
  ): Promise<void> {
    await tx.query(
      'UPDATE approval_steps SET note = $4 WHERE run_id = $1 AND unit_id IS NOT DISTINCT FROM $2 AND step = $3',
      [runId, unitId, step, note],
    );
  }

  /** How long gaps are searched; it may have been skipped meanwhile. */
  async fillSeconds(runId: string): Promise<number | null> {
    const [row] = await this.manager.query<{ seconds: number | null }[]>(
      'SELECT fill_seconds AS seconds FROM approval_runs WHERE id = $1',
      [runId],
    );
    return row?.seconds ?? null;
  }

  /** Takes the run up, unless somebody else has it or there is nothing to do. */
  async claim(id: string): Promise<ApprovalRunEntity | null> {
    const [rows] = await this.manager.query<[{ id: string }[], number]>(
      `UPDATE approval_runs SET heartbeat_at = clock_timestamp(), attempts = attempts + 1, error = NULL
        WHERE id = $1 AND state IN ('preparing', 'carrying-out') AND attempts < ${MAX_ATTEMPTS}
          AND (heartbeat_at IS NULL OR heartbeat_at < clock_timestamp() - ${SILENT_AFTER}) RETURNING id`,
      [id],
    );
    return rows.length === 0 ? null : this.find(id);
  }

  /** True while a worker has the run and is not silent. */
  async isTaken(tx: Transaction, id: string): Promise<boolean> {
    const [row] = await tx.query<{ taken: boolean }[]>(
      `SELECT coalesce(heartbeat_at >= clock_timestamp() - ${SILENT_AFTER}, false) AS taken FROM approval_runs WHERE id = $1`,
      [id],
    );
    return row?.taken === true;
  }

  /** @returns false when another worker has taken the run over, or it was discarded. */
  async renew({ id, attempts, state }: ApprovalRunEntity): Promise<boolean> {
    const [, count] = await this.manager.query<[unknown[], number]>(
      `UPDATE approval_runs SET heartbeat_at = clock_timestamp() WHERE id = $1 AND attempts = $2 AND state = $3`,
      [id, attempts, state],
    );
    return count > 0;
  }

  /** Gives the run back for another attempt, with the reason. */
  async release({ id, attempts }: ApprovalRunEntity, error: string): Promise<void> {
    await this.manager.query(
      'UPDATE approval_runs SET heartbeat_at = NULL, error = $3 WHERE id = $1 AND attempts = $2',
      [id, attempts, error],
    );
  }

  /** Gives the run back to HR: nobody takes it up until they say so. */
  async halt({ id, attempts }: ApprovalRunEntity, error: string): Promise<void> {
    await this.manager.query(
      `UPDATE approval_runs SET heartbeat_at = NULL, error = $3, attempts = ${MAX_ATTEMPTS} WHERE id = $1 AND attempts = $2`,
      [id, attempts, error],
    );
  }

  /** The next steps that are not done, step by step over all units. */
  async open({ id, state }: ApprovalRunEntity): Promise<StepAddress[]> {
    return this.manager.query<StepAddress[]>(
      `SELECT s.unit_id AS "unitId", s.step FROM approval_steps s LEFT JOIN units u ON u.id = s.unit_id
        WHERE s.run_id = $1 AND NOT s.done AND s.step = ANY($2) ORDER BY s.position, u.name, u.id`,
      [id, stepsIn(state)],
    );
  }

  /** What a step took is added up over attempts. */
  async noteStep(
    run: ApprovalRunEntity,
    { unitId, step }: StepAddress,
    { doctors, findings, note = null }: Omit<StepOutcome, 'note'> & { readonly note?: string | null },
    spentMs: number,
  ): Promise<void> {
    await this.manager.query(
      `UPDATE approval_steps s SET done = true, doctors = $4, findings = $5, spent_ms = s.spent_ms + $6, note = $9
         FROM approval_runs r WHERE r.id = s.run_id AND r.attempts = $7 AND r.state = $8
          AND s.run_id = $1 AND s.unit_id IS NOT DISTINCT FROM $2 AND s.step = $3`,
      [
        ...[run.id, unitId, step, doctors, JSON.stringify(findings), Math.round(spentMs)],
        ...[run.attempts, run.state, note],
      ],
    );
  }

  /** After its last step. */
  async finish({ id, attempts, state }: ApprovalRunEntity, at: Date): Promise<void> {
    await this.manager.query(
      `UPDATE approval_runs SET heartbeat_at = NULL, attempts = 0, version = version + 1,
              state = CASE WHEN state = 'preparing' THEN 'ready' ELSE 'done' END,
              finished_at = CASE WHEN state = 'preparing' THEN NULL ELSE $4::timestamptz END
        WHERE id = $1 AND attempts = $2 AND state = $3`,
      [id, attempts, state, at],
    );
  }

  /** Runs that nobody runs. */
  async abandoned(): Promise<Pick<ApprovalRunEntity, 'id' | 'attempts' | 'version'>[]> {
    return this.manager.query<Pick<ApprovalRunEntity, 'id' | 'attempts' | 'version'>[]>(
      `SELECT id, attempts, version FROM approval_runs WHERE state IN ('preparing', 'carrying-out') AND attempts < ${MAX_ATTEMPTS}
          AND (heartbeat_at IS NULL OR heartbeat_at < clock_timestamp() - ${SILENT_AFTER})`,
    );
  }

  /** A rota of the unit over the day, draft or published. */
  async rotaOver(unitId: string, on: string): Promise<UnitRota | null> {
    const [row] = await this.manager.query<UnitRota[]>(
      `SELECT id, name, state, version FROM rotas WHERE unit_id = $1 AND $2 BETWEEN first_date AND last_date
        ORDER BY state <> 'draft' DESC, first_date LIMIT 1`,
      [unitId, on],
    );
    return row ?? null;
  }

  async nameOf(accountId: string): Promise<string> {
    const [row] = await this.manager.query<{ name: string }[]>(
      'SELECT display_name AS name FROM accounts WHERE id = $1',
      [accountId],
    );
    return row?.name ?? '';
  }
}
