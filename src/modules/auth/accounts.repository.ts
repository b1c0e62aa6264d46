import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Transaction } from '../../database/transactions.js';
import { AccountRoleEntity } from './account-role.entity.js';
import { AccountEntity } from './account.entity.js';

// Somebody whose placements have all ended has left; who never had one (HR, an administrator) has not.
const HAS_LEFT = `(EXISTS (SELECT 1 FROM placements p WHERE p.person_id = a.person_id)
  AND NOT EXISTS (SELECT 1 FROM placements p WHERE p.person_id = a.person_id
                  AND (p.last_date IS NULL OR p.last_date >= $2::date)))`;

@Injectable()
export class AccountsRepository {
  private readonly manager: EntityManager;

  constructor(dataSource: DataSource) {
    this.manager = dataSource.manager;
  }

  async byEmail(email: string): Promise<AccountEntity | null> {
    return this.manager.findOneBy(AccountEntity, { email });
  }

  async byId(id: string): Promise<AccountEntity | null> {
    return this.manager.findOneBy(AccountEntity, { id });
  }

  async lock(id: string, tx: Transaction): Promise<AccountEntity | null> {
    return tx.findOne(AccountEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async insert(
    account: Pick<AccountEntity, 'email' | 'displayName' | 'personId' | 'passwordHash' | 'isDemo'>,
    roles: readonly Pick<AccountRoleEntity, 'role' | 'unitId'>[],
    tx: Transaction,
  ): Promise<AccountEntity> {
    const saved = await tx.save(AccountEntity, tx.create(AccountEntity, account));
    await tx.insert(
      AccountRoleEntity,
      roles.map((role) => ({ ...role, accountId: saved.id })),
    );
    return saved;
  }

  async save(account: AccountEntity, tx: Transaction): Promise<AccountEntity> {
    return tx.save(AccountEntity, account);
  }

  /** With the names of the units of unit roles. */
  async rolesOf(accountId: string): Promise<NamedRole[]> {
    return this.manager.query<NamedRole[]>(
      `SELECT r.role, r.unit_id AS "unitId", u.name AS "unitName"
       FROM account_roles r LEFT JOIN units u ON u.id = r.unit_id
       WHERE r.account_id = $1 ORDER BY r.role, u.name`,
      [accountId],
    );
  }

  /** Units in which a person has a placement that has not ended by the date. */
  async placedUnitIds(personId: string, date: string): Promise<string[]> {
    const rows = await this.manager.query<{ unitId: string }[]>(
      `SELECT DISTINCT unit_id AS "unitId" FROM placements
       WHERE person_id = $1 AND (last_date IS NULL OR last_date >= $2::date)`,
      [personId, date],
    );
    return rows.map(({ unitId }) => unitId);
  }

  async hasLeft(accountId: string, date: string): Promise<boolean> {
    const rows = await this.manager.query<{ left: boolean }[]>(
      `SELECT ${HAS_LEFT} AS left FROM accounts a WHERE a.id = $1`,
      [accountId, date],
    );
    return rows[0]?.left === true;
  }

  /** Counts a wrong password, and locks the account at the limit. Touches nothing for an unknown address. */
  async countFailure(email: string, limit: number, lockUntil: Date): Promise<void> {
    await this.manager.query(
      `UPDATE accounts SET
         locked_until = CASE WHEN failed_sign_ins + 1 >= $2 THEN $3::timestamptz ELSE locked_until END,
         failed_sign_ins = CASE WHEN failed_sign_ins + 1 >= $2 THEN 0 ELSE failed_sign_ins + 1 END
       WHERE email = $1`,
      [email, limit, lockUntil],
    );
  }

  async forgetFailures(accountId: string): Promise<void> {
    await this.manager.query(
      `UPDATE accounts SET failed_sign_ins = 0, locked_until = NULL
       WHERE id = $1 AND (failed_sign_ins > 0 OR locked_until IS NOT NULL)`,
      [accountId],
    );
  }

  async demoAccountEmails(): Promise<{ email: string; role: string }[]> {
    return this.manager.query<{ email: string; role: string }[]>(
      `SELECT a.email, min(r.role) AS role FROM accounts a JOIN account_roles r ON r.account_id = a.id
       WHERE a.is_demo AND a.active GROUP BY a.id, a.email ORDER BY a.email`,
    );
  }
}

export interface NamedRole {
  readonly role: AccountRoleEntity['role'];
  readonly unitId: string | null;
  readonly unitName: string | null;
}
