import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { FILL_CHANNEL } from './fill-channel.js';
import { FillEventEntity } from './fill-event.entity.js';
import {
  type FillBaseline,
  type FillChange,
  FillEntity,
  type FilledCell,
  type FillState,
} from './fill.entity.js';

/** The right to go on with a fill: lost as soon as another worker takes it over. */
export interface Lease {
  readonly fillId: string;
  readonly attempt: number;
}

export interface FillStand {
  readonly spentMs: number;
  readonly objective: number;
  readonly hardViolations: number;
  readonly unfilled: number;
  readonly lowerBound: number | null;
  readonly best: readonly FilledCell[];
}

export interface FillEnd {
  readonly state: 'done' | 'stopped' | 'failed';
  readonly spentMs: number;
  readonly applied: boolean;
  readonly error: string | null;
  readonly notes: readonly string[];
  readonly objective: number | null;
  readonly hardViolations: number | null;
  readonly unfilled: number | null;
  /** Of a repair that was applied. */
  readonly changes: readonly FillChange[] | null;
}

export type FillEvent =
  | { readonly type: 'progress'; readonly [key: string]: unknown }
  | { readonly type: 'state'; readonly state: FillState }
  | { readonly type: 'done' };

/** A worker that has been silent so long is taken for dead. */
const SILENT_AFTER = `interval '6 seconds'`;
const UNDER_WAY: FillState[] = ['queued', 'running', 'stopping'];

@Injectable()
export class FillsRepository {
  constructor(@InjectRepository(FillEntity) private readonly fills: Repository<FillEntity>) {}

  async find(id: string, tx: Transaction = this.fills.manager): Promise<FillEntity | null> {
    return tx.findOneBy(FillEntity, { id });
  }

  async unitIdOf(id: string, tx: Transaction = this.fills.manager): Promise<string | null> {
    const rows = await tx.query<{ unitId: string }[]>(
      'SELECT r.unit_id AS "unitId" FROM fills f JOIN rotas r ON r.id = f.rota_id WHERE f.id = $1',
      [id],
    );
    return rows[0]?.unitId ?? null;
  }

  async underWay(tx: Transaction, rotaId: string): Promise<FillEntity | null> {
    return tx.findOneBy(FillEntity, { rotaId, state: In(UNDER_WAY) });
  }

  async insert(
    tx: Transaction,
    fill: Pick<FillEntity, 'rotaId' | 'seconds' | 'seed' | 'keep' | 'fromDate' | 'work' | 'requestedBy'>,
  ): Promise<string> {
    const { identifiers } = await tx.insert(FillEntity, fill);
    return (identifiers[0] as { id: string }).id;
  }

  /** Takes a fill that waits, or one whose worker has fallen silent; null when there is nothing to take. */
  async claim(id: string): Promise<FillEntity | null> {
    const taken = await this.updateReturning<{ id: string }>(
      `UPDATE fills SET state = CASE state WHEN 'queued' THEN 'running' ELSE state END,
              started_at = coalesce(started_at, now()), heartbeat_at = now(), attempts = attempts + 1
        WHERE id = $1 AND (state = 'queued'
              OR state IN ('running', 'stopping') AND heartbeat_at < now() - ${SILENT_AFTER})
        RETURNING id`,
      [id],
    );
    return taken.length === 0 ? null : this.find(id);
  }

  /** Says that the worker lives. @returns the state that others may have set, or null when the lease is lost. */
  async heartbeat({ fillId, attempt }: Lease, spentMs: number): Promise<FillState | null> {
    const rows = await this.updateReturning<{ state: FillState }>(
      `UPDATE fills SET heartbeat_at = now(), spent_ms = $3
        WHERE id = $1 AND attempts = $2 AND state IN ('running', 'stopping') RETURNING state`,
      [fillId, attempt, spentMs],
    );
    return rows[0]?.state ?? null;
  }

  async setBaseline({ fillId, attempt }: Lease, baseline: FillBaseline): Promise<void> {
    await this.fills.query('UPDATE fills SET baseline = $3 WHERE id = $1 AND attempts = $2', [
      fillId,
      attempt,
      JSON.stringify(baseline),
    ]);
  }

