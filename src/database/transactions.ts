import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** A running database transaction. Services pass it on; only repositories look inside. */
export type Transaction = EntityManager;

const DEADLOCK = '40P01';
const SERIALISATION_FAILURE = '40001';
const ATTEMPTS = 3;

/** Runs work in one transaction: all of it is committed, or none. */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

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
}

function isWorthRepeating(error: unknown): boolean {
  const code = (error as { driverError?: { code?: unknown } } | null)?.driverError?.code;
  return code === DEADLOCK || code === SERIALISATION_FAILURE;
}
