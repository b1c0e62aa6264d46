import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SharedWait } from './shared-wait.js';

/** A running database transaction. Services pass it on; only repositories look inside. */
export type Transaction = EntityManager;

const DEADLOCK = '40P01';
const SERIALISATION_FAILURE = '40001';
const ATTEMPTS = 3;

/** Runs work in one transaction: all of it is committed, or none. */
@Injectable()
export class Transactions {
  private readonly disk: SharedWait;

  constructor(private readonly dataSource: DataSource) {
    this.disk = new SharedWait(async () => {
      await this.dataSource.query(WRITE_THROUGH);
    });
  }

  /** The work is repeated from its start when Postgres ended it to break a deadlock, so it must have no other effects. */
  async run<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.dataSource.transaction(work);
      } catch (error) {
        if (attempt === ATTEMPTS || !isWorthRepeating(error)) throw error;
      }
    }
  }

  /**
   * As `run`, but others may go on from what was committed while it is on its way to the disk. Nobody is told of it before
   * `written` has ended.
   */
  async runAhead<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run(async (tx) => {
      const [, result] = await together([tx.query('SET LOCAL synchronous_commit TO off'), work(tx)]);
      return result;
    });
  }

  /** Waits until all that was committed before is on the disk; those who wait at the same time share one write. */
  async written(): Promise<void> {
    return this.disk.join();
  }
}

/** A transaction of its own that changes nothing: its commit writes the log through to the disk, up to here. */
const WRITE_THROUGH = `SELECT pg_logical_emit_message(true, 'rotawright', '')`;

function isWorthRepeating(error: unknown): boolean {
  const code = codeOf(error);
  return code === DEADLOCK || code === SERIALISATION_FAILURE;
}

function codeOf(error: unknown): unknown {
  return (error as { driverError?: { code?: unknown } } | null)?.driverError?.code;
}

const ABORTED = '25P02';

/**
 * Waits for questions of one transaction that were asked without waiting for each other: they go to the server in one go, and are
 * answered in the order in which they were asked. Nothing of them is still under way when this ends, so that no straggler comes after
 * the end of the transaction.
 *
 * @throws what failed first; what failed only because of that is left out.
 */
export async function together<T extends readonly unknown[]>(
  asked: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  const results = await Promise.allSettled(asked as readonly Promise<unknown>[]);
  const reasons = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  if (reasons.length > 0) throw reasons.find((reason) => codeOf(reason) !== ABORTED) ?? reasons[0];
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as unknown as T;
}