  /** Keeps a better rota and tells everybody who watches. @returns false when the lease is lost. */
  async progress(lease: Lease, stand: FillStand): Promise<boolean> {
    const { spentMs, objective, hardViolations, unfilled, lowerBound } = stand;
    const event: FillEvent = {
      type: 'progress',
      elapsedMs: spentMs,
      objective,
      hardViolations,
      unfilled,
      lowerBound,
    };
    const rows = await this.updateReturning<{ seq: number }>(
      `WITH live AS (
         UPDATE fills SET spent_ms = $3, objective = $4, hard_violations = $5, unfilled = $6, lower_bound = $7,
                best = $8, heartbeat_at = now(), last_event = last_event + 1
          WHERE id = $1 AND attempts = $2 AND state IN ('running', 'stopping') RETURNING id, last_event)
       INSERT INTO fill_events (fill_id, seq, payload) SELECT id, last_event, $9 FROM live
       RETURNING seq, pg_notify('${FILL_CHANNEL}', fill_id::text)`,
      [
        lease.fillId,
        lease.attempt,
        spentMs,
        objective,
        hardViolations,
        unfilled,
        lowerBound,
        JSON.stringify(stand.best),
        JSON.stringify(event),
      ],
    );
    return rows.length > 0;
  }

  /** Locks a fill that the lease still holds. */
  async lockHeld(tx: Transaction, { fillId, attempt }: Lease): Promise<FillEntity | null> {
    return tx.findOne(FillEntity, {
      where: { id: fillId, attempts: attempt, state: In(['running', 'stopping']) },
      lock: { mode: 'for_no_key_update' },
    });
  }

  async end(tx: Transaction, fillId: string, end: FillEnd): Promise<void> {
    await tx.query(
      `UPDATE fills SET state = $2, spent_ms = $3, applied = $4, error = $5, notes = $6, objective = $7,
              hard_violations = $8, unfilled = $9, changes = $10, finished_at = now() WHERE id = $1`,
      [
        fillId,
        end.state,
        end.spentMs,
        end.applied,
        end.error,
        JSON.stringify(end.notes),
        end.objective,
        end.hardViolations,
        end.unfilled,
        end.changes === null ? null : JSON.stringify(end.changes),
      ],
    );
    await this.tell(tx, fillId, { type: 'done' });
  }

  /** Asks for an end: at once where no worker has begun. @returns false when it has ended already. */
  async askToStop(tx: Transaction, id: string): Promise<boolean> {
    const [rows] = await tx.query<[{ state: FillState }[], number]>(
      `UPDATE fills SET state = CASE state WHEN 'queued' THEN 'stopped' ELSE 'stopping' END,
              finished_at = CASE state WHEN 'queued' THEN now() END
        WHERE id = $1 AND state IN ('queued', 'running') RETURNING state`,
      [id],
    );
    const state = rows[0]?.state;
    if (state === undefined) return false;
    await this.tell(tx, id, state === 'stopped' ? { type: 'done' } : { type: 'state', state });
    return true;
  }

  /** Hands a fill back that this process cannot go on with. */
  async release({ fillId, attempt }: Lease, spentMs: number): Promise<void> {
    await this.fills.query(
      `UPDATE fills SET heartbeat_at = 'epoch', spent_ms = $3
        WHERE id = $1 AND attempts = $2 AND state IN ('running', 'stopping')`,
      [fillId, attempt, spentMs],
    );
  }

  /** Adds an event and wakes whoever watches, once the transaction is committed. */
  async tell(tx: Transaction, fillId: string, event: FillEvent): Promise<void> {
    await tx.query(
      `WITH counted AS (UPDATE fills SET last_event = last_event + 1 WHERE id = $1 RETURNING id, last_event)
       INSERT INTO fill_events (fill_id, seq, payload) SELECT id, last_event, $2 FROM counted
       RETURNING pg_notify('${FILL_CHANNEL}', fill_id::text)`,
      [fillId, JSON.stringify(event)],
    );
  }

  async tellAlone(fillId: string, event: FillEvent): Promise<void> {
    await this.tell(this.fills.manager, fillId, event);
  }

  async eventsAfter(fillId: string, seq: number): Promise<FillEventEntity[]> {
    return this.fills.manager
      .createQueryBuilder(FillEventEntity, 'event')
      .where('event.fillId = :fillId AND event.seq > :seq', { fillId, seq })
      .orderBy('event.seq')
      .take(1000)
      .getMany();
  }

  /** Fills that nobody runs: their wake-up was lost, or their worker is dead. */
  async abandoned(): Promise<{ id: string; attempts: number }[]> {
    return this.fills.query(
      `SELECT id, attempts FROM fills WHERE state = 'queued' AND requested_at < now() - interval '2 seconds'
           OR state IN ('running', 'stopping') AND heartbeat_at < now() - ${SILENT_AFTER}`,
    );
  }

  /** TypeORM answers an UPDATE with rows and their count. */
  private async updateReturning<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    const answer = await this.fills.query<[Row[], number] | Row[]>(sql, parameters);
    return Array.isArray(answer[0]) ? answer[0] : (answer as Row[]);
  }
}
