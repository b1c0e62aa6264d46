import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not, type EntityManager } from 'typeorm';
import { type Transaction } from '../../../database/transactions.js';
import { RecoveryCodeEntity } from './recovery-code.entity.js';
import { SecondStepEntity } from './second-step.entity.js';

@Injectable()
export class SecondStepsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async find(accountId: string, tx: Transaction = this.manager): Promise<SecondStepEntity | null> {
    return tx.findOneBy(SecondStepEntity, { accountId });
  }

  /** The one that codes are asked for. */
  async findProved(accountId: string, tx: Transaction = this.manager): Promise<SecondStepEntity | null> {
    return tx.findOneBy(SecondStepEntity, { accountId, confirmedAt: Not(IsNull()) });
  }

  /** A secret that is not proved yet, in place of one that was not either. @returns false where one is proved. */
  async propose(accountId: string, secret: Buffer, createdAt: Date): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(
      `INSERT INTO second_steps (account_id, secret, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (account_id) DO UPDATE SET secret = $2, created_at = $3, last_step = 0
         WHERE second_steps.confirmed_at IS NULL
       RETURNING account_id`,
      [accountId, secret, createdAt],
    );
    return rows.length > 0;
  }

  /** @returns false where it was proved already, or the secret is another one by now */
  async confirm(tx: Transaction, step: SecondStepEntity, usedStep: number, at: Date): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>(
      `UPDATE second_steps SET confirmed_at = $3, last_step = $4
        WHERE account_id = $1 AND secret = $2 AND confirmed_at IS NULL RETURNING account_id`,
      [step.accountId, step.secret, at, usedStep],
    );
    return rows.length > 0;
  }

  /** Of two that come with the same code, one gets true. */
  async useStep(accountId: string, usedStep: number): Promise<boolean> {
    const [rows] = await this.manager.query<[unknown[], number]>(
      `UPDATE second_steps SET last_step = $2
        WHERE account_id = $1 AND confirmed_at IS NOT NULL AND last_step < $2 RETURNING account_id`,
      [accountId, usedStep],
    );
    return rows.length > 0;
  }

  async remove(tx: Transaction, accountId: string): Promise<boolean> {
    await tx.delete(RecoveryCodeEntity, { accountId });
    const { affected } = await tx.delete(SecondStepEntity, { accountId });
    return (affected ?? 0) > 0;
  }

  async replaceRecoveryCodes(
    tx: Transaction,
    accountId: string,
    hashes: readonly Buffer[],
    createdAt: Date,
  ): Promise<void> {
    await tx.delete(RecoveryCodeEntity, { accountId });
    await tx.insert(
      RecoveryCodeEntity,
      hashes.map((codeHash) => ({ accountId, codeHash, createdAt })),
    );
  }

  /** Of two that come with the same code, one gets true. */
  async useRecoveryCode(tx: Transaction, accountId: string, codeHash: Buffer, at: Date): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>(
      `UPDATE recovery_codes SET used_at = $3
        WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING id`,
      [accountId, codeHash, at],
    );
    return rows.length > 0;
  }

  async countRecoveryCodes(accountId: string): Promise<number> {
    return this.manager.count(RecoveryCodeEntity, { where: { accountId, usedAt: IsNull() } });
  }
}
